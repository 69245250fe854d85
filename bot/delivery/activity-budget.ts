import { insertMany } from '../store/insert-many.ts';
import type { ActivitySizeTable, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ActivityRow } from './activity-row.ts';

/** How much of what comes in may be kept, in bytes. */
export interface ActivityLimits {
  perConnection: number;
  inAll: number;
}

/** A row as it is written down. */
export type StoredActivity = ActivityRow & { body_left_out: 0 | 1 };

/**
 * Bounds what is kept of the requests that come in: first their bodies are left out, then those that posted nothing
 * are not written down at all, only counted. What is to be posted is posted all the same.
 */
export interface ActivityBudget {
  /** What is to be written down of requests. It counts once `written` is called. */
  admit(rows: readonly ActivityRow[]): { rows: StoredActivity[]; written: () => void };
  /** Writes the sizes down, and learns what other processes have added or deleted. */
  flush(): Promise<void>;
}

/** For those who keep everything. */
export const keepAll: Pick<ActivityBudget, 'admit'> = {
  admit: rows => ({ rows: rows.map(row => ({ ...row, body_left_out: 0 })), written: () => undefined }),
};

/** What a row takes beside its body, roughly. */
export const rowSize = 300;
/** So much of the body of what was ignored is kept, in characters: enough to see what it was. */
const keptOfIgnored = 2_000;

interface Size {
  tenantId: string;
  bytes: number;
  leftOut: number;
  leftOutAt: Time | null;
}

/** Sizes are kept in memory between two flushes, so that an ordinary request costs no write more. */
export function createActivityBudget(store: Store, limits: ActivityLimits): ActivityBudget {
  /** As it was at the last flush. */
  let stored = { sizes: new Map<string, number>(), inAll: 0 };
  /** What has come since. */
  let added = { sizes: new Map<string, Size>(), inAll: 0 };
  const write = sizeAdder();

  function addAll(sizes: Map<string, Size>): void {
    for (const [id, size] of sizes) {
      added.sizes.set(id, together(added.sizes.get(id), size));
      added.inAll += size.bytes;
    }
  }

  return {
    admit(rows) {
      const batch = new Map<string, Size>();
      let leftInAll = limits.inAll - stored.inAll - added.inAll;
      const admitted = rows.flatMap(row => {
        const { connection_id: id } = row;
        const size = batch.get(id) ?? { tenantId: row.tenant_id, bytes: 0, leftOut: 0, leftOutAt: null };
        batch.set(id, size);
        const kept = (stored.sizes.get(id) ?? 0) + (added.sizes.get(id)?.bytes ?? 0) + size.bytes;
        const left = Math.min(limits.perConnection - kept, leftInAll);
        const stays = asMuchAsFits(row, left);
        if (stays?.body_left_out !== 0) size.leftOutAt = row.at;
        if (!stays) size.leftOut += 1;
        const bytes = stays ? sizeOf(stays) : 0;
        size.bytes += bytes;
        leftInAll -= bytes;
        return stays ?? [];
      });
      return { rows: admitted, written: () => addAll(batch) };
    },

    async flush() {
      const batch = added.sizes;
      added = { sizes: new Map(), inAll: 0 };
      const sizes = await store
        .transaction()
        .execute(async transaction => {
          await write(transaction, toRows(batch));
          return transaction.selectFrom('activity_size').select(['connection_id', 'bytes']).execute();
        })
        .catch(error => {
          // It is written down next time.
          addAll(batch);
          throw error;
        });
      stored = {
        sizes: new Map(sizes.map(row => [row.connection_id, row.bytes])),
        inAll: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
  };
}

/** As much of a row as there is room for; undefined where that is nothing. */
function asMuchAsFits(row: ActivityRow, left: number): StoredActivity | undefined {
  const body = row.outcome === 'ignored' ? (row.body?.slice(0, keptOfIgnored) ?? null) : row.body;
  const whole = { ...row, body, body_left_out: 0 } as const;
  if (sizeOf(whole) <= left) return whole;
  const withoutBody = { ...row, body: null, body_left_out: body === null ? 0 : 1 } as const;
  return row.outcome === 'accepted' || rowSize <= left ? withoutBody : undefined;
}

const sizeOf = ({ body }: ActivityRow) => rowSize + (body === null ? 0 : Buffer.byteLength(body));

function together(one: Size | undefined, other: Size): Size {
  if (!one) return other;
  return {
    tenantId: other.tenantId,
    bytes: one.bytes + other.bytes,
    leftOut: one.leftOut + other.leftOut,
    leftOutAt: other.leftOutAt ?? one.leftOutAt,
  };
}

const toRows = (sizes: Map<string, Size>): ActivitySizeTable[] =>
  [...sizes].map(([connection_id, { tenantId, bytes, leftOut, leftOutAt }]) => ({
    connection_id,
    tenant_id: tenantId,
    bytes,
    left_out: leftOut,
    left_out_at: leftOutAt,
  }));

const sizeAdder = () =>
  insertMany<ActivitySizeTable>(['connection_id', 'tenant_id', 'bytes', 'left_out', 'left_out_at'], (store, rows) =>
    store
      .insertInto('activity_size')
      .values(rows)
      .onConflict(conflict =>
        conflict.column('connection_id').doUpdateSet(eb => ({
          bytes: eb('activity_size.bytes', '+', eb.ref('excluded.bytes')),
          left_out: eb('activity_size.left_out', '+', eb.ref('excluded.left_out')),
          left_out_at: eb.fn.coalesce('excluded.left_out_at', 'activity_size.left_out_at'),
        })),
      )
      .compile(),
  );
