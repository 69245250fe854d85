import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage, type PageSource, pageIsFresh } from '../build-page.ts';
import { temporaryDirectory } from './support/service.ts';

describe('the build of a page', () => {
  let page: PageSource & { alsoFrom: string[] };
  let directory: string;
  const inPage = (file: string) => join(page.folder, file);

  before(async function () {
    this.timeout(60_000);
    directory = temporaryDirectory();
    page = { folder: join(directory, 'page'), base: './', alsoFrom: [join(directory, 'shared')] };
    for (const folder of [page.folder, ...page.alsoFrom]) mkdirSync(folder);
    writeFileSync(inPage('index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
    writeFileSync(inPage('main.js'), "import '../shared/said.js';");
    writeFileSync(join(directory, 'shared', 'said.js'), "document.title = 'said';");
    await buildPage(page);
  });
  after(() => rmSync(directory, { recursive: true }));

  it('may be done by several at once, and leaves nothing beside the page', async function () {
    this.timeout(60_000);
    await Promise.all([buildPage(page), buildPage(page), buildPage(page)]);
    assert.ok(await pageIsFresh(page));
    assert.deepEqual(readdirSync(page.folder).sort(), ['dist', 'index.html', 'main.js']);
    const [script = ''] = readdirSync(inPage('dist/assets'));
    assert.match(readFileSync(inPage(`dist/assets/${script}`), 'utf8'), /said/);
  });

  it('is stale as soon as a file differs, wherever it lies, but for tests', async () => {
    writeFileSync(inPage('main.test.ts'), '');
    assert.ok(await pageIsFresh(page));
    for (const file of [inPage('main.js'), join(directory, 'shared', 'said.js')]) {
      const before = readFileSync(file);
      writeFileSync(file, `${before}\n`);
      assert.ok(!(await pageIsFresh(page)), file);
      writeFileSync(file, before);
      assert.ok(await pageIsFresh(page), file);
    }
  });
});
