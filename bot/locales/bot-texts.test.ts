import assert from 'node:assert/strict';
import { botTexts, fillIn } from './bot-texts.ts';

const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, below]) => keysOf(below, `${path}.${key}`))
    : [path];

const placeholders = (text: unknown) => [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();

describe('the texts of the bot', () => {
  it('have the same keys in English and French', () => {
    assert.deepEqual(keysOf(botTexts('fr')), keysOf(botTexts('en')));
  });

  it('have the same placeholders in English and French', () => {
    assert.deepEqual(placeholders(botTexts('fr')), placeholders(botTexts('en')));
  });

  it('take values as they are', () => {
    assert.equal(fillIn('{name} and {other}', { name: '$& {other}' }), '$& {other} and {other}');
  });
});
