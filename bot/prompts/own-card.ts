import type { JsonObject, Notification } from '../notification/notification.ts';
import type { Mention } from './asked.ts';

/** A card that the app itself has to say. */
export function ownCard(
  summary: string,
  body: JsonObject[],
  actions: JsonObject[] = [],
  entities: Mention[] = [],
): Notification {
  const card: JsonObject = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    msteams: { width: 'Full', ...(entities.length > 0 && { entities }) },
    body,
    ...(actions.length > 0 && { actions }),
  };
  return { summary, contents: [{ kind: 'card', card }] };
}
