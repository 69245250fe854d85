import { setImmediate } from 'node:timers/promises';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { endAttention, requireAttention, takeBackEnds } from './attention-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { replacementsOf } from './replacements.ts';
import { isCurrent } from './webhook-urls.ts';

const day = 24 * 3_600_000;
/** How long a URL goes on once it has passed the age that the organization set. */
const agedFor = 30 * day;
const batchSize = 500;

/** `ageUrls` for a round that comes by often: it looks once an hour. */
export function createUrlAging(options: Pick<ConnectionsOptions, 'store'>): (now: Time) => Promise<void> {
  let nextAt = 0;
  return async now => {
    if (now < nextAt) return;
    nextAt = now + 3_600_000;
    await ageUrls(options, now);
  };
}

/**
 * Marks the URLs that have passed the age their organization sets, and takes that back where the organization has set
 * a greater age, or none. For all tenants.
 */
export async function ageUrls({ store }: Pick<ConnectionsOptions, 'store'>, now: Time): Promise<void> {
  const organizations = await store
    .selectFrom('organization_config')
    .select(['tenant_id', 'url_max_age_days'])
    .where('url_max_age_days', 'is not', null)
    .execute();
  const maxAge = new Map(organizations.map(row => [row.tenant_id, (row.url_max_age_days ?? 0) * day]));
  for (const [tenantId, age] of maxAge) await markOld(store, tenantId, now, age);
  for (const tenantId of await tenantsWithAged(store)) {
    const age = maxAge.get(tenantId);
    await takeBackYoung(store, tenantId, now, age === undefined ? undefined : now - age);
  }
}

async function markOld(store: Store, tenantId: string, now: Time, age: number): Promise<void> {
  for (let marked = batchSize; marked === batchSize; ) {
    marked = await store.transaction().execute(async transaction => {
      const old = await transaction
        .selectFrom('webhook_url')
        .innerJoin('connection', 'connection.id', 'webhook_url.connection_id')
        .select('webhook_url.connection_id')
        .where('webhook_url.tenant_id', '=', tenantId)
        .where('webhook_url.created_at', '<=', now - age)
        .where('connection.removed_at', 'is', null)
        .where(isCurrent)
        .where(eb =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('url_attention')
                .select('url_attention.connection_id')
                .whereRef('url_attention.connection_id', '=', 'webhook_url.connection_id')
                .whereRef('url_attention.generation', '=', 'webhook_url.generation')
                .where('reason', '=', 'age')
                .where('ended_at', 'is', null),
            ),
          ),
        )
        .limit(batchSize)
        .execute();
      const ids = old.map(row => row.connection_id);
      const attention = { reason: 'age' as const, deadline: now + agedFor, startedAt: now, startedBy: null };
      await requireAttention(transaction, tenantId, ids, attention);
      return ids.length;
    });
    await setImmediate();
  }
}

async function tenantsWithAged(store: Store): Promise<string[]> {
  const rows = await store
    .selectFrom('url_attention')
    .select('tenant_id')
    .distinct()
    .where('reason', '=', 'age')
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(row => row.tenant_id);
}

/** Those that were made after `oldest`, or all. What has ended stays ended, and must be updated. */
async function takeBackYoung(store: Store, tenantId: string, now: Time, oldest: Time | undefined): Promise<void> {
  for (let taken = batchSize; taken === batchSize; ) {
    taken = await store.transaction().execute(async transaction => {
      let query = transaction
        .selectFrom('url_attention')
        .innerJoin('webhook_url', join =>
          join
            .onRef('webhook_url.connection_id', '=', 'url_attention.connection_id')
            .onRef('webhook_url.generation', '=', 'url_attention.generation'),
        )
        .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
        .select('connection.id')
        .where('url_attention.tenant_id', '=', tenantId)
        .where('url_attention.reason', '=', 'age')
        .where('url_attention.ended_at', 'is', null)
        .where('webhook_url.ends_at', '>', now);
      if (oldest !== undefined) query = query.where('webhook_url.created_at', '>', oldest);
      const young = await query.limit(batchSize).execute();
      const ids = young.map(row => row.id);
      await endAttention(transaction, tenantId, ids, { at: now, outcome: 'cancelled', reasons: ['age'] });
      const replacements = await replacementsOf(transaction, tenantId, ids);
      await takeBackEnds(
        transaction,
        tenantId,
        ids.filter(id => !replacements.has(id)),
        now,
      );
      return ids.length;
    });
    await setImmediate();
  }
}
