import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

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

/**
 * A plugin of Vite: the library that draws cards says that none of its files has side effects, but they register the
 * elements (tables among them) and actions that they define. Only its carousel may go: it would bring a library of its
 * own, and `tab/card` draws carousels itself.
 */
export const keepRegistrations: Plugin = {
  name: 'keep-registrations',
  transform: {
    filter: { id: /\/adaptivecards\/lib\/(?!carousel)/ },
    handler: () => ({ moduleSideEffects: true }),
  },
};

/**
 * Builds a page into its folder's `dist`, with Vite's manifest beside it. The page is put there when it is complete, so
 * that several processes may build it at once, and one that serves it never has half of it.
 * @throws what Vite finds wrong
 */
export async function buildPage(page: PageSource): Promise<void> {
  const built = join(page.folder, `dist.${randomUUID()}`);
  const sources = await hashOfSources(page);
  // Loaded only here: a start that finds the page fresh needs no Vite.
  const { build } = await import('vite');
  try {
    await build({
      root: page.folder,
      base: page.base,
      configFile: false,
      logLevel: 'error',
      plugins: [keepRegistrations],
      build: {
        outDir: built,
        manifest: 'manifest.json',
        reportCompressedSize: false,
        chunkSizeWarningLimit: 4096,
        // What all browsers of Teams do by themselves.
        modulePreload: { polyfill: false },
      },
    });
    await writeFile(join(built, STAMP), sources);
    await putInPlace(built, join(page.folder, 'dist'));
  } finally {
    await rm(built, { recursive: true, force: true });
  }
}

/** Moves a built page to where it is served, in the place of the one before. */
async function putInPlace(built: string, dist: string): Promise<void> {
  const before = `${built}.before`;
  for (;;) {
    await rename(dist, before).catch(unless('ENOENT'));
    try {
      await rename(built, dist);
      return;
    } catch (error) {
      // Another process has put its own there in between.
      unless('ENOTEMPTY', 'EEXIST')(error);
    } finally {
      await rm(before, { recursive: true, force: true });
    }
  }
}

/** Throws an error again that is none of these. */
function unless(...codes: string[]): (error: unknown) => void {
  return error => {
    if (!(error instanceof Error && 'code' in error && codes.some(code => code === error.code))) throw error;
  };
}

/** Whether the built page is there and made from the sources and packages as they are now. */
export async function pageIsFresh(page: PageSource): Promise<boolean> {
  const built = await readFile(join(page.folder, 'dist', STAMP), 'utf8').catch(() => undefined);
  return built !== undefined && built === (await hashOfSources(page));
}

/** The file with the hash of what a page was built from. */
const STAMP = 'sources.sha256';

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

/** All but tests, and what was built or is being built. */
async function filesOf(folder: string): Promise<string[]> {
  const own = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !/^dist(?:\.|$)/.test(name));
  const entries = await Promise.all(
    own.map(entry =>
      entry.isDirectory()
        ? readdir(join(folder, entry.name), { recursive: true, withFileTypes: true })
        : Promise.resolve([entry]),
    ),
  );
  return entries
    .flat()
    .filter(entry => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map(entry => join(entry.parentPath, entry.name));
}
