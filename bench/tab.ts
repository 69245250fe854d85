import '../bot/node-version.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { launchBrowser } from '../test/support/browser.ts';
import { buildPages } from '../test/support/built-pages.ts';
import { install } from '../test/support/installation.ts';
import { type Chunk, lazyParts, withStaticImports } from './tab-parts.ts';
import { timeToUse } from './tab-time.ts';
import { fixed, markdownTable } from './table.ts';

// `npm run bench:tab`: how much JavaScript the tab loads, for its first screen and for each part that is loaded later,
// and how long it takes in a real browser until the first screen can be used.

/** The first screen's JavaScript, compressed, in bytes. */
const most = 190_000;
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

async function printTimes(): Promise<void> {
  const installation = await install();
  const browser = await launchBrowser();
  try {
    const { empty, first, again } = await timeToUse(browser, installation.playground);
    const milliseconds = (time: number) => fixed(time, 0);
    console.log(
      `\n${markdownTable(
        ['from the click to the first usable screen', 'ms'],
        [
          ['an empty page in the same dialog', milliseconds(empty)],
          ['the tab, nothing in the cache', milliseconds(first)],
          ['the tab, opened again', milliseconds(again)],
        ],
      )}`,
    );
  } finally {
    await browser.close();
    await installation.close();
  }
}

async function main(): Promise<void> {
  await buildPages();
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
  await printTimes();
}

await main();
