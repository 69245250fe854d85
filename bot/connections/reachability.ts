import type { SuspensionCause, Time } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';

/** Which connections: those of a team, of a channel, or one. */
export type Where = { teamId: string } | { channelId: string } | { connectionId: string };

export interface Suspension {
  at: Time;
  cause: SuspensionCause;
  /** For people. */
  reason: string;
}

/**
 * Marks connections as suspended: what comes for them is held until an event or a person wakes them. Those already
 * suspended keep their first reason.
 */
export async function suspendConnections(
  store: StoreOrTransaction,
  tenantId: string,
  where: Where,
  { at, cause, reason }: Suspension,
): Promise<void> {
  await suspend(store, tenantId, where, { at, cause, reason, probeAt: null });
}

/** A connection whose posts are refused. It is suspended, if it is not already, and tried again at `probeAt`. */
async function suspendUnreachable(
  store: StoreOrTransaction,
  { tenantId, connectionId, at, reason, probeAt }: Unreachable,
): Promise<void> {
  // First the one that was tried in vain: what is suspended only now has not been tried yet.
  await store
    .updateTable('connection')
    .set(eb => ({ probe_at: probeAt, probes: eb('probes', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('suspended_at', 'is not', null)
    .execute();
  await suspend(store, tenantId, { connectionId }, { at, cause: 'refused', reason, probeAt });
}

interface Unreachable {
  tenantId: string;
  connectionId: string;
  at: Time;
  /** For people. */
  reason: string;
  probeAt: Time;
}

async function suspend(
  store: StoreOrTransaction,
  tenantId: string,
  where: Where,
  { at, cause, reason, probeAt }: Suspension & { probeAt: Time | null },
): Promise<void> {
  await store
    .updateTable('connection')
    .set({
      suspended_at: at,
      suspended_cause: cause,
      suspended_reason: reason,
      probe_at: probeAt,
      probes: 0,
      version: eb => eb('version', '+', 1),
    })
    .where('tenant_id', '=', tenantId)
    .where(...condition(where))
    .where('suspended_at', 'is', null)
    .where('removed_at', 'is', null)
    .execute();
}

/** Ends the suspension of connections. Answers the channels whose queues can go on. */
export async function wakeConnections(store: StoreOrTransaction, tenantId: string, where: Where): Promise<string[]> {
  const rows = await wake(store, tenantId, where).returning('channel_id').execute();
  return [...new Set(rows.map(row => row.channel_id))];
}

/**
 * A suspended connection has reached its channel: that ends its suspension, and that of the others whose posts were
 * refused there.
 */
async function wakeReached(
  store: StoreOrTransaction,
  { tenantId, channelId, connectionId }: { tenantId: string; channelId: string; connectionId: string },
): Promise<void> {
  await wake(store, tenantId, { connectionId }).execute();
  await wake(store, tenantId, { channelId }).where('suspended_cause', '=', 'refused').execute();
}

/** Has a suspended connection tried with its oldest message now, or with the next that comes, whatever suspended it. */
export async function probeNow(store: StoreOrTransaction, tenantId: string, connectionId: string): Promise<void> {
  await store
    .updateTable('connection')
    .set({ probe_at: 0, probes: 0 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('suspended_at', 'is not', null)
    .execute();
}

/** What delivery finds out of connections is written down so. */
export const reachability = { unreachable: suspendUnreachable, reached: wakeReached };

function wake(store: StoreOrTransaction, tenantId: string, where: Where) {
  return store
    .updateTable('connection')
    .set({
      suspended_at: null,
      suspended_cause: null,
      suspended_reason: null,
      probe_at: null,
      probes: 0,
      version: eb => eb('version', '+', 1),
    })
    .where('tenant_id', '=', tenantId)
    .where(...condition(where))
    .where('suspended_at', 'is not', null);
}

function condition(where: Where): ['team_id' | 'channel_id' | 'id', '=', string] {
  if ('teamId' in where) return ['team_id', '=', where.teamId];
  if ('channelId' in where) return ['channel_id', '=', where.channelId];
  return ['id', '=', where.connectionId];
}
