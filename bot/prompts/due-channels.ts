import { setImmediate } from 'node:timers/promises';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ChannelPlace } from './prompts-options.ts';

/** All channels in which something is open, or that have a prompt; of all tenants. */
export async function everyChannel(store: Store): Promise<ChannelPlace[]> {
  return [...new Map([...(await promptedChannels(store)), ...(await openChannels(store))]).values()];
}

/**
 * The channels in which something is open and that have no prompt: nothing could be posted there, or it was begun by
 * somebody whose clock or transaction is far behind.
 */
export async function channelsWithoutPrompt(store: Store): Promise<ChannelPlace[]> {
  const open = await openChannels(store);
  for (const key of (await promptedChannels(store)).keys()) open.delete(key);
  return [...open.values()];
}

/**
 * The channels in which something is to be looked at now: a reminder is due, or something was begun or ended since then,
 * by whatever process.
 */
export async function channelsToLookAt(store: Store, since: Time, now: Time): Promise<ChannelPlace[]> {
  const due = await store
    .selectFrom('prompt')
    .select(['tenant_id', 'channel_id'])
    .where('closed_at', 'is', null)
    .where('next_reminder_at', '<=', now)
    .execute();
  const begun = await changedChannels(store, 'started_at', since);
  const ended = await changedChannels(store, 'ended_at', since);
  return [...new Map([...byKey(due), ...begun, ...ended]).values()];
}

async function promptedChannels(store: Store): Promise<Channels> {
  const rows = await store
    .selectFrom('prompt')
    .select(['tenant_id', 'channel_id'])
    .where('closed_at', 'is', null)
    .execute();
  return byKey(rows);
}

function openChannels(store: Store): Promise<Channels> {
  return channelsOf(store, last =>
    store
      .selectFrom('url_attention')
      .select(['connection_id', 'started_at as at'])
      .where('ended_at', 'is', null)
      .where('connection_id', '>', last?.connection_id ?? '')
      .orderBy('connection_id')
      .limit(batchSize)
      .execute(),
  );
}

function changedChannels(store: Store, column: 'started_at' | 'ended_at', since: Time): Promise<Channels> {
  return channelsOf(store, async last => {
    const rows = await store
      .selectFrom('url_attention')
      .select(['connection_id', `${column} as at`])
      // The index of what has ended holds nothing else.
      .where(column, 'is not', null)
      .where(eb =>
        eb(eb.refTuple(column, 'connection_id'), '>', eb.tuple(last?.at ?? since, last?.connection_id ?? '')),
      )
      .orderBy(column)
      .orderBy('connection_id')
      .limit(batchSize)
      .execute();
    return rows.map(row => ({ connection_id: row.connection_id, at: row.at ?? 0 }));
  });
}

/** So many connections a query: a transition of all URLs must not hold the others up. */
const batchSize = 1_000;

interface Concerned {
  connection_id: string;
  at: Time;
}

/** The channels of connections that come in batches, each after the last one of that before. */
async function channelsOf(
  store: Store,
  next: (last: Concerned | undefined) => Promise<Concerned[]>,
): Promise<Channels> {
  const found: Channels = new Map();
  for (let last: Concerned | undefined; ; ) {
    const batch = await next(last);
    const ids = batch.map(row => row.connection_id);
    const rows = await store
      .selectFrom('connection')
      .select(['tenant_id', 'channel_id'])
      .where('id', 'in', ids.length === 0 ? [''] : ids)
      .execute();
    for (const [key, place] of byKey(rows)) found.set(key, place);
    if (batch.length < batchSize) return found;
    last = batch.at(-1);
    await setImmediate();
  }
}

type Channels = Map<string, ChannelPlace>;

function byKey(rows: readonly { tenant_id: string; channel_id: string }[]): Channels {
  return new Map(
    rows.map(row => [`${row.tenant_id} ${row.channel_id}`, { tenantId: row.tenant_id, channelId: row.channel_id }]),
  );
}
