/** A body that was made to be slow to read, and where its weight lies. */
export interface NastyBody {
  name: string;
  body: string;
  contentType?: string;
}

/** Just under the cap of Incoming Webhook, 1 MiB, so that nothing is refused for its size. */
const size = 1_048_000;
const lenientSize = 65_000;

const fragments = [
  '<',
  '<b',
  '<b>',
  '</',
  '<!--',
  '<a href="',
  '<ul><li>',
  '<table><tr><td>',
  '&',
  '&amp',
  '&#x',
  '*',
  '**',
  '_',
  '***a',
  '~~',
  '[',
  '](',
  '[a](b',
  '![',
  '(',
  ')',
  '`',
  '```',
  '\\',
  '{{',
  '{{DATE(',
  '|',
  '|-|\n',
  '#',
  '# ',
  '> ',
  '- ',
  '1. ',
  '\n',
  '\r\n',
  '\t',
  ' ',
  'https://',
  'a@',
  '@',
  '<at>',
  '😀',
  '👨‍👩‍👧',
  'a\u0301',
  '\u0301',
  '\u202e',
  '\u200b',
  '\u0000',
  '\ud800',
  'ﷺ',
  '"',
  "'",
];

const repeated = (fragment: string, bytes = size) => {
  const one = Buffer.byteLength(JSON.stringify(fragment)) - 2;
  return fragment.repeat(Math.floor(bytes / one));
};
const many = <Item>(item: Item, bytes = size): Item[] =>
  Array<Item>(Math.floor(bytes / (Buffer.byteLength(JSON.stringify(item)) + 1))).fill(item);
const nested = (open: string, close: string, inner: string, bytes = size) => {
  const depth = Math.floor((bytes - inner.length) / (open.length + close.length));
  return open.repeat(depth) + inner + close.repeat(depth);
};
const adaptive = (...body: unknown[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
const attachment = (content: unknown) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });

/** One fragment again and again, as a text, in an Adaptive Card, and in turns in the other places of a card. */
export function repeatedFragments(): NastyBody[] {
  return fragments.flatMap((fragment, index) => {
    const text = repeated(fragment, size - 2_000);
    const others: [place: string, value: unknown][] = [
      ['title', { title: text, text: 'a' }],
      ['activity text', { summary: 'a', sections: [{ activityTitle: 'b', activityText: text }] }],
      ['plain text', { summary: 'a', sections: [{ text, markdown: false }] }],
      ['fact name', { summary: 'a', sections: [{ facts: [{ name: text, value: 'b' }] }] }],
    ];
    const places: [place: string, value: unknown][] = [
      ['text', { text }],
      ['TextBlock', adaptive({ type: 'TextBlock', text })],
      ...others.slice(index % others.length, (index % others.length) + 1),
    ];
    return places.map(([place, value]) => ({
      name: `${JSON.stringify(fragment)} as ${place}`,
      body: JSON.stringify(value),
    }));
  });
}

