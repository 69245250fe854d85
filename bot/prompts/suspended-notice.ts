import { setImmediate } from 'node:timers/promises';
import { fillIn } from '../locales/bot-texts.ts';
import type { Language } from '../locales/language.ts';
import { ownerNoticeTexts } from '../locales/owner-notice-texts.ts';
import type { Notification } from '../notification/notification.ts';
import type { Store } from '../store/store.ts';
import { cardWords, shownText } from './card-words.ts';
import { type NamedConnection, type NoticeContent, noticeCard } from './notice-card.ts';
import type { OwnerNotice, Subject } from './owner-notice-rows.ts';

/** Of these the owners are told. What they, or an owner beside them, did to the team or the channel, they know. */
const causes = ['refused', 'app removed', 'channel left'] as const;
type Cause = (typeof causes)[number];

/** So many channels a query: the requests of others get their turn in between. */
const batchSize = 1_000;

/** The channels that cannot be posted to, of all tenants. */
export async function suspendedChannels(store: Store): Promise<Subject[]> {
  const found: Subject[] = [];
  for (let last: Subject | undefined; ; ) {
    const batch = await suspendedAfter(store, last);
    found.push(...batch);
    if (batch.length < batchSize) return found;
    last = batch.at(-1);
    await setImmediate();
  }
}

async function suspendedAfter(store: Store, last: Subject | undefined): Promise<Subject[]> {
  const suspended = store
    .selectFrom('connection')
    .select(({ fn }) => ['tenant_id', 'channel_id', fn.countAll<number>().as('connections')])
    .where('suspended_at', 'is not', null)
    .where('removed_at', 'is', null)
    .where('suspended_cause', 'in', causes)
    .where(eb => eb(eb.refTuple('tenant_id', 'channel_id'), '>', eb.tuple(last?.tenantId ?? '', last?.channelId ?? '')))
    .groupBy(['tenant_id', 'channel_id'])
    .orderBy('tenant_id')
    .orderBy('channel_id')
    .limit(batchSize);
  const rows = await store
    .selectFrom(suspended.as('suspended'))
    .leftJoin('channel', 'channel.id', 'suspended.channel_id')
    .select(['suspended.tenant_id', 'suspended.channel_id', 'connections', 'team_id', 'membership_type'])
    .orderBy('suspended.tenant_id')
    .orderBy('suspended.channel_id')
    .execute();
  return rows.map(row => ({
    about: 'suspended',
    tenantId: row.tenant_id,
    subject: row.channel_id,
    channelId: row.channel_id,
    audience: row.membership_type === 'standard' && row.team_id !== null ? row.team_id : row.channel_id,
    connections: Number(row.connections),
  }));
}

/** Undefined where nothing is suspended any more. */
export async function suspendedNotice(
  store: Store,
  { tenantId, subjects }: Pick<OwnerNotice, 'tenantId' | 'subjects'>,
  language: Language,
): Promise<NoticeContent | undefined> {
  const connections = (await readSuspended(store, tenantId, subjects)).flatMap(row =>
    row.cause === null ? [] : [{ ...row, cause: row.cause }],
  );
  if (connections.length === 0) return undefined;
  const creators = connections.flatMap(({ createdBy }) => createdBy ?? []);
  const isAppOut = connections.every(({ cause }) => cause === 'app removed');
  return {
    notification: suspendedCard(connections, language),
    named: connections.length,
    // The app's permission to read the team's members has left the team with it.
    ...(isAppOut && { lastKnown: [...new Set(creators)] }),
  };
}

async function readSuspended(store: Store, tenantId: string, channelIds: readonly string[]) {
  const rows = await store
    .selectFrom('connection')
    .innerJoin('channel', 'channel.id', 'connection.channel_id')
    .innerJoin('team', 'team.id', 'connection.team_id')
    .select([
      'connection.name',
      'connection.created_by as createdBy',
      'connection.suspended_cause',
      'connection.suspended_reason as reason',
      'channel.id as channelId',
      'channel.name as channel',
      'team.name as team',
    ])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.channel_id', 'in', channelIds.length === 0 ? [''] : channelIds)
    .where('connection.suspended_at', 'is not', null)
    .where('connection.removed_at', 'is', null)
    .orderBy('channel.name')
    .orderBy('connection.name')
    .execute();
  return rows.map(row => ({ ...row, cause: causes.find(cause => cause === row.suspended_cause) ?? null }));
}

/** A connection that cannot reach its channel. */
export interface SuspendedConnection extends NamedConnection {
  cause: Cause;
  /** Of a post that was refused: what Teams answered. */
  reason: string | null;
}

/** Which connections of which channels, why, what becomes of what comes, and what to do. */
export function suspendedCard(connections: readonly SuspendedConnection[], language: Language): Notification {
  const { suspended: texts } = ownerNoticeTexts(language);
  const { list } = cardWords(language);
  const linesOf = (ofChannel: SuspendedConnection[]) => {
    const answer = ofChannel.find(({ cause }) => cause === 'refused')?.reason;
    return [
      list(ofChannel.map(({ name }) => shownText(name))),
      ...causesOf(ofChannel).map(cause => texts.why[cause]),
      ...(answer ? [fillIn(texts.answer, { reason: shownText(answer) })] : []),
    ];
  };
  const after = [texts.held, ...causesOf(connections).map(cause => texts.todo[cause])];
  return noticeCard({ title: texts.title, connections, after }, linesOf, language);
}

const causesOf = (connections: readonly SuspendedConnection[]) =>
  causes.filter(cause => connections.some(one => one.cause === cause));
