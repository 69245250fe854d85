import assert from 'node:assert/strict';
import fc from 'fast-check';
import { connectorFiles, connectorJson } from '../../../test/support/connector-files.ts';
import { type CraftedEntry, craftZip } from '../../../test/support/craft-zip.ts';
import { PackageError } from './package-error.ts';
import { readPackage } from './read-package.ts';
import { writePackage } from './write-package.ts';

const entries = (changes: Parameters<typeof connectorFiles>[0] = {}): CraftedEntry[] =>
  [...connectorFiles(changes)].map(([path, text]) => ({ path, data: Buffer.from(text) }));

function refusal(zip: Uint8Array): string {
  try {
    readPackage(zip);
  } catch (error) {
    assert.ok(error instanceof PackageError, String(error));
    return error.message;
  }
  throw new assert.AssertionError({ message: 'the package was accepted' });
}
/** A package in order but for one more file, or for one that lies. */
const withFile = (path: string, about: Partial<CraftedEntry> = {}) =>
  craftZip([...entries(), { path, data: Buffer.from('{}'), ...about }]);
const event = (message: object, more: object = {}) => ({
  name: { en: 'B', fr: 'B' },
  on: ['boiled'],
  default: true,
  message: { title: 'Title', ...message },
  ...more,
});

describe('paths in a package', () => {
  it('are those of the files that a connector has, and no others', () => {
    readPackage(craftZip(entries()));
    for (const path of [
      '../connector.json',
      'events/../../x.json',
      'samples/./x.json',
      '/etc/passwd',
      'C:/x.json',
      'c:x.json',
      '\\\\server\\x.json',
      'events\\x.json',
      'events//x.json',
      'events/deep/x.json',
      'events/.x.json',
      'events/__proto__.json',
      'events/x\0.json',
      'events/x\u202Enosj.json',
      'samples/x.liquid',
      'package.json',
      'index.js',
      'nested.zip',
      '__MACOSX/._connector.json',
      'CONNECTOR.JSON',
      '',
    ])
      assert.match(refusal(withFile(path)), /: (?:is|has) /, JSON.stringify(path));
  });

  it('are no links, and not there twice', () => {
    assert.match(refusal(withFile('events/x.json', { mode: 0o120777 })), /events\/x\.json: is a link/);
    assert.match(refusal(withFile('events/boiled.json')), /is there twice/);
    assert.match(refusal(withFile('events/Boiled.json')), /is there twice/);
  });

  it('are the same in both places where a zip has them', () => {
    assert.match(refusal(withFile('events/x.json', { localPath: 'events/y.json' })), /where its list of files says/);
  });
});

describe('a zip bomb', () => {
  const mebibyte = 1024 * 1024;

  it('is refused by what it says of itself', () => {
    assert.match(refusal(withFile('samples/x.json', { data: Buffer.alloc(2 * mebibyte) })), /larger than 1 MiB/);
    const many = Array.from({ length: 25 }, (_, index) => ({
      path: `samples/x${index}.json`,
      data: Buffer.alloc(mebibyte, ' '),
    }));
    assert.match(refusal(craftZip([...entries(), ...many])), /larger than 20 MiB when it is unpacked/);
  });

  it('is not unpacked further than it says', () => {
    const data = Buffer.alloc(50 * mebibyte);
    assert.match(refusal(withFile('samples/x.json', { data, size: 100 })), /another size than the zip says/);
    assert.match(refusal(withFile('samples/x.json', { size: 100 })), /another size than the zip says/);
  });

  it('has no files that share their bytes', () => {
    const outer = 'samples/a.json';
    const inner = { path: 'samples/b.json', data: Buffer.alloc(mebibyte, ' ') };
    // The file "b", header and all, is the content of the file "a".
    const whole = craftZip([inner]);
    const data = whole.subarray(0, whole.indexOf('PK\u0001\u0002'));
    const zip = craftZip([
      { path: outer, data, method: 0 },
      { ...inner, offset: 30 + outer.length },
    ]);
    assert.match(refusal(zip), /^samples\/b\.json: shares its bytes/);
  });

  it('has not 10,000 files, nor says so', () => {
    const data = Buffer.from('{}');
    const many = Array.from({ length: 10_000 }, (_, index) => ({ path: `samples/${index}.json`, data }));
    assert.match(refusal(craftZip([...entries(), ...many])), /10006 entries; .* at most 500/);
    assert.match(refusal(craftZip(entries(), { count: 60_000 })), /60000 entries/);
    assert.match(refusal(craftZip(entries(), { count: 3 })), /damaged/);
  });

  it('is not larger than 5 MiB', () => {
    assert.match(refusal(Buffer.alloc(5 * mebibyte + 1)), /larger than 5 MiB/);
  });
});

