import assert from 'node:assert/strict';
import { lazyParts, type Manifest, withStaticImports } from './tab-parts.ts';

const chunk = (file: string, imports: string[] = [], dynamicImports: string[] = []) => ({
  file,
  imports,
  dynamicImports,
});

const manifest: Manifest = {
  'main.tsx': chunk('main.js', ['_react.js', '_fluent.js'], ['screen.tsx', 'cards.tsx']),
  '_react.js': chunk('react.js'),
  '_fluent.js': chunk('fluent.js', ['_react.js', 'main.tsx']),
  'screen.tsx': chunk('screen.js', ['_fluent.js', '_form.js'], ['cards.tsx']),
  '_form.js': chunk('form.js'),
  'cards.tsx': chunk('cards.js', ['main.tsx']),
};

const files = (chunks: readonly { file: string }[]) => chunks.map(({ file }) => file).sort();

describe('the parts of the tab', () => {
  const first = withStaticImports(manifest, ['main.tsx']);

  it('count for the first screen with all that they import at once, each once', () => {
    assert.deepEqual(files(first), ['fluent.js', 'main.js', 'react.js']);
  });

  it('count apart when they are loaded later, without what is there already', () => {
    assert.deepEqual(
      lazyParts(manifest, first).map(({ name, chunks }) => [name, files(chunks)]),
      [
        ['cards.tsx', ['cards.js']],
        ['screen.tsx', ['form.js', 'screen.js']],
      ],
    );
  });
});
