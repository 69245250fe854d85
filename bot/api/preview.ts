import type { Connector } from '../catalogue/connector-files.ts';
import { createReceive } from '../catalogue/receive.ts';
import { cardTexts } from '../locales/card-texts.ts';
import type { Language } from '../locales/language.ts';
import { renderWithinLimit } from '../notification/limits.ts';
import type { JsonObject, Notification } from '../notification/notification.ts';
import { ApiError } from './api-error.ts';

/** Under whose name and picture a card is drawn. */
export interface Head {
  name: string;
  pictureUrl: string | null;
}

/** Adaptive Cards, as a channel shows them. */
export function drawCards(notification: Notification, head: Head, language: Language): JsonObject[] {
  const { name, pictureUrl } = head;
  return renderWithinLimit(notification, { name, ...(pictureUrl !== null && { pictureUrl }) }, cardTexts(language));
}

/** A sample as a channel would see it, from a connection that wants everything. Throws an ApiError. */
export function previewSample(connector: Connector, name: string, head: Head, language: Language): JsonObject[] {
  const sample = connector.samples.find(one => one.name === name);
  if (!sample || connector.body.format === 'feed') throw new ApiError('not-found');
  const receive = createReceive(connector, language);
  const received = receive(JSON.parse(sample.body), { headers: sample.headers, settings: { everything: true } });
  if (received.outcome !== 'accepted') return [];
  return received.notifications.flatMap(notification => drawCards(notification, head, language));
}