describe('a zip', () => {
  it('of another kind is refused: encrypted, compressed otherwise, damaged, not in UTF-8', () => {
    assert.match(refusal(withFile('events/x.json', { flags: 0x801 })), /is encrypted/);
    assert.match(refusal(withFile('events/x.json', { method: 12 })), /compressed in a way other/);
    assert.match(refusal(withFile('events/x.json', { crc: 1 })), /is damaged/);
    assert.match(refusal(withFile('events/x.json', { data: Buffer.from([0x22, 0xff, 0x22]) })), /not text in UTF-8/);
    assert.match(refusal(craftZip(entries(), { size: 5 })), /damaged/);
    assert.match(refusal(Buffer.from('no zip at all')), /no zip/);
    assert.match(refusal(Buffer.alloc(0)), /no zip/);
  });

  it('that was damaged anywhere is read as it was, or refused', () => {
    const zip = craftZip(entries());
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(zip);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        try {
          assert.equal(readPackage(damaged).connector.id, 'kettle');
        } catch (error) {
          assert.ok(error instanceof PackageError, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the files of a package', () => {
  it('have no keys named for what objects inherit', () => {
    for (const path of ['connector.json', 'events/boiled.json', 'samples/boiled.json']) {
      const text = (connectorFiles().get(path) ?? '').replace(/^\{/, '{"__proto__":{"polluted":true},');
      assert.match(refusal(writePackage(connectorFiles({ [path]: text }))), /has the key "__proto__"/);
    }
    for (const key of ['constructor', 'prototype', 'toString', 'hasOwnProperty'])
      assert.match(
        refusal(writePackage(connectorFiles({ 'connector.json': connectorJson({ [key]: {} }) }))),
        new RegExp(`connector\\.json: .*${key}`),
      );
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  it('may name words and samples after what objects inherit', () => {
    const words = { constructor: { en: 'builder', fr: 'constructeur' } };
    const zip = writePackage(
      connectorFiles({ 'connector.json': connectorJson({ words }), 'samples/constructor.json': { event: 'boiled' } }),
    );
    assert.ok(readPackage(zip).connector.samples.some(sample => sample.name === 'constructor'));
  });

  it('are not nested without end', () => {
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
    for (const path of ['connector.json', 'events/boiled.json', 'samples/boiled.json', 'samples/boiled.headers.json'])
      assert.match(refusal(writePackage(connectorFiles({ [path]: deep }))), /nested more than 64 levels/);
  });
});

describe('a template that loops', () => {
  for (const [name, text] of [
    ['without end in sight', '{% for i in (1..1000000000) %}{{ i }}{% endfor %}'],
    [
      'in a loop in a loop',
      '{% for a in (1..9000) %}{% for b in (1..9000) %}{% for c in (1..9000) %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    [
      'and doubles what it has',
      '{% assign t = "xxxxxxxx" %}{% for i in (1..100) %}{% assign t = t | append: t %}{% endfor %}{{ t }}',
    ],
  ] as const)
    it(`${name} comes to its limits`, function () {
      this.timeout(10_000);
      const zip = writePackage(connectorFiles({ 'events/boiled.json': event({ text }) }));
      assert.match(refusal(zip), /samples\/boiled\.json: .*a template came to its limits/);
    });

  it('in every one of many samples does not hold others up for long', function () {
    this.timeout(20_000);
    const text = '{% for i in (1..1000000000) %}{{ i }}{% endfor %}';
    const samples = Array.from({ length: 300 }, (_, index) => [`samples/x${index}.json`, { event: 'boiled' }]);
    const zip = writePackage(
      connectorFiles({
        'events/boiled.json': event({
          facts: [{ name: 'x', value: '{% for a in (1..5000) %}{% for b in (1..5000) %}{% endfor %}{% endfor %}' }],
          text,
        }),
        ...Object.fromEntries(samples),
      }),
    );
    refusal(zip);
  });
});
