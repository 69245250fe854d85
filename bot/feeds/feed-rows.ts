import type { Selectable, Updateable } from 'kysely';
import type { FeedTable, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Closed, Lane } from './slots.ts';

export type FeedRow = Selectable<FeedTable>;

/** What the settings of a connection say of its feed. */
export type FeedUrlOf = (connection: { id: string; settings: string }) => string | undefined;

/** While a feed is polled no other process takes it; after a crash it is taken up again after so long, or longer. */
const lease = 5 * 60_000;
const longestLease = 24 * 60 * 60_000;
/** Rows a query: several, so that feeds of a host that has to wait do not hide the others. */
export const dueAtOnce = 50;

/**
 * Begins the feeds of connections that are new or were changed since: one with a new address begins anew, one that was
 * given up is tried again. For all tenants, as the service's own work.
 */
export async function takeUpChanges(
  store: Store,
  connectors: string[],
  { feedUrlOf, now }: { feedUrlOf: FeedUrlOf; now: number },
): Promise<void> {
  if (connectors.length === 0) return;
  const changed = await store
    .selectFrom('connection')
    .leftJoin('feed', 'feed.connection_id', 'connection.id')
    .select(['connection.id', 'connection.tenant_id', 'connection.version', 'connection.settings', 'feed.url'])
    .where('connector', 'in', connectors)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .where('suspended_at', 'is', null)
    .where(eb =>
      eb.or([
        eb('feed.connection_version', 'is', null),
        eb('feed.connection_version', '<>', eb.ref('connection.version')),
      ]),
    )
    .limit(1_000)
    .execute();
  for (const connection of changed) {
    const url = feedUrlOf(connection) ?? '';
    if (connection.url === url)
      await store
        .updateTable('feed')
        .set(eb => ({
          connection_version: connection.version,
          next_poll_at: url === '' ? null : eb.fn.coalesce('next_poll_at', eb.val(now)),
        }))
        .where('tenant_id', '=', connection.tenant_id)
        .where('connection_id', '=', connection.id)
        .execute();
    else await beginAnew(store, connection, url, now);
  }
}

async function beginAnew(
  store: Store,
  connection: { id: string; tenant_id: string; version: number },
  url: string,
  now: Time,
): Promise<void> {
  const row: FeedRow = {
    connection_id: connection.id,
    tenant_id: connection.tenant_id,
    url,
    host: hostOf(url),
    connection_version: connection.version,
    moved_to: null,
    title: null,
    ttl_minutes: null,
    etag: null,
    last_modified: null,
    body_hash: null,
    next_poll_at: url === '' ? null : now,
    last_success_at: null,
    failures: 0,
    failing_since: null,
    last_error: null,
    told: null,
  };
  await store.transaction().execute(async transaction => {
    await transaction
      .insertInto('feed')
      .values(row)
      .onConflict(conflict => conflict.column('connection_id').doUpdateSet(row))
      .execute();
    await transaction
      .deleteFrom('feed_entry')
      .where('tenant_id', '=', connection.tenant_id)
      .where('connection_id', '=', connection.id)
      .execute();
  });
}

export const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

/** A feed whose time has come, with what has to be known of its connection. */
export type DueFeed = Awaited<ReturnType<typeof dueFeeds>>[number];

/** Those that have waited longest and may begin in a lane. For all tenants, as the service's own work. */
export async function dueFeeds(store: Store, now: number, lane: Lane, { hosts, channels }: Closed) {
  return store
    .selectFrom('feed')
    .innerJoin('connection', 'connection.id', 'feed.connection_id')
    .leftJoin('team', 'team.id', 'connection.team_id')
    .leftJoin('organization_config', 'organization_config.tenant_id', 'connection.tenant_id')
    .leftJoin('group_config', join =>
      join
        .onRef('group_config.tenant_id', '=', 'connection.tenant_id')
        .onRef('group_config.group_id', '=', 'team.group_id'),
    )
    .selectAll('feed')
    .select([
      'connection.channel_id',
      'connection.connector',
      'connection.settings',
      'organization_config.connectors_enabled as organization_enabled',
      'organization_config.connectors_enabled_for_teams as organization_enabled_for_teams',
      'group_config.connectors_enabled as group_enabled',
    ])
    .where('feed.next_poll_at', '<=', now)
    .where('connection.removed_at', 'is', null)
    .where('connection.paused_at', 'is', null)
    .where('connection.suspended_at', 'is', null)
    .whereRef('connection.version', '=', 'feed.connection_version')
    .$if(lane === 'slow', query => query.where('feed.host', 'in', hosts))
    .$if(lane === 'usual' && hosts.length > 0, query => query.where('feed.host', 'not in', hosts))
    .$if(channels.length > 0, query => query.where('connection.channel_id', 'not in', channels))
    .orderBy('feed.next_poll_at')
    .limit(dueAtOnce)
    .execute();
}

/**
 * Takes a feed to poll it; false if another process was quicker. It counts as a failure until it is done, and each one
 * doubles the lease: a feed that would end the process does so ever more rarely.
 */
export async function claim(store: Store, feed: FeedRow, now: number): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('feed')
    .set({
      next_poll_at: now + Math.min(lease * 2 ** Math.min(feed.failures, 20), longestLease),
      failures: feed.failures + 1,
    })
    .where('tenant_id', '=', feed.tenant_id)
    .where('connection_id', '=', feed.connection_id)
    .where('next_poll_at', '=', feed.next_poll_at)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** Gives a feed back that was not polled after all. */
export const release = (store: Store, feed: FeedRow): Promise<void> =>
  saveFeed(store, feed, { next_poll_at: feed.next_poll_at, failures: feed.failures });

/** Writes down what came of a poll, unless the connection has got another address in the meantime. */
export async function saveFeed(store: Store, feed: FeedRow, changes: Updateable<FeedTable>): Promise<void> {
  await store
    .updateTable('feed')
    .set(changes)
    .where('tenant_id', '=', feed.tenant_id)
    .where('connection_id', '=', feed.connection_id)
    .where('url', '=', feed.url)
    .execute();
}

/** Deletes what belongs to removed connections. For all tenants, as the service's own housekeeping. */
export async function tidyFeeds(store: Store): Promise<void> {
  const removed = store.selectFrom('connection').select('id').where('removed_at', 'is not', null);
  await store.deleteFrom('feed_entry').where('connection_id', 'in', removed).execute();
  await store.deleteFrom('feed').where('connection_id', 'in', removed).execute();
}
