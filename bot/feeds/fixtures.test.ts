import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeEntities } from '../notification/html-entities.ts';
import { type Feed, type FeedEntry, FeedError } from './feed.ts';
import { parseFeed } from './parse-feed.ts';

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/feeds');
const read = (file: string) => readFileSync(join(fixtures, file));
const parse = (file: string, contentType: string | null = null) =>
  parseFeed(read(file), contentType, 'https://example.org/feed');

function tryParse(file: string): Feed | undefined {
  try {
    return parse(file);
  } catch (error) {
    assert.ok(error instanceof FeedError, `${file}: ${error}`);
    return undefined;
  }
}

const expectation = /Expect:\s+(?:not )?bozo and ((?:entries\[0\]|feed)(?:\['?\w+'?\])+) == ('[^']*'|\([\d, ]+\))/;

/** What feedparser's own test expects of one value, such as `entries[0]['title'] == '…'`; undefined if of none. */
function expected(file: string): { path: string; value: string } | undefined {
  const [, path = '', value = ''] = expectation.exec(read(file).toString('latin1')) ?? [];
  if (path === '') return undefined;
  const tuple = /^\((.*)\)$/.exec(value)?.[1]?.split(',').map(Number);
  if (tuple) {
    const [year = 0, month = 0, ...rest] = tuple;
    return { path, value: new Date(Date.UTC(year, month - 1, ...rest.slice(0, 4))).toISOString() };
  }
  const decoded = value
    .slice(1, -1)
    .replaceAll(/\\x([\da-f]{2})/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
  return { path: path.replaceAll(/[[\]']+/g, ' ').trim(), value: decoded };
}

/** What a Feed holds of what feedparser finds. */
const held: Record<string, (feed: Feed, entry: FeedEntry | undefined) => string | undefined> = {
  'feed title': feed => feed.title,
  'feed title_detail value': feed => feed.title,
  'feed link': feed => feed.link,
  'entries 0 title': (_, entry) => entry?.title,
  'entries 0 title_detail value': (_, entry) => entry?.title,
  'entries 0 link': (_, entry) => entry?.link,
  'entries 0 id': (_, entry) => entry?.id,
  'entries 0 guid': (_, entry) => entry?.id,
  'entries 0 author': (_, entry) => entry?.author,
  'entries 0 author_detail name': (_, entry) => entry?.author,
  'entries 0 summary': (_, entry) => entry?.summaryHtml,
  'entries 0 description': (_, entry) => entry?.summaryHtml,
  'entries 0 content 0 value': (_, entry) => entry?.summaryHtml,
  'entries 0 published': (_, entry) => entry?.published,
  'entries 0 created': (_, entry) => entry?.published,
  'entries 0 created_parsed': (_, entry) => entry?.published,
  'entries 0 tags 0 term': (_, entry) => entry?.categories[0],
};

/** Where we read something else, and why. */
const differences: Record<string, string> = {
  'atom10/entry_category_term_non_ascii.xml': 'of a category the label is shown, which is for people',
  'atom10/tag_in_attr.xml': 'a title is plain text in a card: of a picture nothing is left',
  'rss/item_image_link_conflict.xml': 'addresses are made absolute, so the host is in lower case',
};

const plain = (html: string) => decodeEntities(html.replaceAll(/<[^>]*>/g, '')).trim();

/** feedparser keeps the markup of titles, and dates as they are written; here a title is text and a summary HTML. */
const saysTheSame = (found: string, wanted: string) =>
  found !== '' &&
  (plain(found) === plain(wanted) ||
    decodeEntities(found) === decodeEntities(wanted) ||
    Date.parse(found) === Date.parse(wanted));

const rssParserOutput = z.object({
  feed: z.object({
    items: z.array(
      z.object({
        title: z.string().optional(),
        link: z.string().optional(),
        guid: z.string().optional(),
        isoDate: z.string().optional(),
      }),
    ),
  }),
});

describe('recorded feeds', () => {
  if (!existsSync(fixtures)) {
    console.log(`    ${fixtures} is missing: recorded feeds are not tested`);
    return;
  }
  const files = (pattern: string) => globSync(pattern, { cwd: fixtures }).sort();

  it('that are well-formed are read, and say what feedparser expects of all that a feed holds', () => {
    const wellFormed = files('feedparser-tests/wellformed/**/*.xml');
    let compared = 0;
    const different: string[] = [];
    for (const file of wellFormed) {
      const feed = parse(file);
      const wanted = expected(file);
      const find = wanted && held[wanted.path];
      if (!wanted || !find) continue;
      compared += 1;
      const found = find(feed, feed.entries[0]) ?? '';
      if (!saysTheSame(found, wanted.value)) different.push(file.replace('feedparser-tests/wellformed/', ''));
    }
    console.log(
      `      ${wellFormed.length} read; ${compared} expect something that a feed holds, ${different.length} of them otherwise:`,
    );
    for (const file of different) console.log(`        ${file}: ${differences[file] ?? 'wrong'}`);
    assert.deepEqual(different, Object.keys(differences));
    assert.ok(compared >= 24);
  });

  it('that are not well-formed, or in old encodings, are read or refused with a FeedError', () => {
    const all = files('feedparser-tests/{illformed,encoding}/**/*.xml');
    const feeds = all.filter(file => tryParse(file));
    console.log(`      ${feeds.length} of ${all.length} ill-formed or oddly encoded ones read`);
    assert.equal(feeds.length, all.length);
  });

  it('in old encodings are read as the server or they themselves say', () => {
    const summaryOf = (file: string, type: string) =>
      parse(`feedparser-tests/illformed/chardet/${file}`, type).entries[0]?.summaryHtml ?? '';
    assert.match(summaryOf('tis620.xml', 'text/xml; charset=tis-620'), /[\u0e00-\u0e7f]{5}/);
    assert.match(summaryOf('windows1255.xml', 'text/xml; charset=windows-1255'), /[\u05d0-\u05ea]{3}/);
    assert.equal(
      parse('feedparser-tests/encoding/bozo_http_i18n.xml', 'text/xml; charset=iso-8859-1').title,
      'Iñtërnâtiônàlizætiøn',
    );
  });

  it('of rss-parser have the entries, links, ids and dates that it finds', () => {
    let entries = 0;
    const inputs = files('rss-parser/test/input/*');
    for (const input of inputs) {
      const feed = tryParse(input);
      const name = input.replace(/.*\/|\.\w+$/g, '');
      const output = `rss-parser/test/output/${name}.json`;
      if (!feed || !existsSync(join(fixtures, output))) continue;
      const { items } = rssParserOutput.parse(JSON.parse(read(output).toString())).feed;
      assert.equal(feed.entries.length, items.length, input);
      for (const [index, item] of items.entries()) {
        const entry: FeedEntry | undefined = feed.entries[index];
        entries += 1;
        if (item.guid) assert.equal(entry?.id, item.guid.trim(), input);
        if (item.link) assert.equal(entry?.link, new URL(item.link, 'https://example.org/feed').href, input);
        if (item.isoDate) assert.equal(entry?.published, item.isoDate, input);
      }
    }
    console.log(`      ${inputs.length} feeds, ${entries} entries compared`);
    assert.equal(inputs.filter(file => !tryParse(file)).join(), 'rss-parser/test/input/unrecognized.rss');
  });
});
