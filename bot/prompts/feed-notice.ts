import { fillIn } from '../locales/bot-texts.ts';
import type { Language } from '../locales/language.ts';
import { ownerNoticeTexts } from '../locales/owner-notice-texts.ts';
import type { Notification } from '../notification/notification.ts';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { dateAndTime, shownText } from './card-words.ts';
import { type NamedConnection, type NoticeContent, noticeCard } from './notice-card.ts';
import type { OwnerNotice, Subject } from './owner-notice-rows.ts';

/**
 * The feeds that died: removed by their publishers, or not to be read for so long that their channels were told. One
 * that could never be read died for nobody: whoever has just added it sees that in the channel.
 */
export async function deadFeeds(store: Store): Promise<Subject[]> {
  const rows = await deadFeedRows(store).execute();
  return rows.map(row => ({
    about: 'feed',
    tenantId: row.tenant_id,
    subject: row.id,
    channelId: row.channel_id,
    audience: row.membership_type === 'standard' ? row.team_id : row.channel_id,
    connections: 1,
  }));
}

function deadFeedRows(store: Store) {
  return store
    .selectFrom('feed')
    .innerJoin('connection', 'connection.id', 'feed.connection_id')
    .innerJoin('channel', 'channel.id', 'connection.channel_id')
    .innerJoin('team', 'team.id', 'connection.team_id')
    .select([
      'connection.id',
      'connection.tenant_id',
      'connection.channel_id',
      'connection.team_id',
      'connection.name',
      'channel.membership_type',
      'channel.name as channel',
      'team.name as team',
      'feed.told',
      'feed.last_success_at',
      'feed.failing_since',
    ])
    .where('feed.told', 'is not', null)
    .where(eb => eb.or([eb('feed.told', '=', 'gone'), eb('feed.last_success_at', 'is not', null)]))
    .where('connection.removed_at', 'is', null)
    .orderBy('channel.name')
    .orderBy('connection.name');
}

/** Undefined where all of them can be read again. */
export async function feedNotice(
  store: Store,
  { tenantId, subjects }: Pick<OwnerNotice, 'tenantId' | 'subjects'>,
  language: Language,
): Promise<NoticeContent | undefined> {
  const rows = await deadFeedRows(store)
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.id', 'in', subjects.length === 0 ? [''] : subjects)
    .execute();
  if (rows.length === 0) return undefined;
  const feeds = rows.map(row => ({
    name: row.name,
    channelId: row.channel_id,
    channel: row.channel,
    team: row.team,
    failingSince: row.told === 'failing' ? (row.failing_since ?? row.last_success_at) : null,
  }));
  return { notification: feedCard(feeds, language), named: feeds.length };
}

/** A feed that died. Its address is not shown: it may hold a secret. */
export interface DeadFeed extends NamedConnection {
  /** Null where its publisher has removed it. */
  failingSince: Time | null;
}

export function feedCard(feeds: readonly DeadFeed[], language: Language): Notification {
  const { feed: texts } = ownerNoticeTexts(language);
  const lineOf = ({ name, failingSince }: DeadFeed) =>
    failingSince === null
      ? fillIn(texts.gone, { name: shownText(name) })
      : fillIn(texts.failing, { name: shownText(name), since: dateAndTime(failingSince) });
  const about = { title: texts.title, connections: feeds, after: [texts.todo] };
  return noticeCard(about, ofChannel => ofChannel.map(lineOf), language);
}
