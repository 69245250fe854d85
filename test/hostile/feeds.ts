import { gzipSync } from 'node:zlib';

/** A feed that was made to be slow, or to need much memory. */
export interface HostileFeed {
  name: string;
  /** As it is sent, gzip; made when it is. */
  gzip: () => Buffer;
}

/** Under the cap of a feed, 5 MiB. */
const size = 4_000_000;

const rss = (items: string, root = '', channel = '') =>
  `<?xml version="1.0"?><rss version="2.0" ${root}><channel><title>a</title>${channel}${items}</channel></rss>`;
const atom = (inner: string, root = '') =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${root}><title>a</title><id>a</id>${inner}</feed>`;
const item = (inner: string) => `<item><title>a</title><guid>b</guid>${inner}</item>`;
const entry = (inner: string) => `<entry><id>b</id><title>a</title>${inner}</entry>`;
const times = (text: string, count: number) => text.repeat(Math.max(1, Math.floor(count)));
const numbered = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join('');

/** What stands in the texts of an entry: addresses, people, dates, HTML. */
const fields: [name: string, of: (text: string) => string][] = [
  ['author', text => item(`<author>${text}</author>`)],
  ['dc:creator', text => item(`<dc:creator>${text}</dc:creator>`)],
  ['title', text => item(`<title>${text}</title>`)],
  ['description', text => item(`<description><![CDATA[${text}]]></description>`)],
  ['content:encoded', text => item(`<content:encoded><![CDATA[${text}]]></content:encoded>`)],
  ['pubDate', text => item(`<pubDate>${text}</pubDate>`)],
  ['guid', text => item(`<guid>${text}</guid>`)],
  ['link', text => item(`<link>https://a.example/${text}</link>`)],
  ['category', text => item(`<category>${text}</category>`)],
  ['enclosure', text => item(`<enclosure url="https://a.example/${text}" type="image/png"/>`)],
];
const fillings = [
  '(@',
  'a@',
  '(',
  '@',
  ' ',
  'a.',
  '&amp;',
  '&lt;b&gt;',
  '1',
  ':',
  '2024-',
  'Mon, ',
  '../',
  '%',
  '-',
  'a ',
];

export function hostileFeeds(): HostileFeed[] {
  const feeds: Record<string, () => string> = {
    'authors of 6,000 characters': () => rss(item(`<author>${times('(@', 3_000)}</author>`)),
    '2,000 entries and 80,000 elements': () => atom(times('<entry/>', 2_000) + times('<a/>', 80_000)),
    '80,000 elements and 2,000 entries': () => atom(times('<a/>', 80_000) + times('<entry/>', 2_000)),
    'entries in the channel and beside it': () => rss(times('<item/>', 2_000), '', times('<link/>', 80_000)),
    '4,000 namespaces, 20,000 children with one each': () =>
      rss(
        times('<a xmlns:b="c"/>', 20_000),
        numbered(4_000, index => `xmlns:n${index}="u${index}" `),
      ),
    'a base of a megabyte, relative ones below it': () =>
      rss(
        times('<item xml:base="b/"><title>a</title></item>', 10_000),
        `xml:base="https://a.example/${times('c', 1_000_000)}/"`,
      ),
    'a base of a megabyte, links below it': () =>
      rss(
        numbered(3_000, index => item(`<link>b${index}</link>`)),
        `xml:base="https://a.example/${times('c', 1_000_000)}/"`,
      ),
    'bases within bases': () => `<rss>${times('<a xml:base="b/">', 20_000)}`,
    '900,000 attributes': () => rss(`<item ${numbered(350_000, index => `a${index}="" `)}/>`),
    'attributes of the same name': () => rss(`<item ${times('a="" ', size / 5)}/>`),
    'elements within elements': () => `<rss>${times('<a>', size / 3)}`,
    'elements within elements, closed': () =>
      `<rss><channel>${times('<a>', size / 8)}${times('</a>', size / 8)}</channel></rss>`,
    'ends without a beginning': () => rss(times('</a>', size / 4)),
    'many elements': () => rss(times('<a/>', size / 4)),
    'many elements in an entry': () => rss(item(times('<a/>', size / 4))),
    'many titles of one entry': () => rss(item(times('<title>a</title>', size / 16))),
    'many links of one entry': () => atom(entry(times('<link href="a"/>', size / 16))),
    'many authors of one entry': () => atom(entry(times('<author><name>a</name></author>', size / 31))),
    'many categories of one entry': () => rss(item(times('<category>a</category>', size / 22))),
    'many enclosures of one entry': () => rss(item(times('<enclosure url="https://a.example/b"/>', size / 40))),
    'many entries': () => rss(times('<item/>', size / 7)),
    'many entries with one guid': () => rss(times(item(''), size / 50)),
    'many entries with a guid each': () => rss(numbered(60_000, index => `<item><guid>${index}</guid></item>`)),
    'many pieces of text': () => rss(item(`<description>${times('a<!---->', size / 8)}</description>`)),
    'many CDATA sections': () => rss(item(`<description>${times('<![CDATA[a]]>', size / 13)}</description>`)),
    'a comment never closed': () => rss(`<!--${times('- -', size / 3)}`),
    'a declaration with entities': () =>
      `<!DOCTYPE rss [${numbered(20_000, index => `<!ENTITY e${index} "${index}">`)}]>${rss(item(''))}`,
    'entities of entities': () =>
      `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${numbered(20, index => `<!ENTITY a${index} "&a;&a;&a;&a;&a;">`)}]>${rss(item('<title>&a19;</title>'))}`,
    'angle brackets': () => `<rss>${times('<', size)}`,
    'quotation marks': () => `<rss ${times('"', size)}`,
    'white space': () => `<rss>${times(' ', size)}`,
    'white space before it': () => `${times(' ', size)}<rss/>`,
    'one long text': () => rss(item(`<description>${times('a', size)}</description>`)),
    'XHTML within XHTML': () =>
      atom(entry(`<content type="xhtml">${times('<div>', size / 11)}${times('</div>', size / 11)}</content>`)),
    'addresses in its text': () =>
      rss(item(`<description><![CDATA[${times('<a href="b"><img src="c">', size / 25)}]]></description>`)),
    'pictures of media': () => rss(item(`<media:group>${times('<media:content url="a"/>', size / 24)}</media:group>`)),
  };
  const filled = fields.flatMap(([field, of]) =>
    fillings.map(filling => ({
      name: `${field} of much ${JSON.stringify(filling)}`,
      gzip: () => gzipSync(rss(of(times(filling, 200_000 / filling.length)))),
    })),
  );
  const shaped = Object.entries(feeds).map(([name, text]) => ({ name, gzip: () => gzipSync(text()) }));
  return [...shaped, { name: 'gzip of zeroes, 100 MB', gzip: () => gzipSync(Buffer.alloc(100_000_000)) }, ...filled];
}