/** Many of a thing, or things within things. */
export function largeShapes(): NastyBody[] {
  const fact = { name: 'a', value: 'b' };
  const textBlock = { type: 'TextBlock', text: 'a' };
  const container = '{"type":"Container","items":[';
  const values: Record<string, unknown> = {
    'many facts': { text: 'a', sections: [{ facts: many(fact) }] },
    'many sections': { text: 'a', sections: many({ text: 'b' }) },
    'many empty sections': { text: 'a', sections: many({}) },
    'many images': { text: 'a', sections: [{ images: many({ image: 'https://a.example/b.png' }) }] },
    'many actions': {
      text: 'a',
      potentialAction: many({ '@type': 'OpenUri', name: 'a', targets: [{ os: 'default', uri: 'https://a.example' }] }),
    },
    'many attachments': { type: 'message', attachments: many(attachment(adaptive())) },
    'many attachments that are no card': { type: 'message', attachments: many({}) },
    'many text blocks': adaptive(...many(textBlock)),
    'many elements of an unknown type': adaptive(...many({ type: 'a' })),
    'many columns': adaptive({ type: 'ColumnSet', columns: many({ type: 'Column', items: [textBlock] }) }),
    'many mentions': {
      ...adaptive({ type: 'TextBlock', text: '<at>a</at>' }),
      msteams: { entities: many({ type: 'mention', text: '<at>a</at>', mentioned: { id: 'a', name: 'a' } }) },
    },
    'many properties': Object.fromEntries(Array.from({ length: 90_000 }, (_, index) => [`p${index}`, 1])),
    'many spellings of one property': {
      text: 'a',
      ...Object.fromEntries(
        Array.from({ length: 2 ** 12 }, (_, bits) => [
          [...'summarytitle'].map((letter, at) => ((bits >> at) & 1 ? letter.toUpperCase() : letter)).join(''),
          'b',
        ]),
      ),
    },
    'many hero cards': {
      type: 'message',
      attachments: many({ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'a' } }),
    },
  };
  return [
    ...Object.entries(values).map(([name, value]) => ({ name, body: JSON.stringify(value) })),
    { name: 'arrays in arrays', body: nested('[', ']', '1') },
    { name: 'objects in objects', body: nested('{"a":', '}', '1') },
    { name: 'arrays in a field', body: `{"text":${nested('[', ']', '1')}}` },
    { name: 'arrays in the sections', body: `{"text":"a","sections":${nested('[', ']', '1')}}` },
    {
      name: 'containers in containers',
      body: `{"type":"AdaptiveCard","version":"1.5","body":[${nested(container, ']}', '{"type":"TextBlock","text":"a"}')}]}`,
    },
    {
      name: 'cards in actions',
      body: `{"type":"AdaptiveCard","version":"1.5","actions":[${nested('{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[', ']}}', '')}]}`,
    },
    {
      name: 'fallbacks in fallbacks',
      body: `{"type":"AdaptiveCard","version":"1.5","body":[${nested('{"type":"Nothing","fallback":', '}', '"drop"')}]}`,
    },
    { name: 'lists in HTML lists', body: JSON.stringify({ text: nested('<ul><li>', '</li></ul>', 'a') }) },
    { name: 'quotes in HTML', body: JSON.stringify({ text: nested('<blockquote>', '</blockquote>', 'a') }) },
    { name: 'tags never closed', body: JSON.stringify({ text: repeated('<b><i><u>') }) },
    {
      name: 'a card in a string, nested deeply',
      body: JSON.stringify({
        type: 'message',
        attachments: [
          { contentType: 'application/vnd.microsoft.card.adaptive', content: nested('[', ']', '1', size - 200) },
        ],
      }),
    },
    { name: 'one number of a megabyte', body: `{"text":"a","n":${'9'.repeat(size)}}` },
    { name: 'one number as text', body: `{"text":${'9'.repeat(size)}}` },
  ];
}

/** What only the lenient parser takes, or tries to. */
export function lenientBodies(): NastyBody[] {
  const bodies: Record<string, string> = {
    'a single-quoted text': `{'text':'${'a'.repeat(lenientSize - 20)}'}`,
    'arrays in arrays': nested('[', ']', "'a'", lenientSize),
    'arrays never closed': '['.repeat(lenientSize),
    'objects in objects': nested("{'a':", '}', '1', lenientSize),
    'a field of arrays': `{'text':'a','sections':${nested('[', ']', '1', lenientSize - 50)}}`,
    'containers in containers': `{'type':'AdaptiveCard','version':'1.5','body':[${nested("{'type':'Container','items':[", ']}', '', lenientSize - 60)}]}`,
    'a quote never closed': `{'text':'${'a'.repeat(lenientSize - 20)}`,
    quotes: "'".repeat(lenientSize),
    escapes: `{'text':'${'\\x41'.repeat(lenientSize / 5)}'}`,
    'line continuations': `{'text':'${'\\\n'.repeat(lenientSize / 3)}'}`,
    comments: '/**/'.repeat(lenientSize / 4),
    'a comment never closed': `/*${'*'.repeat(lenientSize - 10)}`,
    commas: `[${','.repeat(lenientSize - 10)}`,
    'trailing commas': `[${'1,'.repeat(lenientSize / 2 - 10)}]`,
    'white space': `${'\u2003'.repeat(lenientSize / 4)}{'text':'a'}`,
    digits: `{text:${'9'.repeat(lenientSize - 20)}}`,
    'hexadecimal digits': `{text:0x${'f'.repeat(lenientSize - 20)}}`,
    'property names': `{${Array.from({ length: 8_000 }, (_, index) => `a${index}:1`).join(',')}}`,
    'raw line feeds': `{"text":"${'\n'.repeat(lenientSize - 20)}"}`,
    'backslashes that escape nothing': `{"text":"${'\\ '.repeat(lenientSize / 2 - 20)}"}`,
    'comments with quotes': `/*'*/`.repeat(lenientSize / 5),
    'one property name': `{${'a'.repeat(lenientSize - 20)}:1}`,
  };
  return Object.entries(bodies).map(([name, body]) => ({ name: `lenient: ${name}`, body }));
}

