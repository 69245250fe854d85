import type { JsonObject } from '../notification/notification.ts';

/** A dialog that a button of ours opens: `task/fetch` asks for it (see `invokes/task-fetch.ts`). */
export type Dialog = 'connectors' | 'update-url';

/** An Adaptive Card 1.5 of our own, over the whole width of the channel. */
export function ownCard(fallbackText: string, body: JsonObject[], actions: JsonObject[]): JsonObject {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    msteams: { width: 'Full' },
    body,
    actions,
  };
}

/** Opens a dialog. It carries no id of a channel: Teams says in which one it was pressed. */
export function openButton(title: string, open: Dialog): JsonObject {
  return { type: 'Action.Submit', title, data: { msteams: { type: 'task/fetch' }, open } };
}

/** A list with the one link, or with none where there is no address. */
export function linkButton(title: string, url: string | undefined): JsonObject[] {
  return url === undefined ? [] : [{ type: 'Action.OpenUrl', title, url }];
}

/** @param text Markdown */
export function textBlock(text: string, properties: JsonObject = {}): JsonObject {
  return { type: 'TextBlock', text, wrap: true, ...properties };
}
