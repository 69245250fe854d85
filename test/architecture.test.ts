import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Lower first: a folder imports from those on lower lines, and from itself. See docs/architecture.md. */
const layers = [
  ['notification', 'policy'],
  ['locales', 'store'],
  ['catalogue', 'outgoing'],
  ['connections', 'delivery', 'feeds'],
  ['prompts'],
  ['teams', 'webhook', 'api', 'cli', 'operation'],
  ['reader'],
];
const layerOf = (folder: string) => layers.findIndex(layer => layer.includes(folder));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path));
}

const sources = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] })
    .filter(file => !/\.test\.tsx?$/.test(file))
    .map(file => join(root, file));

const inProject = (file: string) => relative(root, file).split(sep);

describe('the directions of imports', () => {
  it('run downwards only among the folders of bot/', () => {
    const wrong: string[] = [];
    for (const file of sources('bot/*/**/*.ts')) {
      const [, folder = ''] = inProject(file);
      assert.notEqual(layerOf(folder), -1, `bot/${folder} has no place in docs/architecture.md`);
      for (const imported of importsOf(file)) {
        const [top, other = '', rest] = inProject(imported);
        // Configuration types are everybody's; programs such as main.ts are nobody's.
        const allowed =
          top === 'bot' &&
          (rest === undefined ? other === 'config.ts' : other === folder || layerOf(other) < layerOf(folder));
        if (!allowed && top !== 'connectors') wrong.push(`${relative(root, file)} imports ${relative(root, imported)}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('do not lead from the service to the playground, nor from the playground to the service', () => {
    const wrong: string[] = [];
    for (const [pattern, foreign] of [
      ['bot/**/*.ts', 'playground'],
      ['playground/**/*.{ts,tsx}', 'bot'],
    ] as const)
      for (const file of sources(pattern))
        for (const imported of importsOf(file))
          if (inProject(imported)[0] === foreign)
            wrong.push(`${relative(root, file)} imports ${relative(root, imported)}`);
    assert.deepEqual(wrong, []);
  });

  it('let the tab take from the service only the types of the contract', () => {
    const contract = join('bot', 'api', 'contract.ts');
    const typesOnly = /import type [^;]*? from '([^']+)'/g;
    const wrong: string[] = [];
    for (const file of sources('tab/**/*.{ts,tsx}')) {
      const types = [...readFileSync(file, 'utf8').matchAll(typesOnly)].map(([, path = '']) =>
        join(dirname(file), path),
      );
      for (const imported of importsOf(file)) {
        if (inProject(imported)[0] !== 'bot') continue;
        const allowed = relative(root, imported) === contract && types.includes(imported);
        if (!allowed) wrong.push(`${relative(root, file)} imports ${relative(root, imported)}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('let nobody take anything from the tab, but how cards are drawn; and the tab nothing of the playground', () => {
    const cards = join('tab', 'card');
    const wrong: string[] = [];
    for (const file of sources('{bot,playground,tab}/**/*.{ts,tsx}')) {
      const [own] = inProject(file);
      for (const imported of importsOf(file)) {
        const [other] = inProject(imported);
        const path = relative(root, imported);
        const allowed = own === 'playground' && (path === join('tab', 'build-tab.ts') || dirname(path) === cards);
        const foreign = own === 'tab' ? other === 'playground' : other === 'tab';
        if (foreign && !allowed) wrong.push(`${relative(root, file)} imports ${path}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('keep the drawing of cards apart from the rest of the tab', () => {
    const cards = join('tab', 'card');
    const wrong: string[] = [];
    for (const file of sources('tab/card/**/*.{ts,tsx}'))
      for (const imported of importsOf(file))
        if (!relative(root, imported).startsWith(cards + sep))
          wrong.push(`${relative(root, file)} imports ${relative(root, imported)}`);
    assert.deepEqual(wrong, []);
  });

  it('make no circle', () => {
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      assert.ok(!path.includes(file), `a circle: ${[...path, file].map(one => relative(root, one)).join(' → ')}`);
      if (done.has(file)) return;
      for (const imported of importsOf(file)) if (/\.tsx?$/.test(imported)) visit(imported, [...path, file]);
      done.add(file);
    };
    for (const file of sources('{bot,playground,tab}/**/*.{ts,tsx}')) visit(file, []);
  });

  it('reach teamsfx through one module only', () => {
    const users = sources('bot/**/*.ts').filter(file => /['"]@microsoft\/teamsfx['"]/.test(readFileSync(file, 'utf8')));
    assert.ok(users.length <= 1, users.join(', '));
  });
});
