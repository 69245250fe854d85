import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const ROOT = import.meta.dirname;
const LOCK_FILE = join(ROOT, 'package-lock.json');

/** A page that Vite builds: the tab, and the playground's. */
export interface PageSource {
  /** The folder with index.html; what is built goes into its `dist`. */
  folder: string;
  /** Where the page is served: the beginning of the addresses of its files. */
  base: string;
  /** Other folders and files of the project that go into the page. */
  alsoFrom?: readonly string[];
}

/** Builds a page into its folder's `dist`, with Vite's manifest beside it. @throws what Vite finds wrong */
export async function buildPage(page: PageSource): Promise<void> {
  const dist = join(page.folder, 'dist');
  const sources = await hashOfSources(page);
  // Loaded only here: a start that finds the page fresh needs no Vite.
  const { build } = await import('vite');
  await build({
    root: page.folder,
    base: page.base,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: dist,
      emptyOutDir: true,
      manifest: 'manifest.json',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      // What all browsers of Teams do by themselves.
      modulePreload: { polyfill: false },
    },
  });
  await writeFile(stampOf(page), sources);
}

/** Whether the built page is there and made from the sources and packages as they are now. */
export async function pageIsFresh(page: PageSource): Promise<boolean> {
  const built = await readFile(stampOf(page), 'utf8').catch(() => undefined);
  return built !== undefined && built === (await hashOfSources(page));
}

const stampOf = (page: PageSource) => join(page.folder, 'dist', 'sources.sha256');

/** A hash of the names and contents of all that goes into the page, and of the lock file. */
async function hashOfSources({ folder, base, alsoFrom = [] }: PageSource): Promise<string> {
  const found = await Promise.all([folder, ...alsoFrom].map(filesOf));
  const hash = createHash('sha256').update(base);
  for (const file of [...found.flat().sort(), LOCK_FILE, import.meta.filename]) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(await readFile(file).catch(() => ''));
    hash.update('\0');
  }
  return hash.digest('hex');
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !relative(folder, file).startsWith('dist/') && !file.endsWith('.test.ts'));
}
