import assert from 'node:assert/strict';
import { join } from 'node:path';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { messageSize, renderWithinLimit } from '../notification/limits.ts';
import type { JsonObject, Notification } from '../notification/notification.ts';
import { readPayload } from '../notification/read-payload.ts';
import { builtInConnectors } from './built-in.ts';
import type { Connector, Sample } from './connector-files.ts';
import { readConnectors } from './connector-folder.ts';
import { compileEvents } from './events/read-event.ts';
import { type Language, languages } from './format/text.ts';

/** What people must never read: the traces of a field that was not there. */
const traces = /\b(?:null|undefined|NaN|\[object Object\])\b|\(\s*\)|\s{3,}(?=\S)/;

function readSample(connector: Connector, sample: Sample, language: Language): Notification | undefined {
  const body: unknown = JSON.parse(sample.body);
  if (connector.body.format === 'cards') {
    const payload = readPayload(body);
    assert.ok(payload.ok, payload.ok ? '' : payload.detail);
    return payload.notification;
  }
  const read = compileEvents(connector, connector.events, language);
  const result = read({ body, headers: sample.headers, settings: { everything: true } });
  if (result.outcome === 'ignored') return undefined;
  assert.equal(result.kind, 'own', `no event of ${connector.id} describes it`);
  assert.ok(result.event !== undefined && connector.events.has(result.event));
  return result.notification;
}

function cardsOf(connector: Connector, notification: Notification, language: Language): JsonObject[] {
  return renderWithinLimit(notification, { name: connector.name[language] }, cardTexts(language));
}

describe('every sample of every connector', () => {
  for (const connector of readConnectors(builtInConnectors))
    for (const sample of connector.samples)
      it(`${connector.id}: ${sample.name} is a declared event and a valid card, in both languages`, () => {
        for (const language of languages) {
          const notification = readSample(connector, sample, language);
          if (!notification) continue;
          const cards = cardsOf(connector, notification, language);
          for (const card of cards) adaptiveCard.parse(card);
          assert.ok(messageSize(cards) < 80_000);
          if (connector.body.format !== 'cards')
            for (const text of wordsOf(notification)) assert.doesNotMatch(text, traces, text);
          if (language === 'en') expectGolden(join(builtInConnectors, connector.id), sample.name, cards);
        }
      });
});

describe('every connector with events', () => {
  for (const connector of readConnectors(builtInConnectors).filter(one => one.events.size > 0))
    it(`${connector.id}: reads bodies of any form without throwing`, () => {
      const read = compileEvents(connector, connector.events, 'fr');
      const headers = connector.samples.map(sample => sample.headers);
      for (const body of [
        {},
        [],
        null,
        'text',
        5,
        { action: {} },
        { body: [null] },
        JSON.parse('{"__proto__":{"x":1}}'),
      ])
        for (const header of [{}, ...headers])
          for (const everything of [true, false]) read({ body, headers: header, settings: { everything } });
    });
});

function* wordsOf({ summary, contents }: Notification): Generator<string> {
  yield summary;
  for (const content of contents) {
    if (content.kind !== 'message') continue;
    if (content.title) yield content.title;
    for (const action of content.actions) yield action.title;
    for (const fact of content.sections.flatMap(section => section.facts)) {
      yield fact.name;
      yield fact.value;
    }
  }
}
