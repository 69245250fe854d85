import { lastCallOf } from '../connections/old-urls.ts';
import { type ConnectionUrls, readUrls, toState } from '../connections/url-states.ts';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type OpenAttention, type PromptedConnection, waitOf } from './prompted-connection.ts';

/** How many calls are shown of one connection. */
const callsShown = 2;

/**
 * The connections of a channel that a prompt is about, by their names: those with something open, those whose new URL
 * waits for its first message, and those that were done since the prompt began. One that was recreated and is gone is
 * shown as the one that took its place.
 * @param since when the prompt began
 */
export async function readConnections(
  store: Store,
  place: { tenantId: string; channelId: string },
  since: Time,
  now: Time,
): Promise<PromptedConnection[]> {
  const { tenantId } = place;
  const concerned = await attentionOf(store, place, since);
  const successors = await successorsOf(store, place, [...concerned.keys()]);
  const ids = [...concerned.keys()].map(id => successors.get(id) ?? id);
  const urls = await readUrls(store, tenantId, ids);
  const connections = await store
    .selectFrom('connection')
    .select(['id', 'name', 'created_by'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids.length === 0 ? [''] : ids)
    .execute();
  const byId = new Map(urls.map(one => [one.connection.id, one]));
  return connections
    .flatMap(({ id, name, created_by: createdBy }) => {
      const one = byId.get(id);
      return one ? { id, name, createdBy, ...shownOf(one, concerned.get(id) ?? [], now) } : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** What is open, by the ids of the connections; those where it was updated since then have nothing open. */
async function attentionOf(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  since: Time,
): Promise<Map<string, OpenAttention[]>> {
  const rows = await store
    .selectFrom('url_attention')
    .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
    .select(['connection_id', 'reason', 'started_at', 'deadline', 'detail', 'ended_at'])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.channel_id', '=', channelId)
    .where(eb =>
      eb.or([
        eb('ended_at', 'is', null),
        eb.and([eb('ended_at', '>=', since), eb('outcome', 'in', ['updated', 'removed'])]),
      ]),
    )
    .orderBy('deadline')
    .execute();
  return new Map(
    [...Map.groupBy(rows, row => row.connection_id)].map(([id, ofConnection]) => [
      id,
      ofConnection
        .filter(row => row.ended_at === null)
        .map(({ reason, started_at, deadline, detail }) => ({ reason, since: started_at, deadline, detail })),
    ]),
  );
}

/** By the ids of removed connections, the ids of those that have taken their place. */
async function successorsOf(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('connection')
    .innerJoin('connection as old', 'old.id', 'connection.replaces')
    .select(['old.id as oldId', 'connection.id'])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.channel_id', '=', channelId)
    .where('connection.removed_at', 'is', null)
    .where('old.id', 'in', ids)
    .where('old.removed_at', 'is not', null)
    .execute();
  return new Map(rows.map(({ oldId, id }) => [oldId, id]));
}

function shownOf(
  urls: ConnectionUrls,
  attention: OpenAttention[],
  now: Time,
): Pick<PromptedConnection, 'status' | 'open' | 'endsAt' | 'wait' | 'refusedCalls' | 'lastCalls'> {
  const state = toState(urls, now);
  // It was recreated: whether its own URL has ended meanwhile, the new one is what is waited for.
  const status = urls.isReplaced ? 'waiting-for-first-message' : state.status;
  const isToDo = status === 'attention-required' || status === 'expired';
  const concerned = isToDo || urls.isReplaced ? [urls.current, ...urls.old] : urls.old;
  return {
    status,
    open: isToDo ? attention : [],
    endsAt: state.deadline,
    wait: status === 'waiting-for-first-message' ? waitOf(state.deadline, urls.updatedAt, now) : null,
    refusedCalls: state.refusedCalls,
    lastCalls: concerned
      .flatMap(url => lastCallOf(url) ?? [])
      .sort((a, b) => b.at - a.at)
      .slice(0, callsShown),
  };
}
