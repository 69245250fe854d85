import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setting } from '../catalogue/format/settings.ts';
import { parseRootKeys } from './root-keys.ts';
import {
  type ConfigurableConnector,
  maskSettings,
  openSettings,
  sealSettings,
  secretMask,
  settingsToChange,
} from './settings.ts';
import { SettingsError } from './settings-error.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
const connectionId = '0123456789abcdef01234567';
const label = { en: 'Label', fr: 'Libellé' };
const choices = ['info', 'critical'].map(value => ({ value, label }));

function connector(...settings: object[]): ConfigurableConnector {
  const events = new Map(['push', 'release'].map(id => [id, {}]));
  return { settings: settings.map(format => setting.parse({ label, ...format })), events };
}

const all = connector(
  { id: 'title', type: 'text', maxLength: 10 },
  { id: 'secret', type: 'secret' },
  { id: 'address', type: 'url' },
  { id: 'quiet', type: 'flag', default: true },
  { id: 'minutes', type: 'number', min: 5, max: 60, default: 15 },
  { id: 'branches', type: 'patterns', on: '{{ body.ref }}' },
  { id: 'severities', type: 'choices', on: '{{ body.severity }}', choices },
);

const seal = (entered: Record<string, unknown>, stored?: string, of = all) =>
  sealSettings({ keys, connectionId, connector: of, stored }, entered);
const open = (stored: string) => openSettings(keys, connectionId, stored);

/** `SETTING FAULT` for each problem. */
function faults(entered: Record<string, unknown>, of = all, stored?: string): string[] {
  try {
    seal(entered, stored, of);
    return [];
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems.map(problem => `${problem.setting} ${problem.fault}`);
  }
}

describe('settings of a connection', () => {
  it('can be changed where another version of the connector has not all of them, or has them in another form', () => {
    const stored = seal({ title: 'Builds', secret: 'hush-hush', minutes: 5, events: ['push'] });
    const later = connector({ id: 'title', type: 'secret' }, { id: 'secret', type: 'text', maxLength: 100 });
    assert.deepEqual(settingsToChange(later, stored), { events: ['push'] });
    const changed = seal({ ...settingsToChange(later, stored), secret: 'no secret any more' }, stored, later);
    assert.deepEqual(open(changed), { plain: { secret: 'no secret any more', events: ['push'] }, secrets: {} });
    assert.deepEqual(settingsToChange(all, stored), maskSettings(stored));
  });

  it('come back as they were entered, secrets apart from the others', () => {
    const stored = seal({
      title: ' Builds ',
      secret: ' hush-hush\n',
      address: 'HTTPS://Example.com/feed#top',
      quiet: false,
      minutes: 5,
      branches: 'main\r\n\n release/* \nmain',
      severities: ['critical'],
      events: ['push', 'push'],
      everything: true,
    });
    assert.ok(!stored.includes('hush-hush'));
    assert.deepEqual(open(stored), {
      plain: {
        title: 'Builds',
        address: 'https://example.com/feed',
        quiet: false,
        minutes: 5,
        branches: ['main', 'release/*'],
        severities: ['critical'],
        events: ['push'],
        everything: true,
      },
      secrets: { secret: 'hush-hush' },
    });
  });

  it('have the defaults of the connector where nothing was entered', () => {
    for (const entered of [
      {},
      { title: '', secret: '', address: ' ', branches: [], severities: [], everything: false },
      { title: null, secret: null, address: null, quiet: null, minutes: null, branches: null, events: null },
    ])
      assert.deepEqual(open(seal(entered)), { plain: { quiet: true, minutes: 15 }, secrets: {} });
    assert.deepEqual(open('{}'), { plain: {}, secrets: {} });
  });

  for (const [entered, ...expected] of [
    [{ title: 'eleven long' }, 'title too-long'],
    [{ title: 'two\nlines' }, 'title invalid'],
    [{ title: 7 }, 'title invalid'],
    [{ secret: 'a\u0000b' }, 'secret invalid'],
    [{ secret: 'x'.repeat(4001) }, 'secret too-long'],
    [{ secret: ['x'] }, 'secret invalid'],
    [{ address: 'example.com' }, 'address not-an-address'],
    [{ address: 'javascript:alert(1)' }, 'address not-an-address'],
    [{ address: 'file:///etc/passwd' }, 'address not-an-address'],
    [{ address: 'https://user:pass@example.com' }, 'address not-an-address'],
    [{ address: {} }, 'address invalid'],
    [{ quiet: 'true' }, 'quiet invalid'],
    [{ minutes: 4 }, 'minutes out-of-range'],
    [{ minutes: 61 }, 'minutes out-of-range'],
    [{ minutes: Number.NaN }, 'minutes invalid'],
    [{ minutes: '15' }, 'minutes invalid'],
    [{ branches: [7] }, 'branches invalid'],
    [{ branches: ['a\tb'] }, 'branches invalid'],
    [{ branches: {} }, 'branches invalid'],
    [{ branches: 'x'.repeat(201) }, 'branches too-long'],
    [{ branches: Array.from({ length: 101 }, (_, index) => `b${index}`) }, 'branches too-many'],
    [{ severities: ['critical', 'unheard of'] }, 'severities unknown-choice'],
    [{ severities: 'critical' }, 'severities invalid'],
    [{ events: ['push', 'pull'] }, 'events unknown-choice'],
    [{ events: [] }, 'events required'],
    [{ events: 'push' }, 'events invalid'],
    [{ everything: 1 }, 'everything invalid'],
    [{ colour: 'red' }, 'colour unknown-setting'],
    [JSON.parse('{"__proto__":{"title":"x"}}'), '__proto__ unknown-setting'],
    [{ title: 7, minutes: 4, colour: 'red' }, 'colour unknown-setting', 'title invalid', 'minutes out-of-range'],
  ] as const)
    it(`are refused: ${JSON.stringify(entered).slice(0, 60)}`, () => {
      assert.deepEqual(faults(entered), expected);
    });

  it('are refused without a value that is required, each with its id and a sentence', () => {
    const required = connector(
      { id: 'project', type: 'text', required: true },
      { id: 'secret', type: 'secret', required: true },
      { id: 'address', type: 'url', required: true },
      { id: 'branches', type: 'patterns', on: 'x', required: true },
    );
    const needed = ['project required', 'secret required', 'address required', 'branches required'];
    assert.deepEqual(faults({}, required), needed);
    assert.deepEqual(faults({ project: ' ', secret: ' ', address: '', branches: '\n' }, required), needed);
    assert.throws(() => seal({}, undefined, required), /^SettingsError: project: This is needed\.\nsecret: /);
  });

  it('have no events where the connector has none', () => {
    const none = { settings: [], events: new Map() };
    assert.deepEqual(faults({ events: ['push'], everything: true }, none), [
      'events unknown-setting',
      'everything unknown-setting',
    ]);
    assert.equal(seal({}, undefined, none), '{}');
  });

  it('may have no event chosen where everything is wanted', () => {
    assert.deepEqual(open(seal({ events: [], everything: true })).plain, {
      quiet: true,
      minutes: 15,
      everything: true,
    });
  });

  it('never repeat what was entered in an error', () => {
    for (const entered of [{ secret: 'hush\u0007hush' }, { address: 'hush://hush' }, { severities: ['hush'] }])
      assert.throws(
        () => seal(entered),
        (error: Error) => !error.message.includes('hush'),
      );
  });

  it('may have the name of what every object has', () => {
    const odd = connector({ id: 'constructor', type: 'secret' }, { id: 'toString', type: 'text' });
    assert.deepEqual(open(seal({}, undefined, odd)), { plain: {}, secrets: {} });
    const opened = open(seal({ constructor: 'hush', toString: 'x' }, undefined, odd));
    assert.deepEqual(Object.entries(opened.secrets), [['constructor', 'hush']]);
    assert.deepEqual(Object.entries(opened.plain), [['toString', 'x']]);
  });
});

