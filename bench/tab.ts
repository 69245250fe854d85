import '../bot/node-version.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { buildTab, tabIsFresh } from '../tab/build-tab.ts';
import { type Chunk, lazyParts, withStaticImports } from './tab-parts.ts';
import { fixed, markdownTable } from './table.ts';

// `npm run bench:tab`: how much JavaScript the tab loads, for its first screen and for each part that is loaded later.

/** The first screen's JavaScript, compressed, in bytes. */
const most = 250_000;
const dist = join(import.meta.dirname, '..', 'tab', 'dist');

const manifestFormat = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);

interface Size {
  raw: number;
  gzip: number;
}

function sizeOf(chunks: readonly Chunk[]): Size {
  const contents = chunks.filter(({ file }) => file.endsWith('.js')).map(({ file }) => readFileSync(join(dist, file)));
  return {
    raw: contents.reduce((sum, content) => sum + content.length, 0),
    // As a server sends them: each file by itself.
    gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
  };
}

const kilobytes = (bytes: number) => fixed(bytes / 1000, 1);
const row = (name: string, { raw, gzip }: Size) => [name, kilobytes(raw), kilobytes(gzip)];

async function main(): Promise<void> {
  if (!(await tabIsFresh())) await buildTab();
  const manifest = manifestFormat.parse(JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')));
  const [entry] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
  if (entry === undefined) throw new Error('The manifest of tab/dist names no entry: run "npm run build".');
  const first = withStaticImports(manifest, [entry]);
  const firstSize = sizeOf(first);
  console.log(
    markdownTable(
      ['JavaScript of the tab', 'kB', 'kB gzip'],
      [
        row('first screen', firstSize),
        ...lazyParts(manifest, first).map(({ name, chunks }) => row(`+ ${name}`, sizeOf(chunks))),
      ],
    ),
  );
  console.log(`\nThe first screen may have ${kilobytes(most)} kB gzip.`);
  if (firstSize.gzip > most) {
    console.error('The first screen is too heavy: find what it does not need at once, and load it when it is needed.');
    process.exitCode = 1;
  }
}

await main();
