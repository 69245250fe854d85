import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { renderWithinLimit } from './limits.ts';
import { type PayloadResult, readPayload } from './read-payload.ts';

/** Texts with what breaks databases, JSON readers, Markdown and HTML. */
const text = fc.oneof(
  fc.constantFrom('', ' ', 'a', '\u0000', '\ud800x', 'x\udfff', '<at>A</at>', '{{DATE(x)}}', '[a](javascript:b)', '**'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const address = fc.constantFrom(
  ...['https://a.example/i.png', 'https://a.example/\u0000', 'https://a.example/\ud800', 'x.png', '', ' '],
  ...['javascript:x', 'data:image/png;base64,AAAA', 'data:text/html,x', '//a.example', '\u0024{url}'],
);
const wrong = fc.constantFrom<unknown>(null, undefined, true, 'false', 0, -1.5, 1e300, '7', [], {}, [[]], [null], 'x');
const word = fc.constantFrom('default', 'Large', 'GOOD', 'stretch', 'auto', '10px', '1', 'Person', 'drop', 'nonsense');
const name = fc.constantFrom(
  ...[
    'id',
    'text',
    'wrap',
    'maxLines',
    'color',
    'size',
    'style',
    'weight',
    'items',
    'columns',
    'rows',
    'cells',
    'body',
  ],
  ...['facts', 'images', 'actions', 'inlines', 'choices', 'card', 'fallback', 'selectAction', 'inlineAction', 'url'],
  ...['backgroundImage', 'iconUrl', 'minHeight', 'width', 'height', 'title', 'value', 'targetElements', 'requires'],
  ...['msteams', 'entities', 'mentioned', 'version', 'lang', 'speak', 'fallbackText', 'separator', 'isVisible', 'mode'],
  ...['pages', 'data', 'values', 'segments', 'legend', 'x', 'y', 'name', 'icon', 'content', 'menuActions', 'layouts'],
  ...['targetWidth', 'properties', 'users', 'badge', 'description', 'max', 'targetInputIds', 'areas', 'language'],
  ...['refresh', 'authentication', 'sources', 'codeSnippet', 'altText', 'min', '__proto__', 'constructor', 'unknown'],
);
const type = fc.constantFrom(
  ...[
    'TextBlock',
    'RichTextBlock',
    'TextRun',
    'Image',
    'ImageSet',
    'Container',
    'ColumnSet',
    'Column',
    'FactSet',
    'Fact',
  ],
  ...['ActionSet', 'Table', 'TableRow', 'TableCell', 'Input.Text', 'Input.Number', 'Input.Date', 'Input.Time'],
  ...['Input.Toggle', 'Input.ChoiceSet', 'Input.Choice', 'Media', 'CodeBlock', 'Carousel', 'textblock', 'constructor'],
  ...['Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility', 'Action.Submit', 'Action.Execute', 'Action.Http'],
  ...['Action.Popover', 'Action.OpenUrlDialog', 'Action.ResetInputs', 'Badge', 'Icon', 'CompoundButton', 'Component'],
  ...['CarouselPage', 'Chart.Donut', 'Chart.Gauge', 'Chart.Line', 'Chart.VerticalBar', 'Chart.HorizontalBar.Stacked'],
  ...['ProgressBar', 'ProgressRing', 'Rating', 'Input.Rating', 'IconRun', 'ImageRun', 'Layout.Flow', 'Layout.AreaGrid'],
  ...['AdaptiveCard', 'BackgroundImage', 'mention', '', '\u0000'],
);

const { node } = fc.letrec<{ node: unknown; value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(text, address, wrong, word),
    tie('node'),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
  node: fc
    .tuple(type, fc.array(fc.tuple(name, tie('value')), { maxLength: 6 }))
    .map(([kind, properties]) => ({ type: kind, ...Object.fromEntries(properties) })),
}));
const list = fc.array(node, { maxLength: 4 });
const card = fc
  .record({ body: list, actions: list, rest: node })
  .map(({ body, actions, rest }) => ({ ...Object(rest), type: 'AdaptiveCard', body, actions }));

