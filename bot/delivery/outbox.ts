import type { Selectable, Transaction } from 'kysely';
import type { Notification } from '../notification/notification.ts';
import { perTurn } from '../store/batch.ts';
import { insertMany } from '../store/insert-many.ts';
import type { ChannelQueueTable, DeliveryTable, Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type ActivityBudget, keepAll, type StoredActivity } from './activity-budget.ts';
import type { ActivityRow } from './activity-row.ts';
import { isRepeated } from './repeated-deliveries.ts';

export type { ActivityRow };

/** What is to be written down in one piece: a request that came in, and what is to be posted because of it. */
export interface Arrival {
  tenantId: string;
  /** Null for what the app itself has to say. */
  connectionId: string | null;
  /** The channel, or `user:OBJECT_ID` for the chat of a person with the bot. */
  channelId: string;
  at: number;
  /** Undefined for what we post ourselves. */
  activity?: ActivityRow;
  notifications: Notification[];
  /**
   * What is posted under a key takes the place of what was posted under it before, in the same channel or chat; posted
   * again with the same contents, it changes nothing. For one notification at a time.
   */
  postKey?: string;
  /** How the service numbers this delivery. One that comes again is written down as ignored, for this reason. */
  numbered?: { deliveryId: string; reasonIfRepeated: string };
}

export interface OutboxOptions {
  store: Store;
  /** How much is kept of what comes in; undefined: all. */
  budget?: Pick<ActivityBudget, 'admit'>;
  /** Called after the commit with the channels that have something new. */
  onQueued: (channelIds: string[]) => void;
}

/** The one way in to what is posted. Resolves when it is on disk; rejects with nothing done. */
export type Outbox = (arrival: Arrival) => Promise<void>;

/** What a new delivery begins with; for all else the table has a default. */
type DeliveryRow = Pick<
  Selectable<DeliveryTable>,
  'tenant_id' | 'connection_id' | 'channel_id' | 'activity_id' | 'post_key' | 'summary' | 'notification' | 'queued_at'
>;
type QueueRow = Pick<Selectable<ChannelQueueTable>, 'channel_id' | 'tenant_id' | 'waiting' | 'due_at'>;

const insertActivity = () =>
  insertMany<StoredActivity>(
    // biome-ignore format: the columns in the order of `ActivityTable`
    ['id', 'tenant_id', 'connection_id', 'at', 'outcome', 'reason', 'status', 'generation', 'address', 'user_agent', 'content_type', 'size', 'body', 'body_left_out'],
    (store, rows) => store.insertInto('activity').values(rows).compile(),
  );

const insertDeliveries = () =>
  insertMany<DeliveryRow>(
    ['tenant_id', 'connection_id', 'channel_id', 'activity_id', 'post_key', 'summary', 'notification', 'queued_at'],
    (store, rows) => store.insertInto('delivery').values(rows).compile(),
  );

const queueAdder = () =>
  insertMany<QueueRow, Pick<QueueRow, 'channel_id' | 'due_at'>>(
    ['channel_id', 'tenant_id', 'waiting', 'due_at'],
    (store, rows) =>
      store
        .insertInto('channel_queue')
        .values(rows)
        .onConflict(conflict =>
          conflict.column('channel_id').doUpdateSet(eb => ({
            waiting: eb('channel_queue.waiting', '+', eb.ref('excluded.waiting')),
            // Another connection may be waiting for its time; this one is not.
            due_at: eb.ref('channel_queue.held_until'),
          })),
        )
        .returning(['channel_id', 'due_at'])
        .compile(),
  );

/** All arrivals of one turn of the event loop are one transaction, so that they wait for the disk together. */
export function createOutbox({ store, budget = keepAll, onQueued }: OutboxOptions): Outbox {
  const activities = insertActivity();
  const deliveries = insertDeliveries();
  const addToQueues = queueAdder();

  return perTurn(async all => {
    const { queues, written } = await store.transaction().execute(async transaction => {
      const arrivals = await withoutRepeated(transaction, all);
      const deliveryRows = arrivals.flatMap(toDeliveryRows);
      const kept = budget.admit(arrivals.flatMap(arrival => arrival.activity ?? []));
      await activities(transaction, kept.rows);
      await deliveries(transaction, deliveryRows);
      return { written: kept.written, queues: await addToQueues(transaction, toQueueRows(deliveryRows)) };
    });
    written();
    // A channel that is to wait is looked at when its time has come, not for each message that joins its queue.
    const now = Math.max(...all.map(arrival => arrival.at));
    const due = queues.filter(({ due_at }) => due_at !== null && due_at <= now);
    if (due.length > 0) onQueued(due.map(({ channel_id }) => channel_id));
    return all.map(() => undefined);
  });
}

/** What a service has sent again is activity, and nothing to post. */
async function withoutRepeated(transaction: Transaction<Schema>, arrivals: Arrival[]): Promise<Arrival[]> {
  if (!arrivals.some(({ numbered }) => numbered)) return arrivals;
  const kept: Arrival[] = [];
  for (const arrival of arrivals) {
    const { numbered, connectionId, activity } = arrival;
    const about = { ...arrival, connectionId: connectionId ?? '', deliveryId: numbered?.deliveryId ?? '' };
    const repeated = numbered && (await isRepeated(transaction, about));
    kept.push(
      repeated && activity
        ? {
            ...arrival,
            notifications: [],
            activity: { ...activity, outcome: 'ignored', reason: numbered.reasonIfRepeated },
          }
        : arrival,
    );
  }
  return kept;
}

function toDeliveryRows(arrival: Arrival): DeliveryRow[] {
  return arrival.notifications.map(notification => ({
    tenant_id: arrival.tenantId,
    connection_id: arrival.connectionId,
    channel_id: arrival.channelId,
    activity_id: arrival.activity?.id ?? null,
    post_key: arrival.postKey ?? null,
    summary: notification.summary,
    notification: JSON.stringify(notification),
    queued_at: arrival.at,
  }));
}

function toQueueRows(deliveries: DeliveryRow[]): QueueRow[] {
  const queues = new Map<string, QueueRow>();
  for (const { channel_id, tenant_id } of deliveries) {
    const queue = queues.get(channel_id);
    if (queue) queue.waiting += 1;
    else queues.set(channel_id, { channel_id, tenant_id, waiting: 1, due_at: 0 });
  }
  return [...queues.values()];
}
