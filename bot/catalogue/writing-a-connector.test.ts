import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readConnector } from './connector-folder.ts';
import { compileEvents } from './events/read-event.ts';
import { createEngine } from './template/engine.ts';
import { filters } from './template/filters.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/writing-a-connector.md'), 'utf8');

/** The files that the walk-through writes: their names in bold, each followed by a block with what is in it. */
const files = [...page.matchAll(/^\*\*`(example-builds\/[^`]+)`\*\*[^\n]*\n\n(`{3,})\w*\n([\s\S]*?)\n\2$/gm)].map(
  ([, name = '', , content = '']) => ({ name, content }),
);

describe('the walk-through of docs/writing-a-connector.md', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'walk-through-'));
    for (const { name, content } of files) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), `${content}\n`);
    }
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes a connector from an empty folder', () => {
    const connector = readConnector(directory, 'example-builds');
    assert.deepEqual([...connector.events.keys()], ['build-finished']);
    assert.deepEqual(
      connector.samples.map(({ name }) => name),
      ['build-failed'],
    );
  });

  it('makes one whose sample is a card that says what happened', () => {
    const connector = readConnector(directory, 'example-builds');
    const summaries = (['en', 'fr'] as const).map(language => {
      const [sample] = connector.samples;
      const read = compileEvents(connector, connector.events, language);
      const result = read({ body: JSON.parse(sample?.body ?? ''), headers: sample?.headers ?? {}, settings: {} });
      assert.ok(result.outcome === 'accepted' && result.kind === 'own');
      return result.notification.summary;
    });
    assert.deepEqual(summaries, [
      'Nadia Okafor’s build storefront #1482 failed',
      'Le build storefront #1482 de Nadia Okafor a échoué',
    ]);
  });
});

describe('the reference of docs/writing-a-connector.md', () => {
  it('names each filter', () => {
    for (const name of Object.keys(filters)) assert.match(page, new RegExp(`\`${name}(?::|\`)`), name);
  });

  it('names no filter and no tag that there is not', () => {
    const engine = createEngine();
    const own = /^Of Liquid's own: (.+)\.$/m.exec(page)?.[1]?.match(/\w+/g) ?? [];
    assert.ok(own.length > 40);
    for (const name of own) engine.markdown(`{{ body | ${name} }}`);
    for (const tag of ['if body', 'unless body', 'case body', 'for a in body'])
      engine.markdown(`{% ${tag} %}{% end${tag.split(' ')[0]} %}`);
    for (const tag of ['break', 'continue', 'assign a = 1', 'echo body', '# note']) engine.markdown(`{% ${tag} %}`);
  });
});
