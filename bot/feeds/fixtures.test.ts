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

/** What feedparser's own tests expect, as far as a Feed has it: `entries[0]['title'] == '…'`. */
function expectation(file: string): { field: string; ofEntry: boolean; value: string } | undefined {
  const found = /Expect:\s+not bozo and (entries\[0\]|feed)\['(\w+)'\] == '([^']*)'/.exec(
    read(file).toString('latin1'),
  );
  return found ? { ofEntry: found[1] !== 'feed', field: found[2] ?? '', value: found[3] ?? '' } : undefined;
}

const plain = (html: string) => decodeEntities(html.replaceAll(/<[^>]*>/g, '')).trim();

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

  it('that are well-formed are read, and say what feedparser expects of titles, links, ids, authors and summaries', () => {
    const wellFormed = files('feedparser-tests/wellformed/**/*.xml');
    let compared = 0;
    for (const file of wellFormed) {
      const feed = parse(file);
      const expected = expectation(file);
      if (!expected) continue;
      const [entry] = feed.entries;
      const found = expected.ofEntry
        ? {
            title: entry?.title,
            link: entry?.link,
            id: entry?.id,
            guid: entry?.id,
            author: entry?.author,
            summary: entry?.summaryHtml,
            description: entry?.summaryHtml,
          }[expected.field]
        : { title: feed.title, link: feed.link }[expected.field];
      if (found === undefined) continue;
      const isHtml = found === entry?.summaryHtml;
      assert.equal((isHtml ? plain(found) : found).toLowerCase(), plain(expected.value).toLowerCase(), file);
      compared += 1;
    }
    assert.ok(compared > 5);
    console.log(
      `      ${wellFormed.length} of ${wellFormed.length} read, ${compared} compared with what feedparser expects`,
    );
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
