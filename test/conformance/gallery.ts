import { join } from 'node:path';
import { builtInConnectors } from '../../bot/catalogue/built-in.ts';
import { loadConnectors } from '../../bot/catalogue/connector-folder.ts';
import { galleryGroup, writeGallery } from '../../bot/cli/gallery-page.ts';

// npm run gallery: all samples of all connectors, English and French, on one page.
const file = join(import.meta.dirname, '..', '..', 'build', 'gallery', 'index.html');
const { connectors, problems } = loadConnectors(builtInConnectors);
for (const problem of problems) console.log(problem);
const groups = connectors.map(connector => galleryGroup(connector)).filter(group => group.samples.length > 0);
writeGallery(file, groups, { rebuild: true });
console.log(`${groups.reduce((sum, { samples }) => sum + samples.length, 0)} cards in ${file}`);
