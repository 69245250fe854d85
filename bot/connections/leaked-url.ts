import type { Time } from '../store/schema.ts';
import { requireAttention } from './attention-rows.ts';
import { connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { hasEnded } from './url-status.ts';
import { currentUrl, endUrls } from './webhook-urls.ts';

/** How long a leaked URL goes on unless somebody stops it: time to give the sender a new one. */
const leakedFor = 24 * 3_600_000;

export interface LeakReport {
  /** An Entra object id, or null for the command line or a scanner. */
  by: string | null;
  /** Where it was seen, for people. */
  detail?: string | undefined;
  /** A day from now, where it is not given. */
  deadline?: Time | undefined;
}

type Options = Pick<ConnectionsOptions, 'store' | 'now' | 'onUrlChange'>;

/** The current URL of a connection is known to others: it must be regenerated at once. Throws a ConnectionError. */
export async function reportLeak(options: Options, tenantId: string, id: string, report: LeakReport): Promise<void> {
  const { store, now, onUrlChange } = options;
  const { channel_id: channelId } = await store.transaction().execute(async transaction => {
    const row = await connectionRow(transaction, tenantId, id);
    await currentUrl(transaction, tenantId, id);
    await requireAttention(transaction, tenantId, [id], leak(report, now()));
    return row;
  });
  onUrlChange?.({ tenantId, channelId });
}

/**
 * A URL that a scanner has found. An old one ends within a day; the current one must be regenerated besides. What has
 * ended already, or belongs to a connection that was removed, needs nothing.
 */
export async function reportLeakedToken(
  options: Options,
  found: { tenantId: string; connectionId: string; generation: number },
  report: LeakReport,
): Promise<void> {
  const { store, now, onUrlChange } = options;
  const { tenantId, connectionId: id } = found;
  const row = await store.transaction().execute(async transaction => {
    const at = now();
    const connection = await transaction
      .selectFrom('connection')
      .select('channel_id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!connection) return undefined;
    const attention = leak(report, at);
    const { generation, ends_at } = await currentUrl(transaction, tenantId, id);
    if (found.generation !== generation)
      await endUrls(transaction, tenantId, id, { at: attention.deadline, only: found.generation });
    else if (!hasEnded(ends_at, at)) await requireAttention(transaction, tenantId, [id], attention);
    return connection;
  });
  if (row) onUrlChange?.({ tenantId, channelId: row.channel_id });
}

const leak = ({ by, detail, deadline }: LeakReport, now: Time) => ({
  reason: 'leaked' as const,
  deadline: deadline ?? now + leakedFor,
  startedAt: now,
  startedBy: by,
  detail,
});