describe('a secret setting', () => {
  const stored = seal({ title: 'a', secret: 'hush' });

  it('is masked where settings are shown, and only if it is set', () => {
    assert.deepEqual(maskSettings(stored), { title: 'a', secret: secretMask, quiet: true, minutes: 15 });
    assert.deepEqual(maskSettings(seal({})), { quiet: true, minutes: 15 });
    assert.ok(!JSON.stringify(maskSettings(seal({ secret: 'x'.repeat(40) }))).includes('x'));
  });

  it('stays as it was where it comes back masked or not at all', () => {
    assert.deepEqual(open(seal({ ...maskSettings(stored), title: 'b' }, stored)).secrets, { secret: 'hush' });
    assert.deepEqual(open(seal({}, stored)).secrets, { secret: 'hush' });
    const required = connector({ id: 'secret', type: 'secret', required: true });
    assert.deepEqual(open(seal({ secret: secretMask }, stored, required)).secrets, { secret: 'hush' });
  });

  it('is replaced by another one, and removed by an empty one unless it is required', () => {
    assert.deepEqual(open(seal({ secret: 'new' }, stored)).secrets, { secret: 'new' });
    for (const empty of ['', ' ', null]) assert.deepEqual(open(seal({ secret: empty }, stored)).secrets, {});
    const required = connector({ id: 'secret', type: 'secret', required: true });
    assert.deepEqual(faults({ secret: '' }, required, stored), ['secret required']);
  });

  it('has to be entered where the mask stands for none', () => {
    assert.deepEqual(faults({ secret: secretMask }), ['secret required']);
  });

  it('does not go along when settings are copied to another connection', () => {
    assert.throws(() => openSettings(keys, 'f123456789abcdef01234567', stored), { name: 'SealedSecretError' });
  });

  it('keeps the request from passing unverified when it cannot be opened', () => {
    const others = parseRootKeys(`2:${Buffer.alloc(32, 2).toString('base64url')}`);
    assert.throws(() => openSettings(others, connectionId, stored), /WEBHOOK_URL_KEYS/);
  });
});

describe('whatever is entered', () => {
  it('is stored in a form that opens again and, masked, can be entered again, or is refused', () => {
    const ids = all.settings.map(format => format.id);
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.double(), fc.boolean(), fc.jsonValue());
    const entered = fc.dictionary(fc.oneof(fc.constantFrom(...ids, 'events', 'everything'), fc.string()), value);
    fc.assert(
      fc.property(entered, values => {
        let stored: string;
        try {
          stored = seal(values);
        } catch (error) {
          assert.ok(error instanceof SettingsError && error.problems.length > 0);
          return;
        }
        assert.deepEqual(open(seal(maskSettings(stored), stored)), open(stored));
      }),
      { numRuns: 300 },
    );
  });
});
