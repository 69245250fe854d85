import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const languages = ['en', 'fr'];

const filesOf = (language: string) => readdirSync(join(import.meta.dirname, language)).sort();

const readTexts = (language: string, file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, language, file), 'utf8'));

/** Each text's keys and placeholders: `moreFacts.one {count}`. */
function keysOf(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, below]) => keysOf(below, [...path, key]));
  }
  return [[path.join('.'), ...(String(value).match(/\{\w+\}/g) ?? []).sort()].join(' ')];
}

describe('the texts of every language', () => {
  it('are in the same files', () => {
    for (const language of languages) assert.deepEqual(filesOf(language), filesOf('en'), language);
  });

  for (const file of filesOf('en')) {
    it(`have the same keys and placeholders in ${file}`, () => {
      for (const language of languages) {
        assert.deepEqual(keysOf(readTexts(language, file)).sort(), keysOf(readTexts('en', file)).sort(), language);
      }
    });
  }
});
