import type { Store } from '../../store/store.ts';
import { type Command, option } from '../command.ts';
import { limitOf } from '../limit.ts';
import { table, time } from '../table.ts';

export const activityCommands: Command[] = [
  {
    name: 'activity list',
    usage: '[--connection ID] [--limit COUNT]',
    summary: 'the requests that came in and what became of them, newest first',
    options: { connection: option.value, limit: option.value },
    positionals: { min: 0, max: 0 },
    async run({ store, tenant }, input) {
      const connectionId = input.option('connection');
      const tenantId = await tenant();
      let query = store.selectFrom('activity').selectAll().where('tenant_id', '=', tenantId);
      if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
      const list = await query.orderBy('id', 'desc').limit(limitOf(input)).execute();
      const json = list.map(row => ({
        id: row.id,
        connectionId: row.connection_id,
        at: row.at,
        outcome: row.outcome,
        reason: row.reason,
        status: row.status,
        generation: row.generation,
        address: row.address,
        userAgent: row.user_agent,
        contentType: row.content_type,
        size: row.size,
        body: row.body,
        bodyLeftOut: row.body_left_out === 1,
      }));
      const rows = json.map(one => [time(one.at), one.status, one.outcome, one.address, one.userAgent, one.reason]);
      return {
        json,
        text: `${table(['TIME (UTC)', 'STATUS', 'OUTCOME', 'ADDRESS', 'USER-AGENT', 'REASON'], rows, 'Nothing yet.')}${await leftOutText(store, tenantId, connectionId)}`,
      };
    },
  },
];

/** What is missing from the list, since the space for it was used up. */
async function leftOutText(store: Store, tenantId: string, connectionId: string | undefined): Promise<string> {
  let query = store
    .selectFrom('activity_size')
    .select(eb => [eb.fn.sum<number>('left_out').as('requests'), eb.fn.max('left_out_at').as('at')])
    .where('tenant_id', '=', tenantId)
    .where('left_out_at', 'is not', null);
  if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
  const { requests, at } = await query.executeTakeFirstOrThrow();
  if (at === null) return '';
  return `\nNot everything was kept (ACTIVITY_MB, ACTIVITY_MB_PER_CONNECTION), the last time at ${time(at)}: bodies, and ${requests} requests that were ignored or refused.`;
}
