import type { Time } from '../store/schema.ts';
import { connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { currentUrl, type WebhookUrlRow } from './webhook-urls.ts';

/** A URL that a newer one took the place of, with who still calls it: nobody has to guess which script to change. */
export interface OldUrl {
  /** Of the connection, or of the one that it takes the place of. */
  connectionId: string;
  generation: number;
  createdAt: Time;
  /** When it ends, or ended. */
  endsAt: Time;
  /** Requests since it was replaced or had ended, and how many of them were refused because it had ended. */
  calls: number;
  refusedCalls: number;
  lastCall: Call | null;
}

export interface Call {
  at: Time;
  address: string;
  userAgent: string | null;
}

/** The old URLs of a connection and of the one whose place it takes, the newest first. Throws a ConnectionError. */
export async function oldUrls(
  { store }: Pick<ConnectionsOptions, 'store'>,
  tenantId: string,
  id: string,
): Promise<OldUrl[]> {
  const { replaces } = await connectionRow(store, tenantId, id);
  const { generation } = await currentUrl(store, tenantId, id);
  const rows = await store
    .selectFrom('webhook_url')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(eb =>
      eb.or([
        eb.and([eb('connection_id', '=', id), eb('generation', '<', generation)]),
        ...(replaces === null ? [] : [eb('connection_id', '=', replaces)]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('generation', 'desc')
    .execute();
  return rows.flatMap(row => (row.ends_at === null ? [] : [toOldUrl(row, row.ends_at)]));
}

const toOldUrl = (row: WebhookUrlRow, endsAt: Time): OldUrl => ({
  connectionId: row.connection_id,
  generation: row.generation,
  createdAt: row.created_at,
  endsAt,
  calls: row.old_calls,
  refusedCalls: row.refused_calls,
  lastCall: lastCallOf(row),
});

/** The last call that is written down. */
export function lastCallOf(row: WebhookUrlRow): Call | null {
  if (row.last_used_at === null) return null;
  return { at: row.last_used_at, address: row.last_address ?? '', userAgent: row.last_user_agent };
}
