import { deadLetterIds, listDeliveries, replayDelivery } from '../../delivery/deliveries.ts';
import type { DeliveryState } from '../../store/schema.ts';
import { type Command, option } from '../command.ts';
import { limitOf } from '../limit.ts';
import { table, time } from '../table.ts';
import { UsageError } from '../usage-error.ts';

const states: readonly DeliveryState[] = ['waiting', 'sending', 'posted', 'dead letter', 'cancelled'];

export const deliveryCommands: Command[] = [
  {
    name: 'deliveries list',
    usage: '[--connection ID] [--state STATE] [--limit COUNT]',
    summary: `what was posted and what was not, newest first; STATE is one of ${states.join(', ')}`,
    options: { connection: option.value, state: option.value, limit: option.value },
    positionals: { min: 0, max: 0 },
    async run({ store, tenant }, input) {
      const connectionId = input.option('connection');
      const state = stateOf(input.option('state'));
      const list = await listDeliveries(store, await tenant(), {
        limit: limitOf(input),
        ...(connectionId !== undefined && { connectionId }),
        ...(state !== undefined && { state }),
      });
      const rows = list.map(one => [
        one.id,
        time(one.queuedAt),
        one.state,
        one.attempts,
        one.summary.slice(0, 60),
        one.error,
      ]);
      return {
        json: list,
        text: table(['ID', 'TIME (UTC)', 'STATE', 'ATTEMPTS', 'SUMMARY', 'ERROR'], rows, 'Nothing yet.'),
      };
    },
  },
  {
    name: 'deliveries replay',
    usage: 'ID… | --dead-letters [--connection ID]',
    summary: 'posts again: one delivery, or all dead letters',
    options: { 'dead-letters': option.flag, connection: option.value },
    positionals: { min: 0, max: 1000 },
    async run({ store, tenant, now }, input) {
      const tenantId = await tenant();
      const ids = input.flag('dead-letters')
        ? await deadLetterIds(store, tenantId, input.option('connection'))
        : input.positionals.map(toId);
      if (ids.length === 0 && !input.flag('dead-letters'))
        throw new UsageError('Give the id of a delivery, or --dead-letters.');
      const replayed = [];
      for (const id of ids) replayed.push(await replayDelivery(store, tenantId, id, now()));
      return { json: replayed, text: `${replayed.length} waiting to be posted again.` };
    },
  },
];

function stateOf(given: string | undefined): DeliveryState | undefined {
  if (given === undefined) return undefined;
  const state = states.find(one => one === given);
  if (!state) throw new UsageError(`--state is one of ${states.join(', ')}.`);
  return state;
}

function toId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${text} is not the id of a delivery.`);
  return Number(text);
}
