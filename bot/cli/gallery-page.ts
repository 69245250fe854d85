import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Connector } from '../catalogue/connector-files.ts';
import { type Language, languages } from '../catalogue/format/text.ts';
import { type DrawnSample, drawSamples } from '../catalogue/package/draw-samples.ts';

const root = join(import.meta.dirname, '..', '..');
/** The playground draws cards as Teams does; its page is built by a process of its own. */
const builder = join(root, 'playground', 'build-gallery.ts');
const emptyPage = join(root, 'build', 'gallery', 'page.html');

/** The samples of one connector, drawn. */
export interface GalleryGroup {
  id: string;
  name: string;
  samples: DrawnSample[];
}

export function galleryGroup(connector: Connector, wanted: readonly Language[] = languages): GalleryGroup {
  const samples = wanted.flatMap(language => drawSamples(connector, language));
  return { id: connector.id, name: connector.name[wanted[0] ?? 'en'], samples };
}

/** Writes one HTML file that shows the cards as Teams would. @param rebuild also the page that draws them */
export function writeGallery(file: string, groups: GalleryGroup[], { rebuild = false } = {}): void {
  if (rebuild || !existsSync(emptyPage)) execFileSync(process.execPath, [builder, emptyPage], { stdio: 'inherit' });
  const data = JSON.stringify(groups).replaceAll('<', '\\u003c');
  const page = readFileSync(emptyPage, 'utf8').replace('id="cards">', start => `${start}${data}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
}
