import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectorFiles, connectorJson } from '../../../test/support/connector-files.ts';
import { builtInConnectors } from '../built-in.ts';
import { readFolderFiles } from '../connector-folder.ts';
import { PackageError } from './package-error.ts';
import { readPackage, readPackageFiles } from './read-package.ts';
import { writePackage } from './write-package.ts';

function problemsOf(changes: Record<string, string | object | undefined>): readonly string[] {
  try {
    readPackageFiles(connectorFiles(changes));
  } catch (error) {
    assert.ok(error instanceof PackageError);
    return error.problems;
  }
  return [];
}
const event = (message: object) => ({ name: { en: 'B', fr: 'B' }, on: ['boiled'], default: true, message });

describe('a connector package', () => {
  it('gives the connector that was packed', () => {
    const { connector, files } = readPackage(writePackage(connectorFiles()));
    assert.deepEqual([connector.id, connector.version, [...connector.events.keys()]], ['kettle', '1.0.0', ['boiled']]);
    assert.deepEqual([...files.keys()].sort(), [...connectorFiles().keys()].sort());
  });

  it('may have one folder around it, and entries for folders', () => {
    const inside = new Map([...connectorFiles()].map(([path, text]) => [`kettle-main/${path}`, text]));
    inside.set('kettle-main/', '').set('kettle-main/events/', '');
    assert.equal(readPackage(writePackage(inside)).connector.id, 'kettle');
  });

  it('is the same bytes for the same files', () => {
    const files = connectorFiles();
    assert.deepEqual(writePackage(new Map([...files].reverse())), writePackage(files));
  });

  for (const id of readdirSync(builtInConnectors).filter(name => !name.includes('.')))
    it(`can be made of the built-in connector ${id}`, () => {
      const { files } = readPackageFiles(readFolderFiles(join(builtInConnectors, id)));
      assert.equal(readPackage(writePackage(files)).connector.id, id);
    });
});

describe('a package that is not in order', () => {
  it('is told of all that is wrong, each with file and field', () => {
    const problems = problemsOf({
      'connector.json': connectorJson({ id: 'Kettle!', version: '1', colour: 'red' }),
      'guide.fr.md': undefined,
      'icon.svg': '<svg viewBox="0 0 1 1"><script>alert(1)</script><path onclick="x()" d="M0 0"/></svg>',
      'events/boiled.json': '{',
    });
    for (const wrong of [
      /^connector\.json: id: /,
      /^connector\.json: version: /,
      /^connector\.json: .*colour/,
      /^guide\.fr\.md is missing or empty\.$/,
      /^icon\.svg: .*script/,
      /^icon\.svg: .*onclick/,
      /^events\/boiled\.json is not JSON\.$/,
    ])
      assert.ok(
        problems.some(problem => wrong.test(problem)),
        `${wrong} is not among\n${problems.join('\n')}`,
      );
  });

  it('is told of a template that cannot be read, in either language', () => {
    const title = { en: '{{ body.kettle', fr: '{{ body.kettle | nosuchfilter }}' };
    const [en = '', fr = ''] = problemsOf({ 'events/boiled.json': event({ title }) });
    assert.match(en, /^boiled: /);
    assert.match(fr, /^boiled: .*nosuchfilter/);
  });

  it('is told of a sample that none of its events describes', () => {
    assert.match(
      problemsOf({ 'samples/cold.json': { event: 'cold' } }).join(),
      /^samples\/cold\.json: would be shown as a plain card/,
    );
  });

  it('is told of headers without a sample', () => {
    assert.match(problemsOf({ 'samples/lost.headers.json': {} }).join(), /^samples\/lost\.headers\.json: there is no/);
  });

  it('may refuse deliberately what a sample holds', () => {
    const ignored = {
      name: { en: 'C', fr: 'F' },
      on: ['cold'],
      default: true,
      ignore: [{ reason: { en: 'x', fr: 'x' } }],
    };
    assert.deepEqual(problemsOf({ 'samples/cold.json': { event: 'cold' }, 'events/cold.json': ignored }), []);
  });
});
