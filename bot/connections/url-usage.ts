import type { Transaction } from 'kysely';
import { perTurn } from '../store/batch.ts';
import type { Schema, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { endAttention } from './attention-rows.ts';
import type { ChangedPlace } from './connections-options.ts';
import { removeReplaced } from './recreate.ts';

/** A call to a webhook URL that is to be written down. */
export interface UrlUse {
  tenantId: string;
  connectionId: string;
  channelId: string;
  generation: number;
  at: Time;
  address: string;
  userAgent: string | null;
  /**
   * - `accepted`: answered with success
   * - `refused`: for a reason that has nothing to do with the URL
   * - `ended`: because the URL has ended
   */
  outcome: 'accepted' | 'refused' | 'ended';
  /** A newer URL has taken its place. */
  isOld: boolean;
}

/** What the one query of the way in tells of the URL that was called. */
export interface CalledUrl {
  /** It is the newest generation. */
  urlIsCurrent: boolean;
  urlFirstUsedAt: Time | null;
  urlLastUsedAt: Time | null;
}

const hour = 3_600_000;

/**
 * Whether a call is to be written down: each one to an old or ended URL, the first one that is accepted, and then one
 * an hour. The ordinary call is not.
 */
export function isNoteworthy(url: CalledUrl, { at, outcome }: Pick<UrlUse, 'at' | 'outcome'>): boolean {
  if (!url.urlIsCurrent || outcome === 'ended') return true;
  if (outcome !== 'accepted') return false;
  return url.urlFirstUsedAt === null || url.urlLastUsedAt === null || url.urlLastUsedAt <= at - hour;
}

export interface UrlUsageOptions {
  store: Store;
  /** Told after the first message on a URL. */
  onUrlChange?: (place: ChangedPlace) => void;
  onError: (error: unknown) => void;
}

/**
 * Writes calls to webhook URLs down; those of one turn of the event loop in one transaction. With the first message
 * on a new connection, the one that it takes the place of is removed. Never rejects: the sender's reply stands already.
 */
export function createUrlUsage({ store, onUrlChange, onError }: UrlUsageOptions): (use: UrlUse) => Promise<void> {
  const writeDown = perTurn(async (uses: UrlUse[]) => {
    const changed = await store.transaction().execute(async transaction => {
      const places: ChangedPlace[] = [];
      const ofUrl = Map.groupBy(uses, use => `${use.connectionId} ${use.generation}`);
      for (const calls of ofUrl.values()) {
        const last = calls.at(-1);
        if (last && (await write(transaction, calls, last))) places.push(last);
      }
      return places;
    });
    for (const place of changed) onUrlChange?.({ tenantId: place.tenantId, channelId: place.channelId });
    return uses.map(() => undefined);
  });
  return use => writeDown(use).catch(onError);
}

/** All calls to one URL. True if the first message was among them. */
async function write(transaction: Transaction<Schema>, calls: UrlUse[], last: UrlUse): Promise<boolean> {
  const accepted = calls.find(call => call.outcome === 'accepted');
  const isFirst = accepted !== undefined && (await isUnused(transaction, last));
  const old = calls.filter(call => call.isOld || call.outcome === 'ended').length;
  const ended = calls.filter(call => call.outcome === 'ended').length;
  await transaction
    .updateTable('webhook_url')
    .set(eb => ({
      last_used_at: last.at,
      last_address: last.address,
      last_user_agent: last.userAgent,
      old_calls: eb('old_calls', '+', old),
      refused_calls: eb('refused_calls', '+', ended),
      ...(isFirst && { first_used_at: accepted.at }),
    }))
    .where('tenant_id', '=', last.tenantId)
    .where('connection_id', '=', last.connectionId)
    .where('generation', '=', last.generation)
    .execute();
  if (!isFirst) return false;
  await removeReplaced(transaction, last, accepted.at);
  // The sender has moved from Microsoft's URL to ours.
  await endAttention(transaction, last.tenantId, [last.connectionId], {
    at: accepted.at,
    outcome: 'updated',
    reasons: ['imported'],
  });
  return true;
}

async function isUnused(transaction: Transaction<Schema>, { tenantId, connectionId, generation }: UrlUse) {
  const row = await transaction
    .selectFrom('webhook_url')
    .select('first_used_at')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('generation', '=', generation)
    .executeTakeFirst();
  return row?.first_used_at === null;
}
