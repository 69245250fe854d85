import type { Selectable } from 'kysely';
import type { Notification } from '../notification/notification.ts';
import { perTurn } from '../store/batch.ts';
import { insertMany } from '../store/insert-many.ts';
import type { ActivityTable, ChannelQueueTable, DeliveryTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

export type ActivityRow = Selectable<ActivityTable>;

/** What is to be written down in one piece: a request that came in, and what is to be posted because of it. */
export interface Arrival {
  tenantId: string;
  /** Null for what the app itself has to say. */
  connectionId: string | null;
  channelId: string;
  at: number;
  /** Undefined for what we post ourselves. */
  activity?: ActivityRow;
  notifications: Notification[];
}

export interface OutboxOptions {
  store: Store;
  /** Called after the commit with the channels that have something new. */
  onQueued: (channelIds: string[]) => void;
}

/** The one way in to what is posted. Resolves when it is on disk; rejects with nothing done. */
export type Outbox = (arrival: Arrival) => Promise<void>;

type DeliveryRow = Omit<Selectable<DeliveryTable>, 'id'>;

const insertActivity = () =>
  insertMany<ActivityRow>(
    // biome-ignore format: the columns in the order of `ActivityTable`
    ['id', 'tenant_id', 'connection_id', 'at', 'outcome', 'reason', 'status', 'generation', 'address', 'user_agent', 'content_type', 'size', 'body'],
    (store, rows) => store.insertInto('activity').values(rows).compile(),
  );

const insertDeliveries = () =>
  insertMany<DeliveryRow>(
    // biome-ignore format: the columns in the order of `DeliveryTable`
    ['tenant_id', 'connection_id', 'channel_id', 'activity_id', 'state', 'summary', 'notification', 'queued_at', 'next_attempt_at', 'attempts', 'possible_duplicates', 'error', 'finished_at', 'posted_conversation_id', 'posted_activity_id'],
    (store, rows) => store.insertInto('delivery').values(rows).compile(),
  );

const addToQueues = () =>
  insertMany<Selectable<ChannelQueueTable>>(['channel_id', 'tenant_id', 'waiting', 'due_at'], (store, rows) =>
    store
      .insertInto('channel_queue')
      .values(rows)
      .onConflict(conflict =>
        conflict.column('channel_id').doUpdateSet(eb => ({
          waiting: eb('channel_queue.waiting', '+', eb.ref('excluded.waiting')),
          due_at: eb.fn.coalesce('channel_queue.due_at', 'excluded.due_at'),
        })),
      )
      .compile(),
  );

/** All arrivals of one turn of the event loop are one transaction, so that they wait for the disk together. */
export function createOutbox({ store, onQueued }: OutboxOptions): Outbox {
  const activities = insertActivity();
  const deliveries = insertDeliveries();
  const queues = addToQueues();

  return perTurn(async arrivals => {
    const deliveryRows = arrivals.flatMap(toDeliveryRows);
    const queueRows = toQueueRows(deliveryRows);
    await store.transaction().execute(async transaction => {
      await activities(
        transaction,
        arrivals.flatMap(arrival => arrival.activity ?? []),
      );
      await deliveries(transaction, deliveryRows);
      await queues(transaction, queueRows);
    });
    if (queueRows.length > 0) onQueued(queueRows.map(row => row.channel_id));
    return arrivals.map(() => undefined);
  });
}

function toDeliveryRows(arrival: Arrival): DeliveryRow[] {
  return arrival.notifications.map(notification => ({
    tenant_id: arrival.tenantId,
    connection_id: arrival.connectionId,
    channel_id: arrival.channelId,
    activity_id: arrival.activity?.id ?? null,
    state: 'waiting',
    summary: notification.summary,
    notification: JSON.stringify(notification),
    queued_at: arrival.at,
    next_attempt_at: 0,
    attempts: 0,
    possible_duplicates: 0,
    error: null,
    finished_at: null,
    posted_conversation_id: null,
    posted_activity_id: null,
  }));
}

function toQueueRows(deliveries: DeliveryRow[]): Selectable<ChannelQueueTable>[] {
  const queues = new Map<string, Selectable<ChannelQueueTable>>();
  for (const { channel_id, tenant_id } of deliveries) {
    const queue = queues.get(channel_id);
    if (queue) queue.waiting += 1;
    else queues.set(channel_id, { channel_id, tenant_id, waiting: 1, due_at: 0 });
  }
  return [...queues.values()];
}
