import assert from 'node:assert/strict';
import { ConnectionError } from '../../connections/connection.ts';
import { SealedSecretError } from '../../connections/sealed-secret.ts';
import { apiTexts } from '../../locales/api-texts.ts';
import { toProblem } from './problem.ts';
import { toApiError } from './to-api-error.ts';

/** What each code of a connection's errors is answered with: a status and a code, or the field that is to be mended. */
const answers: Record<ConnectionError['code'], [status: number, codeOrField: string]> = {
  'connection-not-found': [404, 'connection-not-found'],
  'channel-not-found': [404, 'channel-not-found'],
  'no-webhook-url': [409, 'no-webhook-url'],
  'changed-meanwhile': [412, 'changed-meanwhile'],
  'being-replaced': [409, 'being-replaced'],
  'url-generations-used-up': [409, 'url-generations-used-up'],
  'url-transition-open': [409, 'url-transition-open'],
  'no-url-transition': [409, 'no-url-transition'],
  'url-epochs-used-up': [409, 'url-epochs-used-up'],
  'name-missing': [422, 'name'],
  'deadline-not-in-future': [422, 'deadline'],
  'root-key-unknown': [422, 'rootKey'],
  'root-key-in-use': [422, 'rootKey'],
};

const problemOf = (code: ConnectionError['code'], language: 'en' | 'fr') =>
  toProblem(toApiError(new ConnectionError(code, 'inside'), apiTexts(language)), language);

describe('an error of a connection', () => {
  for (const [code, answer] of Object.entries(answers))
    it(`is answered with what the reader can do: ${code}`, () => {
      // Object.entries has widened the keys to strings; this is one of them again.
      const known = Object.keys(answers).find((one): one is ConnectionError['code'] => one === code);
      assert.ok(known);
      const [english, french] = [problemOf(known, 'en'), problemOf(known, 'fr')];
      const { status, fields } = english;
      assert.deepEqual([status, fields?.[0]?.field ?? english.code], answer);
      const texts = [english, french].map(problem => problem.fields?.[0]?.detail ?? problem.detail);
      assert.equal(new Set(['inside', '', undefined, ...texts]).size, 5, 'a text of its own in each language');
    });
});

describe('a secret that cannot be opened', () => {
  it('is answered with what to do about it', () => {
    for (const [problem, text] of [
      [{ code: 'root-key-missing', rootKey: 7 }, /root key 7.*WEBHOOK_URL_KEYS/],
      [{ code: 'unreadable', setting: 'token' }, /token.*Enter it again/],
    ] as const) {
      const { status, code, detail } = toProblem(toApiError(new SealedSecretError(problem), apiTexts('en')), 'en');
      assert.deepEqual([status, code], [409, 'not-possible']);
      assert.match(detail, text);
    }
  });
});

describe('any other error', () => {
  it('tells nothing of what it is', () => {
    const problem = toProblem(toApiError(new Error('inside'), apiTexts('en')), 'en');
    assert.deepEqual([problem.status, problem.code], [500, 'internal']);
    assert.ok(!JSON.stringify(problem).includes('inside'));
  });
});
