import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ActivityTable, DeliveryState } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ActivityOutcome } from './contract.ts';

export interface ActivityPageOptions {
  tenantId: string;
  connectionId: string;
  /** The id of the last activity of the page before. */
  before: string | undefined;
  limit: number;
  /** Undefined: all. */
  outcome: ActivityOutcome | undefined;
}

/** The ids of a page, the newest first, and where the next one begins. */
export interface ActivityIds {
  ids: { id: string; outcome: ActivityOutcome }[];
  next: string | null;
}

/** As many activities are looked at in one go while some are looked for, so that others get their turn between. */
const chunk = 1_000;
/** And so many for one page: one that holds fewer than `limit`, or none, may still have a next one. */
const most = 20_000;

/** One page. Activity ids are in the order of time, so a page begins where the one before ended. */
export async function readActivityIds(store: Store, options: ActivityPageOptions): Promise<ActivityIds> {
  const { limit, outcome } = options;
  const ids: ActivityIds['ids'] = [];
  const size = outcome === undefined ? limit + 1 : chunk;
  let { before } = options;
  for (let looked = 0; looked < most; looked += size) {
    const rows = await readOutcomes(store, { ...options, before }, size);
    for (const row of rows) {
      before = row.id;
      if (outcome !== undefined && row.outcome !== outcome) continue;
      if (ids.length === limit) return { ids, next: ids.at(-1)?.id ?? null };
      ids.push(row);
    }
    if (rows.length < size) return { ids, next: null };
    await setImmediate();
  }
  return { ids, next: before ?? null };
}

/** A request stands as the worst of its deliveries does: the higher the worse. */
const ranks: Record<DeliveryState, number> = { posted: 1, waiting: 2, sending: 2, cancelled: 3, 'dead letter': 3 };
const cases = Object.entries(ranks).map(([state, rank]) => sql`when ${sql.lit(state)} then ${sql.lit(rank)}`);
const worstRank = sql<number | null>`max(case delivery.state ${sql.join(cases, sql` `)} end)`;

async function readOutcomes(
  store: Store,
  { tenantId, connectionId, before }: ActivityPageOptions,
  limit: number,
): Promise<ActivityIds['ids']> {
  const rows = await store
    .selectFrom('activity')
    .select(eb => [
      'activity.id',
      'activity.outcome',
      eb
        .selectFrom('delivery')
        .select(worstRank.as('rank'))
        .whereRef('delivery.activity_id', '=', 'activity.id')
        .whereRef('delivery.tenant_id', '=', 'activity.tenant_id')
        .as('worst'),
    ])
    .where('activity.tenant_id', '=', tenantId)
    .where('activity.connection_id', '=', connectionId)
    .$if(before !== undefined, query => query.where('activity.id', '<', before ?? ''))
    .orderBy('activity.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id, outcome, worst }) => ({ id, outcome: outcomeOf(outcome, worst) }));
}

function outcomeOf(outcome: 'accepted' | 'ignored' | 'refused', rank: number | null): ActivityOutcome {
  if (outcome !== 'accepted') return outcome;
  return rank === 3 ? 'failed' : rank === 2 ? 'waiting' : 'posted';
}

/** What became of a request that is given with its deliveries. */
export function outcomeWith(
  { outcome }: { outcome: 'accepted' | 'ignored' | 'refused' },
  deliveries: readonly { state: DeliveryState }[],
): ActivityOutcome {
  return outcomeOf(outcome, Math.max(0, ...deliveries.map(({ state }) => ranks[state])));
}

const shown = [
  'id',
  'at',
  'outcome',
  'reason',
  'status',
  'address',
  'user_agent',
  'size',
] as const satisfies (keyof ActivityTable)[];

/** What a list shows of requests, the newest first. */
export async function readActivities(store: Store, tenantId: string, connectionId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return store
    .selectFrom('activity')
    .select(shown)
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('id', 'in', ids)
    .orderBy('id', 'desc')
    .execute();
}

/** One request of a connection with its body. */
export function readActivity(store: Store, tenantId: string, connectionId: string, id: string) {
  return store
    .selectFrom('activity')
    .select([...shown, 'content_type', 'body', 'body_left_out'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What a list shows of the deliveries of requests, in the order in which they were accepted. */
export async function readDeliverySummaries(store: Store, tenantId: string, activityIds: readonly string[]) {
  if (activityIds.length === 0) return [];
  return store
    .selectFrom('delivery')
    .select(['activity_id', 'summary', 'error'])
    .where('tenant_id', '=', tenantId)
    .where('activity_id', 'in', activityIds)
    .orderBy('id')
    .execute();
}

/** What is posted because of one request, in the order in which it was accepted. */
export function readDeliveries(store: Store, tenantId: string, activityId: string) {
  return store
    .selectFrom('delivery')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('activity_id', '=', activityId)
    .orderBy('id')
    .execute();
}
