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
      let query = store
        .selectFrom('activity')
        .selectAll()
        .where('tenant_id', '=', await tenant());
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
      }));
      const rows = json.map(one => [time(one.at), one.status, one.outcome, one.address, one.userAgent, one.reason]);
      return {
        json,
        text: table(['TIME (UTC)', 'STATUS', 'OUTCOME', 'ADDRESS', 'USER-AGENT', 'REASON'], rows, 'Nothing yet.'),
      };
    },
  },
];
