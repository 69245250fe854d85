import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const PAGE = resolve(import.meta.dirname, 'page');
const DIST = join(PAGE, 'dist');
const STAMP = join(DIST, 'sources.sha256');
const LOCK_FILE = resolve(import.meta.dirname, '..', 'package-lock.json');

/** Builds the playground's page into playground/page/dist. @throws what Vite finds wrong */
export async function buildPage(): Promise<void> {
  const sources = await hashOfSources();
  // Loaded only here: a start that finds the page fresh needs no Vite.
  const { build } = await import('vite');
  await build({
    root: PAGE,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: DIST,
      emptyOutDir: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      modulePreload: false,
    },
  });
  await writeFile(STAMP, sources);
}

/** Whether the built page is there and made from the sources and packages as they are now. */
export async function pageIsFresh(): Promise<boolean> {
  const built = await readFile(STAMP, 'utf8').catch(() => undefined);
  return built !== undefined && built === (await hashOfSources());
}

/** A hash of the names and contents of all that goes into the page, and of the lock file. */
async function hashOfSources(): Promise<string> {
  const entries = await readdir(PAGE, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !file.startsWith(DIST) && !file.endsWith('.test.ts'));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), LOCK_FILE, import.meta.filename]) {
    hash.update(`${relative(PAGE, file)}\0`);
    hash.update(await readFile(file).catch(() => ''));
    hash.update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) await buildPage();
