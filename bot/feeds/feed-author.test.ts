import assert from 'node:assert/strict';
import { readAuthor } from './feed-author.ts';

const authors: Record<string, string | undefined> = {
  'Mira Example': 'Mira Example',
  'me@example.org (Mira Example)': 'Mira Example',
  'me@example.org(Mira)': 'Mira',
  'Mira Example <me@example.org>': 'Mira Example',
  'Mira Example (me@example.org)': 'Mira Example',
  'Mira (NASA) <me@example.org>': 'Mira (NASA)',
  'mailto:me@example.org Mira': 'Mira',
  'a@example.org (Ann), b@example.org (Ben)': 'Ann, Ben',
  'Ann <a@example.org>; Ben': 'Ann, Ben',
  'me@example.org': undefined,
  '<me@example.org>': undefined,
  '@mira': '@mira',
  'Mira @ Example': 'Mira @ Example',
  'me@example.org (constructor)': 'constructor',
  '  ': undefined,
};

describe('readAuthor', () => {
  for (const [text, name] of Object.entries(authors))
    it(`finds ${name ?? 'nobody'} in “${text}”`, () => assert.equal(readAuthor(text), name));
});
