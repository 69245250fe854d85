import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FeedError } from './feed.ts';
import { parseFeed } from './parse-feed.ts';

const url = 'https://example.org/blog/feed.xml';
const parse = (text: string) => parseFeed(Buffer.from(text), null, url);
const first = (text: string) => parse(text).entries[0];
const rss = (items: string, channel = '') =>
  `<rss version="2.0"><channel><title>F</title>${channel}${items}</channel></rss>`;
const atom = (entry: string, feed = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>${feed}<entry>${entry}</entry></feed>`;
const codeOf = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof FeedError);
    return error.code;
  }
  return 'none';
};

describe('parseFeed', () => {
  it('reads RSS 2.0', () => {
    const feed = parse(
      rss(
        `<item><guid isPermaLink="false">7</guid><title>A &amp;amp; &lt;b&gt;B&lt;/b&gt; of List&lt;String&gt;</title>
         <link> /a?b=1&amp;c=2 </link><description>&lt;p&gt;Text &lt;a href="/x"&gt;link&lt;/a&gt;&lt;/p&gt;</description>
         <author>me@example.org (Mira)</author><pubDate>Wed, 31 Dec 2003 10:14:55 GMT</pubDate>
         <category>One</category><category>Two</category><enclosure url="/p.png" type="image/png" length="1"/></item>`,
        '<link>https://example.org/</link><ttl>90</ttl>',
      ),
    );
    assert.deepEqual(feed, {
      title: 'F',
      link: 'https://example.org/',
      ttlMinutes: 90,
      entries: [
        {
          id: '7',
          title: 'A & B of List<String>',
          link: 'https://example.org/a?b=1&c=2',
          summaryHtml: '<p>Text <a href="https://example.org/x">link</a></p>',
          author: 'Mira',
          published: '2003-12-31T10:14:55.000Z',
          categories: ['One', 'Two'],
          image: 'https://example.org/p.png',
        },
      ],
    });
  });

  it('reads RSS 1.0, with Dublin Core and Syndication under whatever prefixes', () => {
    const feed = parse(`<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:s="http://purl.org/rss/1.0/modules/syndication/">
      <channel r:about="u"><title>F</title><link>https://example.org/</link><s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>4</s:updateFrequency></channel>
      <item r:about="https://example.org/1"><title>T</title><link>https://example.org/1</link><d:creator>Mira</d:creator><d:date>2003-12-31</d:date></item></r:RDF>`);
    assert.equal(feed.ttlMinutes, 360);
    assert.equal(feed.entries[0]?.author, 'Mira');
    assert.equal(feed.entries[0]?.published, '2003-12-31T00:00:00.000Z');
    assert.equal(feed.entries[0]?.title, 'T');
  });

  it('reads Atom, with texts of each type and addresses relative to xml:base', () => {
    const entry = first(
      atom(
        `<id>urn:1</id><title type="text">The &lt;blink&gt; tag</title><link rel="self" href="s"/><link href="a/b"/>
         <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="c/">Q&amp;A <a href="d">x</a><br/></div></content>
         <updated>2003-12-31T10:14:55Z</updated><category term="t" label="Label"/>`,
        '<link rel="alternate" href="/"/><author><name>Mira</name></author>',
      ).replace('<feed', '<feed xml:base="https://other.example/base/"'),
    );
    assert.equal(entry?.title, 'The <blink> tag');
    assert.equal(entry?.link, 'https://other.example/base/a/b');
    assert.match(entry?.summaryHtml ?? '', /Q&amp;A <a href="https:\/\/other\.example\/base\/c\/d">x<\/a><br>/);
    assert.equal(entry?.author, 'Mira');
    assert.equal(entry?.published, '2003-12-31T10:14:55.000Z');
    assert.deepEqual(entry?.categories, ['Label']);
  });

  it('knows an entry without id by its link, and one without link by what it says', () => {
    assert.equal(first(rss('<item><link>https://example.org/1</link></item>'))?.id, 'https://example.org/1');
    const [one, two, same] = ['A', 'B', 'A'].map(title => first(rss(`<item><title>${title}</title></item>`))?.id);
    assert.equal(one, same);
    assert.notEqual(one, two);
  });

  it('reads the text of a title, whatever its type is said to be', () => {
    for (const type of ['', 'text', 'foo', 'plain'])
      assert.equal(first(atom(`<id>1</id><title type="${type}">A &amp; B</title>`))?.title, 'A & B', type);
    const html = '&lt;script&gt;alert(1)&lt;/script&gt;A &lt;!-- no --&gt;&lt;b&gt;B&lt;/b&gt;';
    for (const title of [
      `<title type="html">${html}</title>`,
      '<title type="xhtml"><script>alert(1)</script>A <b>B</b></title>',
    ])
      assert.equal(first(atom(`<id>1</id>${title}`))?.title, 'A B');
    for (const title of [
      html,
      '<script>alert(1)</script>A <!-- no --><b>B</b>',
      `<![CDATA[<script>alert(1)</script>A <!-- no -->B]]>`,
    ])
      assert.equal(first(rss(`<item><title>${title}</title></item>`))?.title, 'A B');
  });

  it('knows the entities of HTML, in texts of each kind', () => {
    const text = 'Caf&eacute;&CounterClockwiseContourIntegral;&#146;';
    assert.equal(first(rss(`<item><title>${text}</title></item>`))?.title, 'Café∳’');
    assert.equal(first(atom(`<id>1</id><title>${text}</title>`))?.title, 'Café∳’');
    assert.equal(first(atom('<id>1</id><title>&amp;eacute;</title>'))?.title, '&eacute;');
    assert.equal(first(rss('<item><link>/a?b=1&amp;copy=2</link></item>'))?.link, 'https://example.org/a?b=1&copy=2');
  });

  it('reads what Media RSS and iTunes say of an entry', () => {
    const media = `<media:group><media:content url="https://e.org/v.mp4" type="video/mp4"><media:title>Film</media:title>
      <media:description type="plain">A &lt; B</media:description><media:thumbnail url="https://e.org/t.jpg"/>
      <media:category label="Cats">c</media:category></media:content></media:group><media:category>Dogs</media:category>`;
    const itunes = `<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>
      <itunes:keywords>one, two,one</itunes:keywords><itunes:author>me@e.org (Mira)</itunes:author>`;
    for (const entry of [
      first(rss(`<item><guid>1</guid>${media}${itunes}</item>`)),
      first(atom(`<id>1</id>${media}${itunes}`)),
    ]) {
      assert.equal(entry?.title, 'Film');
      assert.equal(entry?.summaryHtml, 'A &lt; B');
      assert.equal(entry?.image, 'https://e.org/t.jpg');
      assert.deepEqual(entry?.categories, ['Dogs', 'Cats', 'Arts', 'Books', 'one', 'two']);
    }
    assert.equal(first(rss(`<item>${itunes}</item>`))?.author, 'Mira');
  });

  it('says nobody where an author is an e-mail address alone', () => {
    assert.equal(first(rss('<item><title>T</title><author>me@example.org</author></item>'))?.author, undefined);
    assert.equal(first(atom('<id>1</id><author><email>me@example.org</email></author>'))?.author, undefined);
  });

  it('has no date where the date is not understood', () => {
    for (const date of ['2024/05/28 10:00:00', '2024년 05월 28일', '2013-xx-27', '31 Feb 2024'])
      assert.equal(first(rss(`<item><title>T</title><pubDate>${date}</pubDate></item>`))?.published, undefined, date);
  });

  it('gives an entry without an author the author of its feed, wherever that stands', () => {
    const feed = parse(atom('<id>1</id>').replace('</feed>', '<author><name>Mira</name></author></feed>'));
    assert.equal(feed.entries[0]?.author, 'Mira');
  });

  it('takes no address but http and https', () => {
    const entry = first(
      rss('<item><title>T</title><link>javascript:alert(1)</link><media:thumbnail url="data:x"/></item>'),
    );
    assert.equal(entry?.link, undefined);
    assert.equal(entry?.image, undefined);
  });

  it('reads on where the document is not well-formed', () => {
    const feed = parse(
      '\n\n <rss><channel><title>A & B &nbsp; C</title><item><title>One<br></title></item><item><title>Two',
    );
    assert.equal(feed.title, 'A & B C');
    assert.deepEqual(
      feed.entries.map(entry => entry.title),
      ['One', 'Two'],
    );
  });

  it('says what is no feed', () => {
    assert.equal(codeOf('<!DOCTYPE html><html><body>'), 'web-page');
    for (const text of ['', 'text', '{"version":"https://jsonfeed.org"}', '<opml/>', '<constructor/>'])
      assert.equal(codeOf(text), 'not-a-feed', text);
  });

  it('throws nothing but a FeedError, whatever comes', () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '<title>',
      '</item>',
      '<![CDATA[',
      ']]>',
      '&#x0;',
      '&#99999999;',
      '<feed>',
      '<entry>',
      '<link href="',
      '"/>',
      '<content type="xhtml">',
      '<!--',
      '<?xml encoding="',
      '<!DOCTYPE',
      '<__proto__>',
      '\0',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), parts => {
        codeOf(parts.join(''));
      }),
    );
  });
});

