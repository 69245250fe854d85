import type { SuspensionCause, Time } from '../store/schema.ts';
import type { Store, StoreOrTransaction } from '../store/store.ts';

/** Which connections: those of a team, of a channel, or one. */
export type Where = { teamId: string } | { channelId: string } | { connectionId: string };

export interface Suspension {
  at: Time;
  cause: SuspensionCause;
  /** For people. */
  reason: string;
}

/** Marks connections as suspended: what comes for them is held. Those already suspended keep their first reason. */
export async function suspendConnections(
  store: StoreOrTransaction,
  tenantId: string,
  where: Where,
  { at, cause, reason }: Suspension,
): Promise<void> {
  await store
    .updateTable('connection')
    .set({
      suspended_at: at,
      suspended_cause: cause,
      suspended_reason: reason,
      version: eb => eb('version', '+', 1),
    })
    .where('tenant_id', '=', tenantId)
    .where(...condition(where))
    .where('suspended_at', 'is', null)
    .where('removed_at', 'is', null)
    .execute();
}

/** Ends the suspension of connections. Answers the channels whose queues can go on. */
export async function wakeConnections(store: Store, tenantId: string, where: Where): Promise<string[]> {
  const rows = await store
    .updateTable('connection')
    .set({ suspended_at: null, suspended_cause: null, suspended_reason: null, version: eb => eb('version', '+', 1) })
    .where('tenant_id', '=', tenantId)
    .where(...condition(where))
    .where('suspended_at', 'is not', null)
    .returning('channel_id')
    .execute();
  return [...new Set(rows.map(row => row.channel_id))];
}

function condition(where: Where): ['team_id' | 'channel_id' | 'id', '=', string] {
  if ('teamId' in where) return ['team_id', '=', where.teamId];
  if ('channelId' in where) return ['channel_id', '=', where.channelId];
  return ['id', '=', where.connectionId];
}
