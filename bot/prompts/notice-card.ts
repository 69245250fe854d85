import { fillIn } from '../locales/bot-texts.ts';
import type { Language } from '../locales/language.ts';
import { ownerNoticeTexts } from '../locales/owner-notice-texts.ts';
import type { JsonObject, Markdown, Notification } from '../notification/notification.ts';
import { note, textBlock } from '../notification/render-parts.ts';
import { cardWords, shownText } from './card-words.ts';
import { ownCard } from './own-card.ts';

/** A notice as it is to be posted. */
export interface NoticeContent {
  notification: Notification;
  /** How many connections it concerns. */
  named: number;
  /** Object ids: whom to tell where the directory has lost sight of the team together with the app. */
  lastKnown?: string[];
}

/** A connection that owners are told of. */
export interface NamedConnection {
  name: string;
  channelId: string;
  channel: string;
  team: string;
}

/** More would not be read. */
const mostNamed = 20;

/**
 * A card about connections, channel by channel.
 * @param title in both numbers, of the connections
 * @param linesOf what it says of those of one channel
 * @param after what it says at its end
 */
export function noticeCard<One extends NamedConnection>(
  {
    title,
    connections,
    after,
  }: { title: { one: string; other: string }; connections: readonly One[]; after: Markdown[] },
  linesOf: (ofChannel: One[]) => Markdown[],
  language: Language,
): Notification {
  const { counted } = cardWords(language);
  const texts = ownerNoticeTexts(language);
  const head = counted(title, connections.length);
  const more = connections.length - mostNamed;
  const blocks = [...Map.groupBy(connections.slice(0, mostNamed), one => one.channelId).values()].map(
    (ofChannel): JsonObject => {
      const place = { channel: shownText(ofChannel[0]?.channel ?? ''), team: shownText(ofChannel[0]?.team ?? '') };
      const lines = linesOf(ofChannel).map(line => textBlock(line, { spacing: 'None' }));
      return { type: 'Container', spacing: 'Medium', items: [textBlock(fillIn(texts.place, place)), ...lines] };
    },
  );
  return ownCard(head, [
    textBlock(head, { size: 'Large', weight: 'Bolder', style: 'heading', color: 'Attention' }),
    ...blocks,
    ...(more > 0 ? [note(counted(texts.more, more))] : []),
    ...after.map(text => textBlock(text)),
  ]);
}