/** Fields of a MessageCard, each right or wrong. */
const field = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: address },
  { weight: 1, arbitrary: wrong },
);
const anyOf = (names: string[], arbitrary: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(names.map(key => [key, arbitrary])), { requiredKeys: [] });
const action = anyOf(['@type', 'name', 'target', 'targets'], fc.oneof(field, fc.constantFrom('OpenUri', 'ViewAction')));
const section = fc
  .tuple(
    anyOf(['title', 'activityImage', 'activityTitle', 'activitySubtitle', 'activityText', 'text', 'markdown'], field),
    fc.array(anyOf(['name', 'value'], field), { maxLength: 4 }),
    fc.array(fc.oneof(address, anyOf(['image', 'title'], field)), { maxLength: 4 }),
    fc.array(action, { maxLength: 4 }),
  )
  .map(([fields, facts, images, potentialAction]) => ({ ...fields, facts, images, potentialAction }));
const messageCard = fc
  .tuple(anyOf(['title', 'text', 'summary', 'themeColor'], field), fc.array(section, { maxLength: 4 }))
  .map(([fields, sections]) => ({ text: 'x', ...fields, sections }));

const attachment = fc.tuple(
  fc.constantFrom('adaptive', 'hero', 'thumbnail', 'o365connector', 'list'),
  fc.oneof(card, messageCard, node, wrong),
);
const envelope = fc.array(attachment, { minLength: 1, maxLength: 3 }).map(attachments => ({
  type: 'message',
  attachments: attachments.map(([kind, content]) => ({
    contentType: `application/vnd.microsoft.${kind === 'o365connector' ? 'teams.card.' : 'card.'}${kind}`,
    content,
  })),
}));

/** Nothing that a database of UTF-8 text refuses: neither NUL nor halves of characters, in values and names. */
function expectStorable(result: PayloadResult): void {
  const json = JSON.stringify(result);
  assert.doesNotMatch(json, /\\u0000|\\ud[89a-f]/i);
  assert.ok(json.isWellFormed());
}

function expectValid(payload: unknown): void {
  const result = readPayload(payload);
  expectStorable(result);
  if (!result.ok) return;
  assert.notEqual(result.notification.summary.trim(), '');
  assert.ok(result.notification.contents.length > 0);
  for (const limit of [undefined, 10_000]) {
    const cards = renderWithinLimit(result.notification, { name: 'Builds' }, cardTexts('en'), limit);
    for (const rendered of cards) {
      assert.deepEqual(cardViolations(rendered), []);
      adaptiveCard.parse(rendered);
      assert.doesNotMatch(JSON.stringify(rendered), /"type":"(?:Action\.(?:Submit|Execute|Http)|Media)"|null/);
    }
  }
}

describe('hostile payloads', () => {
  it('of Adaptive Cards, however nested and wrongly typed, become cards that Teams takes', () => {
    fc.assert(fc.property(card, expectValid), { numRuns: 200 });
  });

  it('of MessageCards become cards that Teams takes, or are refused', () => {
    fc.assert(fc.property(messageCard, expectValid), { numRuns: 200 });
  });

  it('of messages with attachments become cards that Teams takes, or are refused', () => {
    fc.assert(fc.property(envelope, expectValid), { numRuns: 150 });
  });

  it('never throw, whatever JSON they are', () => {
    fc.assert(fc.property(fc.jsonValue(), expectValid), { numRuns: 150 });
  });

  it('leave no NUL and no half of a character anywhere, not even in a refusal', () => {
    const bad = 'a\u0000\ud800';
    const bodies = [
      { summary: bad, title: bad, text: bad, sections: [{ facts: [{ name: bad, value: bad }] }] },
      { text: 'x', potentialAction: [{ '@type': bad, name: bad, targets: [{ uri: `https://a.example/${bad}` }] }] },
      { text: 'x', sections: [{ activityImage: `https://a.example/${bad}`, images: [{ image: bad, title: bad }] }] },
      { type: 'AdaptiveCard', fallbackText: bad, body: [{ type: bad }, { type: 'TextBlock', text: bad, id: bad }] },
      { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: bad }], lang: bad, $schema: bad },
      { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x', requires: { a: bad } }] },
      { attachments: [{ contentType: bad, content: {} }] },
      {
        type: 'AdaptiveCard',
        body: [],
        msteams: { entities: [{ type: 'mention', text: bad, mentioned: { id: bad } }] },
      },
      { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: bad } }] },
    ];
    for (const body of bodies) expectValid(body);
  });
});
