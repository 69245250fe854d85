import '../../bot/node-version.mjs';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

// `npm run kills -- --count 200`: the service is killed under load so often, or until `--minutes` are over; no message
// may be lost or out of order.

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    connections: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const [count, connections, minutes, seed] = [values.count, values.connections, values.minutes, values.seed].map(Number);
if (!count || !connections || !minutes || seed === undefined || Number.isNaN(seed)) {
  console.error('Give numbers: --count 200 --connections 40 --minutes 60 --seed 1');
  process.exit(2);
}

const begun = Date.now();
const figures = await runKills({
  count,
  connections,
  seed,
  onKill: done => {
    process.stderr.write(`\r${done} of ${count} kills`);
    return Date.now() - begun < minutes * 60_000;
  },
});
process.stderr.write('\n');
const { lost, outOfOrder, unexplained, ...numbers } = figures;
console.log({
  ...numbers,
  lost: lost.length,
  outOfOrder: outOfOrder.length,
  unexplainedDuplicates: unexplained.length,
  connections,
  seed,
  seconds: Math.round((Date.now() - begun) / 1000),
});
for (const [what, texts] of Object.entries({ lost, outOfOrder, unexplained }))
  if (texts.length > 0) console.error(`${what}: ${texts.slice(0, 20).join(', ')}`);
process.exitCode = lost.length + outOfOrder.length + unexplained.length + numbers.violations > 0 ? 1 : 0;
