import { type Expression, sql } from 'kysely';
import type { StoreOrTransaction } from '../store/store.ts';
import { longestWaits } from './waits.ts';

/** How many of one connection are read at a time; between two readings, others of the channel get their turn. */
const perConnection = 4;

const columns = [
  'delivery.id',
  'delivery.tenant_id',
  'delivery.channel_id',
  'delivery.connection_id',
  'delivery.post_key',
  'delivery.notification',
  'delivery.queued_at',
  'delivery.attempts',
  'delivery.next_attempt_at',
  'delivery.until_works',
  'delivery.tried_at',
  'delivery.failing_since',
  'delivery.judged_at',
  'delivery.failed_alone',
  'delivery.second_look',
  'delivery.error',
] as const;

/**
 * The first few of each connection that may be posted now. Reads no more rows than it answers.
 * One that is still marked as sending is among them: its attempt was cut off by a crash, since this channel has no
 * other worker. Of a suspended connection they are there when it is time to try whether it reaches its channel.
 */
export async function readOfConnections(
  store: StoreOrTransaction,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  now: number,
) {
  const first = (connectionId: Expression<string>) =>
    store
      .selectFrom('delivery as waiting')
      .select('waiting.id')
      .where('waiting.channel_id', '=', channelId)
      .where('waiting.connection_id', '=', connectionId)
      .where('waiting.finished_at', 'is', null)
      .orderBy('waiting.id')
      .limit(perConnection);
  return store
    .selectFrom('connection')
    .innerJoin('delivery', join => join.on('delivery.id', 'in', first(sql.ref('connection.id'))))
    .select(columns)
    .select(eb => [
      'connection.name',
      'connection.picture_url',
      'connection.suspended_at',
      'connection.probes',
      eb
        .selectFrom('delivery as last')
        .select('last.finished_at')
        .whereRef('last.connection_id', '=', 'connection.id')
        .where('last.finished_at', 'is not', null)
        .orderBy('last.finished_at', 'desc')
        .limit(1)
        .as('last_finished_at'),
    ])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.channel_id', '=', channelId)
    .where(eb =>
      eb.or([
        eb('connection.suspended_at', 'is', null),
        eb('connection.probe_at', '<=', now),
        // Written before the clock was put back.
        eb('connection.probe_at', '>', now + longestWaits.suspended),
      ]),
    )
    .where('connection.removed_at', 'is', null)
    .orderBy('delivery.id')
    .execute();
}

/** The first few of what the app itself has to say. */
export function readOwn(store: StoreOrTransaction, { tenantId, channelId }: { tenantId: string; channelId: string }) {
  return store
    .selectFrom('delivery')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('connection_id', 'is', null)
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(perConnection)
    .execute();
}

type OfConnection = Awaited<ReturnType<typeof readOfConnections>>[number];

/** A delivery that is among the next of its connection. */
export type HeadRow = Awaited<ReturnType<typeof readOwn>>[number] &
  Partial<Pick<OfConnection, 'name' | 'picture_url' | 'suspended_at' | 'probes' | 'last_finished_at'>>;

/** When a suspended connection of a channel, for which something waits, is tried next; undefined if there is none. */
export async function nextProbe(
  store: StoreOrTransaction,
  { tenantId, channelId }: { tenantId: string; channelId: string },
): Promise<number | undefined> {
  const row = await store
    .selectFrom('connection')
    .select('probe_at')
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('suspended_at', 'is not', null)
    .where('removed_at', 'is', null)
    .where('probe_at', 'is not', null)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('delivery')
          .select('delivery.id')
          .whereRef('delivery.connection_id', '=', 'connection.id')
          .where('delivery.finished_at', 'is', null),
      ),
    )
    .orderBy('probe_at')
    .limit(1)
    .executeTakeFirst();
  return row?.probe_at ?? undefined;
}
