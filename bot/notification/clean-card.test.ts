import assert from 'node:assert/strict';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { cleanCard } from './clean-card.ts';
import type { Card, Json } from './notification.ts';

function clean(card: { [key: string]: unknown }): Card {
  const content = cleanCard({ type: 'AdaptiveCard', ...card }, 'card');
  adaptiveCard.parse(content.card);
  return content;
}

function body(...elements: unknown[]): Json | undefined {
  return clean({ body: elements }).card.body;
}

const submit = { type: 'Action.Submit', title: 'Send', data: { msteams: { type: 'messageBack' } } };
const execute = { type: 'Action.Execute', title: 'Run', verb: 'x' };
const open = { type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example/' };

describe('cleanCard', () => {
  it('takes out everything that would call our bot, at any depth, and says which buttons', () => {
    const content = clean({
      version: '1.4',
      refresh: { action: execute },
      authentication: { connectionName: 'x' },
      selectAction: submit,
      actions: [
        submit,
        open,
        { type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', actions: [execute] } },
      ],
      body: [
        {
          type: 'Container',
          items: [{ type: 'ActionSet', actions: [{ ...submit, title: 'Deep' }] }],
          selectAction: execute,
        },
        { type: 'Input.Text', id: 'a', inlineAction: { ...submit, title: 'Inline' } },
        { type: 'Input.ChoiceSet', id: 'b', 'choices.data': { type: 'Data.Query', dataset: 'x' } },
        { type: 'TextBlock', text: 'x', fallback: { type: 'ActionSet', actions: [submit] } },
      ],
    });
    assert.doesNotMatch(JSON.stringify(content.card), /Submit|Execute|refresh|authentication|Data\.Query/);
    assert.deepEqual([...(content.removedButtons ?? [])].sort(), ['Deep', 'Inline', 'Run', 'Send']);
    assert.deepEqual(
      JSON.parse(JSON.stringify(content.card.actions)).map((action: { title: string }) => action.title),
      ['Open', 'More'],
    );
  });

  it('uses the fallback of a button or element that cannot stay', () => {
    const content = clean({
      actions: [{ ...execute, fallback: { ...submit, fallback: open } }],
      body: [
        { type: 'Carousel', fallback: { type: 'TextBlock', text: 'instead' } },
        { type: 'Badge', fallback: 'drop' },
        { type: 'Gauge' },
      ],
    });
    assert.deepEqual(content.card.actions, [open]);
    assert.deepEqual(content.card.body, [{ type: 'TextBlock', text: 'instead' }]);
    assert.deepEqual(content.removedElements, ['Gauge']);
    assert.equal(content.removedButtons, undefined);
  });

  it('lets buttons only open http and https', () => {
    const urls = ['javascript:alert(1)', 'mailto:a@b.example', '{{ target }}', '\u0024{url}', 'file:///x', 5];
    const content = clean({ actions: urls.map((url, index) => ({ ...open, title: `b${index}`, url })) });
    assert.deepEqual(content.card.actions, []);
    assert.deepEqual(content.removedButtons?.[1], 'b1 (mailto:a@b.example)');
    assert.equal(content.removedButtons?.length, urls.length);
  });

  it('tells the whole address of a button that was removed, unless it is very long', () => {
    const told = (url: string) => clean({ actions: [{ ...open, title: 'b', url }] }).removedButtons?.[0] ?? '';
    const url = `mailto:${'a'.repeat(200)}@b.example`;
    assert.equal(told(url), `b (${url})`);
    assert.equal(told(`${url}${'c'.repeat(5_000)}`).length, 300);
  });

  it('mends what is plainly meant and leaves out what is not', () => {
    assert.deepEqual(
      body(
        { type: 'textblock', text: 5, wrap: 'true', maxLines: '3', color: 'nonsense', isSubtle: null, unknown: {} },
        { type: 'TextBlock' },
        { type: 'Container' },
        { type: 'FactSet', facts: [{ title: 'a', value: 1 }, null] },
        'text',
        null,
        { type: 'Image', url: 'images/relative.png', altText: 'A *chart*' },
      ),
      [
        { type: 'TextBlock', text: '5', wrap: true, maxLines: 3 },
        { type: 'Container', items: [] },
        { type: 'FactSet', facts: [{ type: 'Fact', title: 'a', value: '1' }] },
        { type: 'TextBlock', text: 'A \\*chart\\*', wrap: true, isSubtle: true },
      ],
    );
  });

  it('replaces media by a link', () => {
    assert.deepEqual(
      body(
        { type: 'Media', altText: 'Film', sources: [{ mimeType: 'video/mp4', url: 'https://a.example/f.mp4' }] },
        { type: 'Media', altText: 'A film that is nowhere' },
      ),
      [
        { type: 'TextBlock', text: '[Film](https://a.example/f.mp4)', wrap: true },
        { type: 'TextBlock', text: 'A film that is nowhere', wrap: true },
      ],
    );
  });

  it('keeps the words, and what stands within, of an element that nobody knows, and says which', () => {
    const content = clean({
      body: [
        { type: 'Meter', title: 'Load *1*', label: 'high', value: 5 },
        {
          type: 'Accordion',
          title: 'Open me',
          items: [
            { type: 'TextBlock', text: 'inside' },
            { type: 'ActionSet', actions: [submit] },
          ],
        },
      ],
    });
    assert.deepEqual(content.card.body, [
      { type: 'TextBlock', text: 'Load \\*1\\*\n\nhigh', wrap: true },
      {
        type: 'Container',
        items: [
          { type: 'TextBlock', text: 'Open me', wrap: true },
          { type: 'TextBlock', text: 'inside' },
          { type: 'ActionSet', actions: [] },
        ],
      },
    ]);
    assert.deepEqual(content.removedElements, ['Meter', 'Accordion']);
  });

  it('keeps the name of a fact without a value, and posts no list without facts', () => {
    assert.deepEqual(
      body(
        {
          type: 'FactSet',
          facts: [{ title: 'Branch', value: null }, { title: 'Author' }, { title: 'Build', value: 12 }],
        },
        { type: 'FactSet', facts: [{ value: 'no name' }, {}] },
        { type: 'FactSet', facts: [] },
        { type: 'FactSet' },
      ),
      [
        {
          type: 'FactSet',
          facts: [
            { type: 'Fact', title: 'Branch', value: '' },
            { type: 'Fact', title: 'Author', value: '' },
            { type: 'Fact', title: 'Build', value: '12' },
          ],
        },
        { type: 'FactSet', facts: [{ type: 'Fact', title: '', value: 'no name' }] },
      ],
    );
  });

  it('makes every card version 1.5', () => {
    for (const version of ['1.0', '1.6', '2.0', undefined, 1.2]) assert.equal(clean({ version }).card.version, '1.5');
  });

  it('keeps mentions and the full width, however the sender spells msteams', () => {
    const mention = { type: 'mention', text: '<at>A</at>', mentioned: { id: 'a@b.example', name: 'A' } };
    const msTeams = { width: 'full', entities: [mention, { type: 'other' }, null], other: 1 };
    assert.deepEqual(clean({ msTeams }).card.msteams, { width: 'Full', entities: [mention] });
  });

  it('gives no id twice, since phones refuse such cards', () => {
    const text = { type: 'TextBlock', text: 'x', id: 'a' };
    assert.deepEqual(body(text, text, { type: 'Input.Text', id: 'a' }, { type: 'Input.Date' }), [
      text,
      { type: 'TextBlock', text: 'x' },
      { type: 'Input.Text', id: 'input-1' },
      { type: 'Input.Date', id: 'input-2' },
    ]);
  });

  it('takes no notice of names like __proto__ and constructor', () => {
    const hostile = JSON.parse(
      '{"type":"AdaptiveCard","__proto__":{"body":[]},"constructor":1,"body":[{"type":"constructor"}]}',
    );
    assert.deepEqual(clean(hostile).card, { type: 'AdaptiveCard', version: '1.5', body: [] });
    assert.equal(
      Array.isArray(body({ type: 'TextBlock', text: 'x', requires: JSON.parse('{"__proto__":"1"}') })),
      true,
    );
  });

  it('keeps tables, templates and text as they are', () => {
    const table = {
      type: 'Table',
      columns: [{ type: 'TableColumnDefinition', width: 1 }],
      rows: [
        {
          type: 'TableRow',
          cells: [{ type: 'TableCell', items: [{ type: 'TextBlock', text: '\u0024{x} **b** <at>y</at>' }] }],
        },
      ],
    };
    assert.deepEqual(body(table), [table]);
  });

  it('shows the fallback text of a card of which nothing is left', () => {
    assert.deepEqual(clean({ fallbackText: 'See the web', body: [{ type: 'Hologram' }] }).card.body, [
      { type: 'TextBlock', text: 'See the web', wrap: true },
    ]);
  });

  it('changes nothing when it is done again', () => {
    const once = clean({
      actions: [submit, open],
      body: [{ type: 'Input.Text' }, { type: 'Media' }],
      fallbackText: 'x',
    });
    assert.deepEqual(cleanCard(once.card, 'card'), { kind: 'card', card: once.card });
  });

  it('drops empty inlines, which Teams refuses', () => {
    const body = [{ type: 'RichTextBlock', inlines: ['', 'words'] }];
    const { card } = cleanCard({ type: 'AdaptiveCard', version: '1.5', body }, 'The card');
    assert.deepEqual(card.body, [{ type: 'RichTextBlock', inlines: ['words'] }]);
  });
});
