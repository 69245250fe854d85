import type { Call } from '../connections/old-urls.ts';
import { fillIn } from '../locales/bot-texts.ts';
import type { JsonObject } from '../notification/notification.ts';
import { note, textBlock } from '../notification/render-parts.ts';
import type { AttentionReason, Time } from '../store/schema.ts';
import { type CardWords, dateAndTime, shownText } from './card-words.ts';
import type { PromptedConnection } from './prompted-connection.ts';

/** What the card says once for all its connections. */
export interface SaidOnce {
  deadline: Time;
  hasOneReason: boolean;
}

/** Of what is open: the most urgent reason of each connection, each reason once. */
export function reasonsOf(connections: readonly PromptedConnection[]): AttentionReason[] {
  return [...new Set(connections.flatMap(({ open }) => open[0]?.reason ?? []))];
}

/** One connection: its name, how it stands, and who still calls the old URL. */
export function connectionBlock(connection: PromptedConnection, once: SaidOnce, words: CardWords): JsonObject {
  const lines = [...stateLines(connection, once, words), ...callLines(connection, words)];
  return {
    type: 'Container',
    spacing: 'Medium',
    items: [textBlock(`**${shownText(connection.name)}**`), ...lines.map(line => ({ ...note(line), spacing: 'None' }))],
  };
}

function stateLines(connection: PromptedConnection, once: SaidOnce, { texts, counted }: CardWords): string[] {
  const { status, open, endsAt, refusedCalls } = connection;
  const refused = refusedCalls > 0 ? [counted(texts.refused, refusedCalls)] : [];
  const [first] = open;
  const reason = first && !once.hasOneReason ? [texts.reason[first.reason]] : [];
  const seen = open.flatMap(({ detail }) => (detail ? [fillIn(texts.seen, { detail: shownText(detail) })] : []));
  switch (status) {
    case 'up-to-date':
      return [texts.upToDate];
    case 'waiting-for-first-message':
      return [connection.wait === 'covered' ? texts.waiting : texts.waitingUncovered, ...refused];
    case 'expired': {
      const expired = endsAt === null ? [] : [fillIn(texts.expired, { deadline: dateAndTime(endsAt) })];
      return [...expired, ...refused, ...reason, ...seen];
    }
    case 'attention-required': {
      const deadline = endsAt ?? first?.deadline;
      const by =
        deadline === undefined || deadline === once.deadline
          ? []
          : [fillIn(texts.by, { deadline: dateAndTime(deadline) })];
      return [...by, ...reason, ...seen];
    }
  }
}

function callLines({ status, lastCalls }: PromptedConnection, { texts }: CardWords): string[] {
  if (status === 'up-to-date') return [];
  if (lastCalls.length === 0) return status === 'attention-required' ? [texts.noCall] : [];
  return lastCalls.map(call => callLine(call, texts));
}

function callLine({ at, address, userAgent }: Call, texts: CardWords['texts']): string {
  const values = { time: dateAndTime(at), address: shownText(address) };
  if (userAgent === null || userAgent.trim() === '') return fillIn(texts.lastCall, values);
  return fillIn(texts.lastCallBy, { ...values, userAgent: shownText(userAgent) });
}
