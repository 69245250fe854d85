import type { ConnectionStatus } from '../connections/connection.ts';
import type { UrlStatus } from '../connections/url-status.ts';
import { type BotTexts, fillIn } from '../locales/bot-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { JsonObject } from '../notification/notification.ts';
import { linkButton, openButton, ownCard, textBlock } from './card-parts.ts';

/** A connection as the card lists it. */
export interface ListedConnection {
  name: string;
  /** The connector's name. */
  connector: string;
  status: ConnectionStatus;
  /** Undefined for a feed, which has no URL. */
  url: UrlStatus | undefined;
}

const shown = 50;

/** Where it matters, what is shown in place of nothing: the URL's status, and in which colour. */
const urlColors: Partial<Record<UrlStatus, string>> = {
  expired: 'Attention',
  'attention-required': 'Warning',
  'waiting-for-first-message': 'Accent',
};

/**
 * The connections of a channel, those that need somebody first, and the ways to their page.
 * @param tabUrl a link to the tab; undefined where there is none
 */
export function connectorsCard(
  connections: ListedConnection[],
  texts: BotTexts,
  tabUrl: string | undefined,
): JsonObject {
  const { list, buttons } = texts;
  const sorted = connections.toSorted((one, other) => urgency(one) - urgency(other) || compare(one.name, other.name));
  const rows = sorted.slice(0, shown).map(connection => row(connection, texts));
  const more = sorted.length - rows.length;
  const body = [
    textBlock(list.title, { weight: 'Bolder', size: 'Large', style: 'heading' }),
    ...(rows.length === 0 ? [textBlock(list.none)] : rows),
    ...(more > 0 ? [textBlock(fillIn(list.more, { count: String(more) }), { isSubtle: true })] : []),
  ];
  const needsUpdate = sorted.some(connection => urgency(connection) < quiet);
  return ownCard(list.title, body, [
    openButton(buttons.openConnectors, 'connectors'),
    ...(needsUpdate ? [openButton(buttons.updateUrl, 'update-url')] : []),
    ...linkButton(buttons.openTab, tabUrl),
  ]);
}

function row({ name, connector, status, url }: ListedConnection, { list }: BotTexts): JsonObject {
  const statuses: Record<string, string> = list.status;
  const urls: Record<string, string> = list.url;
  const line = fillIn(list.line, { connector: plain(connector), status: statuses[status] ?? '' });
  const color = url && urlColors[url];
  return {
    type: 'Container',
    spacing: 'Medium',
    items: [
      textBlock(plain(name), { weight: 'Bolder' }),
      textBlock(line, { isSubtle: true, spacing: 'None' }),
      ...(url && color ? [textBlock(urls[url] ?? '', { color, spacing: 'None' })] : []),
    ],
  };
}

const plain = (text: string) => escapeMarkdown(text.replace(/\s+/g, ' ').trim());

const quiet = 2;

function urgency({ url }: ListedConnection): number {
  if (url === 'expired') return 0;
  return url === 'attention-required' ? 1 : quiet;
}

function compare(one: string, other: string): number {
  return one.localeCompare(other);
}
