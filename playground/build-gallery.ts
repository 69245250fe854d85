import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { keepRegistrations } from '../build-page.ts';

const PAGE = resolve(import.meta.dirname, 'page', 'gallery');

/**
 * Builds the page that shows cards as one HTML file, in which the element `cards` is to be filled with them.
 * @throws what Vite finds wrong
 */
export async function buildGallery(file: string): Promise<void> {
  const { build } = await import('vite');
  const built = await build({
    root: PAGE,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [keepRegistrations],
    build: {
      write: false,
      modulePreload: false,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 4096,
      rollupOptions: { input: join(PAGE, 'main.tsx'), output: { format: 'iife' } },
    },
  });
  let [script, style] = ['', ''];
  for (const output of [built].flat().flatMap(one => ('output' in one ? one.output : [])))
    if (output.type === 'chunk') script += output.code;
    else if (output.fileName.endsWith('.css')) style += String(output.source);
  const html = await readFile(join(PAGE, 'index.html'), 'utf8');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    html
      // Functions, since a script may hold what "replace" takes for a pattern.
      .replace('</head>', () => `<style>${style}</style>\n  </head>`)
      .replace(
        /<script type="module".*<\/script>/,
        () => `<script>${script.replaceAll('</script', '<\\/script')}</script>`,
      ),
  );
}

// A process of its own for the command line, which imports nothing of the playground.
if (import.meta.main) await buildGallery(process.argv[2] ?? 'build/gallery/page.html');
