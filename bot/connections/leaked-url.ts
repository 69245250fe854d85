import { setImmediate } from 'node:timers/promises';
import type { Time } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';
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

/** A URL that a scanner has found. */
export interface LeakedUrl {
  tenantId: string;
  connectionId: string;
  generation: number;
  /** Where it was seen, for people. */
  detail?: string;
}

/** So many are written down at once, before others get their turn. */
const atOnce = 50;

/**
 * URLs that a scanner has found; each is written down once, however often it was found. An old one ends within a day;
 * the current one must be regenerated besides. What has ended already, or belongs to a connection that was removed,
 * needs nothing.
 */
export async function reportLeakedUrls(options: Options, found: readonly LeakedUrl[]): Promise<void> {
  const { store, now, onUrlChange } = options;
  const urls = [...new Map(found.map(url => [`${url.connectionId} ${url.generation}`, url])).values()];
  for (let begin = 0; begin < urls.length; begin += atOnce) {
    if (begin > 0) await setImmediate();
    const changed = await store.transaction().execute(async transaction => {
      const at = now();
      const channels = new Map<string, string>();
      for (const url of urls.slice(begin, begin + atOnce)) {
        const channelId = await markLeaked(transaction, url, at);
        if (channelId !== undefined) channels.set(channelId, url.tenantId);
      }
      return channels;
    });
    for (const [channelId, tenantId] of changed) onUrlChange?.({ tenantId, channelId });
  }
}

/** Answers the channel of the connection, if there still is one. */
async function markLeaked(
  transaction: StoreOrTransaction,
  { tenantId, connectionId: id, generation, detail }: LeakedUrl,
  at: Time,
): Promise<string | undefined> {
  const connection = await transaction
    .selectFrom('connection')
    .select('channel_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!connection) return undefined;
  const attention = leak({ by: null, detail }, at);
  const current = await currentUrl(transaction, tenantId, id);
  if (generation !== current.generation)
    await endUrls(transaction, tenantId, id, { at: attention.deadline, only: generation });
  else if (!hasEnded(current.ends_at, at)) await requireAttention(transaction, tenantId, [id], attention);
  return connection.channel_id;
}

const leak = ({ by, detail, deadline }: LeakReport, now: Time) => ({
  reason: 'leaked' as const,
  deadline: deadline ?? now + leakedFor,
  startedAt: now,
  startedBy: by,
  detail,
});
