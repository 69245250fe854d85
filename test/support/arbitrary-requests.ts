import fc from 'fast-check';

/** What is hard in texts, and anything else. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '**a',
    '[a](b',
    '<b>',
    '</b>',
    '&lt;',
    '{{DATE(1)}}',
    '|a|\n|-|',
    '\ud800',
    '\u0000',
    '```',
    '<at>a</at>',
    'javascript:alert(1)',
    'https://a.example/b',
  ),
);
const anything = fc.oneof({ weight: 3, arbitrary: text }, fc.jsonValue({ maxDepth: 2 }));

/** MessageCards with anything in their fields. */
export const messageCards = fc.record(
  {
    '@type': fc.constantFrom('MessageCard', 'messagecard', 'x'),
    summary: anything,
    text: anything,
    title: anything,
    themeColor: anything,
    sections: fc.oneof(
      anything,
      fc.array(
        fc.record(
          {
            title: anything,
            activityTitle: anything,
            activityImage: anything,
            heroImage: anything,
            text: anything,
            markdown: anything,
            facts: fc.oneof(
              anything,
              fc.array(fc.record({ name: anything, value: anything }, { requiredKeys: [] }), { maxLength: 3 }),
            ),
            images: fc.oneof(
              anything,
              fc.array(fc.record({ image: anything, title: anything }, { requiredKeys: [] }), { maxLength: 3 }),
            ),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      ),
    ),
    potentialAction: fc.oneof(
      anything,
      fc.array(
        fc.record(
          {
            '@type': fc.constantFrom('OpenUri', 'ViewAction', 'HttpPOST', 'ActionCard', 'x'),
            name: anything,
            target: anything,
            targets: fc.oneof(anything, fc.array(fc.record({ os: anything, uri: anything }, { requiredKeys: [] }))),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      ),
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const elementTypes = [
  'TextBlock',
  'Image',
  'Container',
  'ColumnSet',
  'FactSet',
  'ActionSet',
  'RichTextBlock',
  'Table',
  'Media',
  'ImageSet',
  'Input.Text',
  'Input.ChoiceSet',
  'x',
];
const actionTypes = [
  'Action.OpenUrl',
  'Action.Submit',
  'Action.Execute',
  'Action.ShowCard',
  'Action.ToggleVisibility',
  'Action.Http',
  'x',
];
const { element } = fc.letrec<{ element: unknown; action: unknown; elements: unknown; actions: unknown }>(tie => ({
  elements: fc.oneof(
    { weight: 1, arbitrary: anything },
    { weight: 4, arbitrary: fc.array(tie('element'), { maxLength: 3 }) },
  ),
  actions: fc.oneof(
    { weight: 1, arbitrary: anything },
    { weight: 4, arbitrary: fc.array(tie('action'), { maxLength: 3 }) },
  ),
  element: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anything,
    fc.record(
      {
        type: fc.constantFrom(...elementTypes),
        text: anything,
        url: anything,
        id: anything,
        items: tie('elements'),
        columns: tie('elements'),
        rows: tie('elements'),
        cells: tie('elements'),
        inlines: tie('elements'),
        images: tie('elements'),
        sources: anything,
        facts: anything,
        actions: tie('actions'),
        selectAction: tie('action'),
        choices: anything,
        size: anything,
        width: anything,
        spacing: anything,
        isVisible: anything,
        fallback: tie('element'),
        requires: anything,
      },
      { requiredKeys: ['type'] },
    ),
  ),
  action: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anything,
    fc.record(
      {
        type: fc.constantFrom(...actionTypes),
        title: anything,
        url: anything,
        data: anything,
        card: tie('element'),
        targetElements: anything,
        style: anything,
        fallback: tie('action'),
      },
      { requiredKeys: ['type'] },
    ),
  ),
}));
/** Adaptive Cards with anything in their elements and actions. */
export const adaptiveCards = fc.record(
  {
    type: fc.constant('AdaptiveCard'),
    version: anything,
    body: fc.oneof(anything, fc.array(element, { maxLength: 4 })),
    actions: anything,
    selectAction: anything,
    fallbackText: anything,
    backgroundImage: anything,
    minHeight: anything,
    refresh: anything,
    authentication: anything,
    msteams: anything,
    metadata: anything,
    rtl: anything,
  },
  { requiredKeys: ['type'], noNullPrototype: true },
);

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code)),
  maxLength: 40,
});

/** Paths that are none of ours, and ours with something changed. */
export const paths = (url: () => string) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('', 'w', 'webhookb2', 'workflows', 'W'), fc.array(printable, { maxLength: 6 }))
      .map(parts => `/${parts.flat().join('/')}`),
    fc.tuple(fc.integer({ min: 1, max: 45 }), printable).map(([at, other]) => {
      const { pathname } = new URL(url());
      return pathname.slice(0, at) + other + pathname.slice(at + other.length);
    }),
  );

export const contentTypes = fc.oneof(
  printable,
  fc.constantFrom(
    'application/json',
    'multipart/form-data; boundary=a',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'text/plain; charset=utf-16',
    'text/plain; charset=shift_jis',
    'a; charset="',
  ),
);
export const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'accept',
    'accept-encoding',
    'accept-language',
    'content-encoding',
    'user-agent',
    'x-forwarded-for',
    'x-forwarded-host',
    'forwarded',
    'authorization',
    'cookie',
    'range',
    'if-none-match',
    'origin',
    'te',
    'via',
    'date',
    'x-request-id',
    'content-language',
    'content-md5',
    'accept-version',
    'x-http-method-override',
  ),
  fc.oneof(printable, contentTypes, fc.constantFrom('gzip', 'identity', '*/*', '127.0.0.1, ::1, x', '')),
  { noNullPrototype: true },
);
