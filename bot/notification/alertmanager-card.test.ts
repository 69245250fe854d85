import assert from 'node:assert/strict';
import { cardTexts } from '../locales/card-texts.ts';
import { renderWithinLimit } from './limits.ts';
import type { JsonObject } from './notification.ts';
import { readPayload } from './read-payload.ts';

const labels = { alertname: 'DiskFull', instance: 'db_2.example.org:9100', severity: 'critical' };
const annotations = { description: 'At 97 %, * full by noon', runbook_url: 'https://runbooks.example.org/disk_full' };
const pairs = (of: Record<string, string>) => Object.entries(of).map(([name, value]) => `  - ${name} = ${value}\n`);

/** What `msteams.default.text` of Alertmanager's template/default.tmpl makes of one alert that fires, and one resolved. */
const alert = [
  '',
  'Labels:',
  ...pairs(labels),
  'Annotations:',
  ...pairs(annotations),
  'Source: https://prom.example.org/graph?g0.expr=x',
  '',
];
const list = alert.join('\n').replaceAll('\n\n', '\n');
const text = `\n\n# Alerts Firing:\n${list}\n\n\n\n# Alerts Resolved:\n${list}\n\n`;
const title = '[FIRING:1, RESOLVED:1] DiskFull (critical)';

/** The receivers `msteams` and `msteamsv2` (notify/msteams/msteams.go and notify/msteamsv2/msteamsv2.go). */
const messageCard = {
  '@context': 'http://schema.org/extensions',
  type: 'MessageCard',
  title,
  summary: '',
  text,
  themeColor: '8C1A1A',
};
const adaptiveCard = {
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          {
            type: 'TextBlock',
            text: title,
            weight: 'Bolder',
            size: 'Medium',
            wrap: true,
            style: 'heading',
            color: 'Attention',
          },
          { type: 'TextBlock', text, wrap: true },
        ],
        msteams: { width: 'full' },
      },
    },
  ],
};

function cardOf(payload: unknown): { summary: string; card: JsonObject; texts: string[] } {
  const result = readPayload(payload);
  if (!result.ok) assert.fail(result.detail);
  const [card] = renderWithinLimit(result.notification, { name: '' }, cardTexts('en'));
  assert.ok(card);
  const texts = [...JSON.stringify(card).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(([, json = '']) =>
    String(JSON.parse(json)),
  );
  return { summary: result.notification.summary, card, texts };
}

describe('a card of Alertmanager’s default template', () => {
  it('has its title as summary and each label and annotation in a line of its own (msteams)', () => {
    const { summary, texts } = cardOf(messageCard);
    assert.equal(summary, title);
    const items = (texts[1] ?? '').split('\n').filter(line => line.startsWith('- '));
    assert.equal(items.length, 2 * 5, texts[1]);
    assert.equal(items[0], '- alertname = DiskFull');
  });

  it('passes as it is, but for the version and its addresses, which become links (msteamsv2)', () => {
    const { summary, card } = cardOf(adaptiveCard);
    assert.equal(summary, title);
    const [{ content } = { content: undefined }] = adaptiveCard.attachments;
    const linked = JSON.stringify(content).replaceAll(/https:\/\/(?:runbooks|prom)[^\\"]*/g, '[$&]($&)');
    assert.deepEqual(card, { ...JSON.parse(linked), version: '1.5', msteams: { width: 'Full' } });
  });
});
