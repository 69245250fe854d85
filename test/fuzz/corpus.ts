import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInConnectors } from '../../bot/catalogue/built-in.ts';
import { hostileActivities } from '../hostile/activities.ts';

/** What comes into the service, each with a reader of its own. */
export const kinds = ['body', 'event', 'feed', 'package', 'card', 'template', 'activity'] as const;
export type Kind = (typeof kinds)[number];

/** Inputs as they should be; what is sent is made of them. */
export type Corpus = Readonly<Record<Kind, readonly string[]>>;

const messageCard = {
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  summary: 'Build 1 failed',
  themeColor: 'D63232',
  title: 'Build **1** failed',
  sections: [
    {
      activityTitle: '[Ada](https://a.example/ada)',
      activityImage: 'https://a.example/ada.png',
      facts: [{ name: 'Branch', value: '`main`' }],
      text: '- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>bold</b> &amp; more {{DATE(2026-01-01T00:00:00Z, SHORT)}}',
      images: [{ image: 'https://a.example/b.png', title: 'a' }],
    },
  ],
  potentialAction: [
    { '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://a.example/1' }] },
    { '@type': 'ActionCard', name: 'Comment', inputs: [{ '@type': 'TextInput', id: 'a' }], actions: [] },
  ],
};
const adaptiveCard = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Hello <at>Ada</at> **bold**', wrap: true },
    { type: 'FactSet', facts: [{ title: 'a', value: 'b' }] },
    { type: 'Table', columns: [{ width: 1 }], rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [] }] }] },
    { type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'Image', url: 'https://a.example/b.png' }] }] },
    { type: 'RichTextBlock', inlines: ['a', { type: 'TextRun', text: 'b' }] },
    { type: 'CodeBlock', codeSnippet: 'let a = 1;', language: 'JavaScript' },
    { type: 'Carousel', pages: [{ type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'a' }] }] },
    { type: 'Badge', text: 'a', fallback: { type: 'TextBlock', text: 'a' } },
  ],
  actions: [
    { type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example' },
    { type: 'Action.ShowCard', title: 'Show', card: { type: 'AdaptiveCard', body: [] } },
    { type: 'Action.Execute', title: 'Run', verb: 'a' },
  ],
  msteams: {
    entities: [{ type: 'mention', text: '<at>Ada</at>', mentioned: { id: 'ada@contoso.example', name: 'Ada' } }],
  },
};
const feeds = [
  '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:base="https://a.example/"><channel><title>News</title><link>https://a.example</link><ttl>60</ttl><item><title>One &amp; two</title><link>/1</link><guid isPermaLink="false">1</guid><pubDate>Mon, 05 Jun 2026 10:00:00 GMT</pubDate><author>ada@a.example (Ada)</author><dc:creator>Ada</dc:creator><category>a</category><description><![CDATA[<p>Hello <a href="b">there</a> <img src="c.png"></p>]]></description><enclosure url="https://a.example/d.mp3" type="audio/mpeg" length="1"/></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">News</title><id>urn:a</id><updated>2026-06-05T10:00:00Z</updated><link rel="self" href="https://a.example/atom"/><entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>two</b></div></title><link href="/1"/><updated>2026-06-05T10:00:00Z</updated><author><name>Ada</name></author><summary type="html">&lt;p&gt;Hello&lt;/p&gt;</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p></div></content></entry></feed>',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="a"><title>News</title></channel><item rdf:about="b"><title>One</title><link>https://a.example/1</link></item></rdf:RDF>',
];
const templates = [
  '{{ body.title | default: "a" | truncate: 20 }} {% if body.user %}by {{ body.user.name }}{% endif %}',
  '{% for item in body.items limit: 5 %}- {{ item.text | markdown }}\n{% endfor %}',
  '{% assign a = body.items | where: "a", "b" | map: "c" | join: ", " %}{{ a | split: "," | sort | reverse | first }}',
  '{{ body.text | replace: "a", "aa" | append: body.text | upcase | slice: 0, 100 }}',
];

/** Reads what the catalogue has; a template or package is its connector's own. */
export function readCorpus(): Corpus {
  const folders = readdirSync(builtInConnectors, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const samples = folders.flatMap(({ name }) => {
    const folder = join(builtInConnectors, name, 'samples');
    return readdirSync(folder)
      .filter(file => file.endsWith('.json') && !file.endsWith('.headers.json'))
      .map(file => readFileSync(join(folder, file), 'utf8'));
  });
  const card = JSON.stringify(adaptiveCard);
  const message = {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: adaptiveCard }],
  };
  return {
    body: [
      JSON.stringify(messageCard),
      JSON.stringify(message),
      '{"text":"a"}',
      `payload=${encodeURIComponent('{"text":"a"}')}`,
      "{'text':'a',}",
    ],
    event: samples,
    feed: feeds,
    package: folders.map(({ name }) => name),
    card: [card],
    template: templates,
    activity: hostileActivities().map(({ body }) => body.slice(0, 400)),
  };
}