/** Forms, and what says it is one. */
export function forms(): NastyBody[] {
  const boundary = 'b'.repeat(60);
  const multipart = `multipart/form-data; boundary=${boundary}`;
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const end = `--${boundary}--\r\n`;
  const urlencoded = 'application/x-www-form-urlencoded';
  const shortEnough = size - 1_000;
  return [
    { name: 'a form of one large field', body: `payload=${'%7B'.repeat(shortEnough / 3)}`, contentType: urlencoded },
    { name: 'a form of many fields', body: `${'a=1&'.repeat(shortEnough / 4)}payload={}`, contentType: urlencoded },
    { name: 'a form of many empty fields', body: `payload=&${'a&'.repeat(shortEnough / 2)}`, contentType: urlencoded },
    { name: 'a form of names', body: 'payload'.repeat(shortEnough / 7), contentType: urlencoded },
    { name: 'a form of separators', body: '&'.repeat(size), contentType: urlencoded },
    { name: 'a form of per cent signs', body: `payload=${'%'.repeat(shortEnough)}`, contentType: urlencoded },
    {
      name: 'a multipart form of many fields',
      body: part('a', '1').repeat(shortEnough / part('a', '1').length) + part('payload', '{}') + end,
      contentType: multipart,
    },
    {
      name: 'a multipart form of boundaries',
      body: `--${boundary}\r\n`.repeat(shortEnough / 64) + end,
      contentType: multipart,
    },
    { name: 'a multipart form of dashes', body: '-'.repeat(size), contentType: multipart },
    {
      name: 'a multipart form of line ends',
      body: `--${boundary}\r\n${'\r\n'.repeat(size / 2 - 100)}`,
      contentType: multipart,
    },
    {
      name: 'a multipart form of headers',
      body: `--${boundary}\r\n${'a: b\r\n'.repeat(shortEnough / 6)}\r\n{}\r\n${end}`,
      contentType: multipart,
    },
    {
      name: 'a multipart form of one large field',
      body: part('payload', JSON.stringify({ text: 'a'.repeat(shortEnough - 1_000) })) + end,
      contentType: multipart,
    },
  ];
}

/** What only the repair of strings makes JSON of, without a limit. */
export function rawStrings(): NastyBody[] {
  const texts = {
    'line feeds': '\n',
    tabs: 'a\t',
    'backslashes that escape nothing': '\\ ',
    'half escapes': '\\u12',
    'escaped quotes of the other kind': "\\'",
    'lines that go on': 'a\\\n',
  };
  return Object.entries(texts).map(([name, text]) => ({
    name: `raw: ${name}`,
    body: `{"text":"${text.repeat((size - 20) / text.length)}"}`,
  }));
}

/** Secrets in a body, each hidden before it is kept. */
export function secrets(): NastyBody[] {
  const pieces = [
    '"token":{',
    '"token":["',
    '"token":1,',
    '\\"token\\":\\"',
    '%22token%22%3A%22',
    'token=&',
    'https://a:b@',
    '\\u002fw',
  ];
  return pieces.map(piece => ({ name: `secrets: ${piece}`, body: JSON.stringify({ text: repeated(piece) }) }));
}

/** Bytes that are read as several character sets. */
export function oddBytes(): NastyBody[] {
  return [
    { name: 'white space', body: ' '.repeat(size) },
    { name: 'line ends', body: '\n'.repeat(size) },
    { name: 'NULs', body: '\0'.repeat(size) },
    { name: 'letters', body: 'a'.repeat(size) },
    {
      name: 'a charset that is none',
      body: JSON.stringify({ text: 'a'.repeat(size - 20) }),
      contentType: `application/json; charset=${'x'.repeat(5_000)}`,
    },
    {
      name: 'a charset of several bytes',
      body: JSON.stringify({ text: 'é'.repeat(size / 2 - 20) }),
      contentType: 'application/json; charset=shift_jis',
    },
    { name: 'secrets to be masked', body: JSON.stringify({ text: 'https://a.example/w/'.repeat(size / 20 - 10) }) },
    { name: 'a bearer token to be masked', body: JSON.stringify({ text: `Bearer ${'a'.repeat(size - 100)}` }) },
  ];
}