describe('a hostile feed', () => {
  it('that defines entities of entities (billion laughs) is read without expanding them', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const feed = parse(`<!DOCTYPE r [<!ENTITY l0 "lol">${levels}]>${rss('<item><title>&l30;</title></item>')}`);
    assert.ok(JSON.stringify(feed).length < 1_000);
  });

  it('that names a file or an address as an entity gets neither', () => {
    const feed = parse(
      `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`,
    );
    assert.doesNotMatch(JSON.stringify(feed), /root:/);
  });

  it('that is nested without end is refused', () => {
    for (const text of [rss('<a>'.repeat(200_000)), atom(`<content type="xhtml">${'<div>'.repeat(200_000)}`)])
      assert.equal(codeOf(text), 'too-complex');
  });

  it('of 5 MiB is read', () => {
    assert.equal(parse(rss('<item><title>T</title><link>/a</link></item>'.repeat(50_000))).entries.length, 5_000);
  });

  it('takes no longer for its size, whatever it repeats', () => {
    const fill = (piece: string) => piece.repeat(Math.floor(300_000 / piece.length));
    for (const piece of [
      '<',
      '&',
      '&amp;',
      '<![CDATA[',
      '<!--',
      '<a b="',
      ' a="1"',
      '</a>',
      '<a/>',
      '"',
      ']]>',
      '<a xmlns:b="c"/>',
    ])
      for (const text of [
        rss(fill(piece)),
        rss(`<item><title>${fill(piece)}</title><description>${fill(piece)}`),
        `<rss ${fill(piece)}`,
      ])
        codeOf(text);
  });
});
