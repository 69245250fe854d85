import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { readAuthor } from './feed-author.ts';
import { readFeedDate } from './feed-date.ts';
import { textFromHtml } from './html-text.ts';
import { readFeed } from './read-feed.ts';

const url = 'https://example.org/blog/feed.xml';
const read = (text: string) => readFeed({ bytes: Buffer.from(text), contentType: null, url });

const rss = (items: string, channel = '') =>
  `<rss version="2.0"><channel><title>F</title>${channel}${items}</channel></rss>`;
const item = (inner: string) => rss(`<item><title>T</title>${inner}</item>`);
const atom = (inner: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>F</title>${inner}</feed>`;
const rdf = (inner: string) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inner}</rdf:RDF>`;
const many = (n: number, of: (index: number) => string) => Array.from({ length: n }, (_, index) => of(index)).join('');
const long = 'x'.repeat(1_900);

/** Documents that repeat one construct `n` times; each is read in well under a second however it is chosen. */
const constructs: Record<string, (n: number) => string> = {
  items: n => rss('<item><guid>1</guid><title>T</title><link>/a</link></item>'.repeat(n)),
  'items of one id': n => rss(many(n, i => `<item><guid>1</guid><title>${i}</title></item>`)),
  'items beside the channel': n => rdf(`<channel/>${'<item><title>T</title></item>'.repeat(n)}`),
  'items that are not closed': n => rss('<item>'.repeat(Math.min(n, 150))),
  'empty entries, and as many children of the feed': n => atom('<entry/>'.repeat(n) + '<a/>'.repeat(4 * n)),
  'entries without an author, and authors of the feed': n =>
    atom('<entry/>'.repeat(n) + '<author><name>A</name></author>'.repeat(n)),
  'authors of an entry': n => atom(`<entry>${'<author><name>A</name></author>'.repeat(n)}</entry>`),
  'links of an entry': n => atom(`<entry>${'<link rel="self" href="a"/>'.repeat(n)}</entry>`),
  'links that lead nowhere': n => atom(`<entry>${'<link href="javascript:a"/>'.repeat(n)}</entry>`),
  categories: n => item(many(n, i => `<category>${i}</category>`)),
  'nested categories': n => item('<itunes:category text="a">'.repeat(Math.min(n, 150))),
  keywords: n => item(`<itunes:keywords>${'a,'.repeat(n)}</itunes:keywords>`),
  'media groups': n => item('<media:group><media:content url="a"/></media:group>'.repeat(n)),
  'media contents': n => item(`<media:group>${'<media:content url="a"/>'.repeat(n)}</media:group>`),
  enclosures: n => item('<enclosure url="a.txt"/>'.repeat(n)),
  creators: n => item('<dc:creator>a@b (A)</dc:creator>'.repeat(n)),
  'an author of brackets': n => item(`<author>${'(@'.repeat(n)}</author>`),
  'an author of spaces': n => item(`<author>${'a '.repeat(n)}@</author>`),
  'an author of addresses': n => item(`<author>${'a@b <'.repeat(n)}</author>`),
  'a date of digits': n => item(`<pubDate>${'1 '.repeat(n)}</pubDate>`),
  'declarations of prefixes, one an element': n =>
    `<rss ${many(500, i => `xmlns:a${i}="u" `)}><channel>${many(n, i => `<a xmlns:b${i}="c"/>`)}</channel></rss>`,
  'elements of one prefix': n => rss(many(n, i => `<a xmlns:b="u${i}"><b:c/></a>`)),
  'attributes of one element': n => item(`<a ${many(Math.min(n, 900), i => `a${i}="1" `)}/>`),
  'one attribute again and again': n => item(`<a ${'href="1" '.repeat(Math.min(n, 900))}/>`),
  'attributes of many elements': n => item('<a b="1" c="2" d="3" href="4"/>'.repeat(n)),
  'an attribute of entities': n => item(`<a href="${'&amp;'.repeat(n)}"/>`),
  'a long attribute': n => item(`<a href="${'a'.repeat(8 * n)}"/>`),
  'a tag that does not end': n => item(`<a ${'b="c" '.repeat(Math.min(n, 900))}`),
  'a long base and relative links': n =>
    atom(`<entry>${'<link rel="self" href="a"/>'.repeat(n)}</entry>`, `xml:base="https://e.org/${long}/"`),
  'a long base and relative bases': n =>
    atom(`<entry>${'<a xml:base="a/"/>'.repeat(n)}</entry>`, `xml:base="https://e.org/${long}/"`),
  'nested bases': n => atom(`<entry>${'<a xml:base="a/">'.repeat(Math.min(n, 190))}`),
  'a base that is no address': n =>
    atom(`<entry><link href="a"/></entry>`, `xml:base="https://e.org/${'a'.repeat(8 * n)}/"`),
  'links in a summary': n => item(`<description>${'&lt;a href="a"&gt;'.repeat(n)}</description>`),
  'links in a summary that do not end': n => item(`<description>${'&lt;a href="'.repeat(n)}</description>`),
  'links in XHTML': n =>
    atom(
      `<entry><content type="xhtml">${'<a href="b">c</a>'.repeat(n)}</content></entry>`,
      `xml:base="https://e.org/${long}/"`,
    ),
  'elements of XHTML': n => atom(`<entry><content type="xhtml">${'<b>c</b>'.repeat(n)}</content></entry>`),
  'quotation marks in XHTML': n => atom(`<entry><content type="xhtml"><b/>${'"'.repeat(8 * n)}</content></entry>`),
  base64: n => atom(`<entry><content mode="base64">${'YWFh'.repeat(4 * n)}</content></entry>`),
  'a title of tags': n => item(`<title>${'&lt;b&gt;'.repeat(n)}</title>`),
  'titles of `<`': n => rss(`<item><title>${'&lt;'.repeat(2_000)}</title></item>`.repeat(Math.ceil(n / 60))),
  'titles of tags that do not end': n =>
    rss(`<item><title>${'&lt;a '.repeat(1_500)}</title></item>`.repeat(Math.ceil(n / 60))),
  'titles of quotation marks': n =>
    rss(`<item><title>&lt;a ${'="&lt;a "'.repeat(700)}</title></item>`.repeat(Math.ceil(n / 60))),
  'titles of quotation marks of both kinds': n =>
    rss(`<item><title>${`&lt;a ="'&lt;a ='" '`.repeat(500)}</title></item>`.repeat(Math.ceil(n / 60))),
  'titles of scripts that do not end': n =>
    rss(`<item><title>${'&lt;script&gt;'.repeat(600)}</title></item>`.repeat(Math.ceil(n / 60))),
  'titles of comments that do not end': n =>
    rss(`<item><title>${'&lt;!--'.repeat(1_000)}</title></item>`.repeat(Math.ceil(n / 60))),
  'a title of elements': n => rss(`<item><title>${'<b>a</b>'.repeat(n)}</title></item>`),
  'text of entities': n => item(`<description>${'&amp;'.repeat(4 * n)}</description>`),
  'text of names': n => item(`<description>${'&eacute;'.repeat(4 * n)}</description>`),
  'text of `&`': n => item(`<description>${'&'.repeat(8 * n)}</description>`),
  'text of numbers': n => item(`<description>${'&#99999999;'.repeat(n)}</description>`),
  'text of spaces': n => item(`<description>${' '.repeat(8 * n)}</description>`),
  'pieces of CDATA': n => item(`<description>${'<![CDATA[a]]>'.repeat(n)}</description>`),
  'CDATA that does not end': n => item('<![CDATA['.repeat(2 * n)),
  'almost the end of CDATA': n => item(`<![CDATA[${']]'.repeat(4 * n)}`),
  comments: n => item('<!-- a -->'.repeat(n)),
  'comments that do not end': n => item('<!--'.repeat(2 * n)),
  'almost the end of a comment': n => item(`<!--${'--!'.repeat(4 * n)}`),
  'processing instructions': n => item('<?a b?>'.repeat(n)),
  'processing instructions that do not end': n => item('<?'.repeat(4 * n)),
  'definitions of entities': n =>
    `<!DOCTYPE a [${many(n, i => `<!ENTITY e${i} "&e${i - 1};&e${i - 1};">`)}]>${item(`&e${n - 1};`)}`,
  '`<`': n => item('<'.repeat(8 * n)),
  '`</`': n => item('</'.repeat(4 * n)),
  'elements that are closed and were not open': n => item('<a>'.repeat(150) + '</b>'.repeat(2 * n)),
  'elements of other names': n => item(many(n, i => `<a${i}/>`)),
  'a long name': n => item(`<${'a'.repeat(8 * n)}/>`),
  'a name of colons': n => item(`<${'a:'.repeat(4 * n)}/>`),
  'elements one in another': n => item('<a>'.repeat(n)),
  'a long id': n => item(`<guid>${'a'.repeat(8 * n)}</guid>`),
  'a long link': n => item(`<link>https://e.org/${'../a'.repeat(2 * n)}</link>`),
  'titles of the feed': n => rss('', '<title>a</title>'.repeat(n)),
  'text between elements': n => rss('', '<a/>b'.repeat(n)),
  nothing: n => ' '.repeat(8 * n),
  'a declaration of spaces': n => `<?xml ${' '.repeat(8 * n)} encoding="utf-8"?>${item('')}`,
};

/** What is not linear is not so at another size either; what a busy machine made of one look is not seen again. */
function assertLinearTwice(name: string, make: (n: number) => string, n: number): void {
  try {
    assertLinear(name, make, read, n);
  } catch {
    assertLinear(name, make, read, 2 * n);
  }
}

describe('the work that a feed makes', () => {
  for (const [name, make] of Object.entries(constructs))
    it(`is linear in ${name}`, () => assertLinearTwice(name, make, 600));

  it('is linear in mixtures of all that (property)', () => {
    const pieces = [
      ...[
        '<item>',
        '</item>',
        '<title>',
        '</title>',
        '<a b="',
        '"',
        '>',
        '/>',
        '<a xml:base="b/">',
        '</a>',
        '<![CDATA[',
      ],
      ...[
        ']]>',
        '<!--',
        '-->',
        '&amp;',
        '&lt;a ',
        '&lt;script&gt;',
        '(@',
        'a@b ',
        ' xmlns:a="b"',
        '<author>',
        '<?',
        '&',
      ],
      ...['<category>', '<link href="', '<media:group>', '<description>', 'a', ' ', "'", '=', '<', '[', ')'],
    ];
    const mixture = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom('', '<description>', '<title>', '<author>', '<a '), mixture, (start, mixed) => {
        const n = Math.ceil(8_000 / mixed.length);
        assertLinearTwice(`${start}${mixed}`, times => item(start + mixed.repeat(times)), n);
      }),
      { numRuns: 20 },
    );
  });

  for (const [name, work] of Object.entries({ readAuthor, readFeedDate, textFromHtml }))
    it(`is little in ${name}, whatever is repeated (property)`, () => {
      const piece = fc.stringMatching(/^[a@()<> :,;"'0-9/!-]{1,6}$/);
      fc.assert(
        fc.property(piece, part => assertLinear(`${name} of ${part}`, n => part.repeat(n), work, 200)),
        { numRuns: 20 },
      );
    });
});

describe('what a feed may hold', () => {
  const codeOf = (text: string) => {
    const result = read(text);
    return result.outcome === 'refused' ? result.code : result.outcome;
  };

  it('is bounded in depth, elements and attributes', () => {
    assert.equal(codeOf(item('<a>'.repeat(190))), 'read');
    for (const text of [
      item('<a>'.repeat(300)),
      rss('<a/>'.repeat(300_000)),
      item(`<a ${many(1_001, i => `a${i}="" `)}/>`),
      item(`<a ${'a="" '.repeat(900_000)}/>`),
      item(`<a ${'a="" '.repeat(900)}/>`.repeat(600)),
    ])
      assert.equal(codeOf(text), 'too-complex');
  });

  it('is cut where an entry has more than anybody reads, and the entry is read', () => {
    const result = read(item(`${'<a/>'.repeat(30_000)}<description>${'a'.repeat(300_000)}</description>`));
    assert.ok(result.outcome === 'read');
    assert.equal(result.entries[0]?.entry.title, 'T');
    const cut = read(item(`<description>${'a &amp; '.repeat(300_000)}</description>`));
    assert.ok(cut.outcome === 'read');
    const length = cut.entries[0]?.entry.summaryHtml?.length ?? 0;
    assert.ok(length > 99_000 && length <= 100_000, `${length}`);
  });

  it('does not grow by a long base', () => {
    const base = `https://e.org/${long}/`;
    const links = '<link href="a"/><content type="html">&lt;img src="a"&gt;&lt;a href="b"&gt;</content>';
    const result = read(atom(`<entry>${links}</entry>`.repeat(20_000), `xml:base="${base}"`));
    assert.ok(result.outcome === 'read');
    assert.equal(result.entries.at(-1)?.entry.link, `${base}a`);
    assert.ok(JSON.stringify(result).length < 20_000_000);
  });

  it('can be handed to another thread', () => {
    const result = read(item('<guid>1</guid><link>/a</link>'));
    assert.deepEqual(structuredClone(result), result);
  });
});
