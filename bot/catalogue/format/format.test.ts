import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptor } from './descriptor.ts';
import { event } from './event.ts';
import { jsonSchemas } from './json-schemas.ts';

const both = (text: string) => ({ en: text, fr: text });
const connector = {
  id: 'example',
  publisher: 'Example',
  name: both('Example'),
  shortDescription: both('Builds'),
  longDescription: both('Builds.'),
  categories: ['development'],
  body: { cap: 1_000_000, format: 'events' },
};
const built = { name: both('Built'), on: ['built'], default: true, message: { title: 'Built' } };

/** Where something is wrong, as `path: message`. */
function problems(format: typeof descriptor | typeof event, value: unknown): string {
  const parsed = format.safeParse(value);
  return parsed.success ? '' : parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n');
}

describe('connector.json', () => {
  const wrong = (given: object) => problems(descriptor, { ...connector, ...given });

  it('needs no more than names, categories and the body', () => assert.equal(wrong({}), ''));

  it('is in both languages, and says which one is missing', () => {
    assert.match(wrong({ name: { en: 'Example' } }), /^name\.fr: /);
    assert.match(wrong({ name: 'Example' }), /^name: /);
  });

  it('names each wrong field, and those that it does not know', () => {
    assert.match(wrong({ id: 'Not Good', version: '1', colour: 'red' }), /^id: [\s\S]*^version: [\s\S]*colour/m);
  });

  it('has a version whose numbers can be told apart', () => {
    assert.equal(wrong({ version: '999999999.0.10' }), '');
    for (const version of ['1.0', '01.0.0', '9999999999999998.0.0', '1.0.0-beta', `${'9'.repeat(400)}.0.0`])
      assert.match(wrong({ version }), /^version: give three numbers of at most nine digits/, version);
  });

  it('takes bodies of at most 25 MiB', () => {
    assert.equal(wrong({ body: { cap: 26_214_400, format: 'events' } }), '');
    assert.match(wrong({ body: { cap: 26_214_401, format: 'events' } }), /^body\.cap: /);
  });

  it('has settings of the kinds that the form knows', () => {
    const setting = (given: object) => wrong({ settings: [{ id: 'one', label: both('One'), ...given }] });
    for (const type of ['text', 'secret', 'url', 'flag']) assert.equal(setting({ type }), '');
    assert.equal(setting({ type: 'patterns', on: '{{ body.branch }}' }), '');
    assert.match(setting({ type: 'patterns' }), /^settings\.0\.on: /);
    assert.match(
      setting({ type: 'choices', on: 'x', choices: [{ value: 'a', label: both('A') }] }),
      /^settings\.0\.choices: /,
    );
    assert.match(setting({ type: 'colour' }), /^settings\.0\.type: /);
    assert.match(setting({ id: 'Not good', type: 'text' }), /^settings\.0\.id: /);
  });

  it('has variables with simple names', () => {
    assert.equal(wrong({ variables: { pull_request: 'body.pr' } }), '');
    assert.match(wrong({ variables: { 'pull-request': 'body.pr' } }), /variables/);
  });
});

describe('an event', () => {
  const wrong = (given: object) => problems(event, { ...built, ...given });

  it('has a message or a card, or is always ignored', () => {
    const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
    assert.equal(wrong({}), '');
    assert.equal(wrong({ message: undefined, card }), '');
    assert.equal(wrong({ message: undefined, ignore: [{ reason: both('Noise.') }] }), '');
    assert.match(wrong({ message: undefined }), /either a message, or a card/);
    assert.match(wrong({ card }), /either a message, or a card/);
    assert.match(
      wrong({ message: undefined, ignore: [{ when: 'body.a', reason: both('Noise.') }] }),
      /either a message/,
    );
  });

  it('has a key and a title', () => {
    assert.match(wrong({ on: [] }), /^on: /);
    assert.match(wrong({ message: { text: 'x' } }), /^message\.title: /);
  });

  it('names a field that it does not know, however deep', () =>
    assert.match(
      wrong({ message: { title: 'x', facts: [{ name: 'a', valeu: 'b' }] } }),
      /^message\.facts\.0\.value: [\s\S]*valeu/m,
    ));

  it('repeats something at most fifty times', () =>
    assert.match(
      wrong({ message: { title: 'x', list: [{ each: 'body', limit: 51, text: 'x' }] } }),
      /^message\.list\.0\.limit: /,
    ));
});

describe('the JSON schemas in docs/', () => {
  for (const [file, schema] of Object.entries(jsonSchemas()))
    it(`${file} is up to date (else: node bot/catalogue/format/write-json-schemas.ts)`, () => {
      const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs', file), 'utf8'));
      assert.deepEqual(written, JSON.parse(schema));
    });
});
