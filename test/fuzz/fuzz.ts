import '../../bot/node-version.mjs';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzzService } from './fuzz-service.ts';
import { runFuzz } from './run-fuzz.ts';

// `npm run fuzz -- --minutes N`: mutated bodies, events, feeds, packages, cards, templates and activities, a part of
// them through the running service. Prints what held it up or made it fail; ends with 1 if anything did.

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? randomInt(2 ** 30));
/** Of the time, for the service over HTTP. */
const share = 0.2;

console.log(`seed ${seed}: --seed ${seed} repeats it`);
const service = await fuzzService(seed, minutes * share * 60_000);
const end = Date.now() + minutes * (1 - share) * 60_000;
const readers = runFuzz(seed, inputs => (inputs % 100 === 0 && inputs > 0 ? progress(inputs) : true));

function progress(inputs: number): boolean {
  if (inputs % 50_000 === 0) process.stderr.write(`${inputs} inputs\n`);
  return Date.now() < end;
}

for (const { kind, seed: one, what, input } of [...readers.stalls, ...readers.crashes])
  console.log(`${kind}, seed ${one}: ${what}\n  ${JSON.stringify(input)}`);
for (const line of service.faults) console.log(line);
const { inputs, stalls, crashes, slowest } = readers;
console.log(
  `${(inputs + service.requests).toLocaleString('en-US')} inputs (${service.requests.toLocaleString('en-US')} through the service): ` +
    `${stalls.length + service.stalls} stalls, ${crashes.length} crashes, ${service.serverErrors} answers of 5xx; ` +
    `slowest reader ${slowest.toFixed(0)} ms, longest wait beside the service ${service.longest.toFixed(0)} ms`,
);
const failed = stalls.length + crashes.length + service.serverErrors + service.stalls + service.faults.length;
process.exit(failed > 0 ? 1 : 0);
