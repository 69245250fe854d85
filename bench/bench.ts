import '../bot/node-version.mjs';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readBody, readHeavyBody } from './body.ts';
import { measureGithubEvents } from './github-events.ts';
import { startInstallation } from './installation.ts';
import {
  connectionCounts,
  type Delivering,
  deliveringTo,
  type Intake,
  measureDelivering,
  measureIntake,
  measureReference,
  spread,
} from './intake.ts';
import { type Latency, measureLatency } from './latency.ts';
import { referenceFile } from './reference.ts';
import { measureRendering } from './render.ts';
import { median } from './statistics.ts';
import { count, fixed, markdownTable } from './table.ts';

// `npm run bench`: what docs/performance.md explains. All on this machine, under four minutes, no assertions.

const root = join(import.meta.dirname, '..');
const rounds = 3;
/** After its start the service has things to do once; then it is idle. */
const settled = 5_000;

interface Measured {
  bare: Intake[];
  durable: Intake[];
  intake: Intake[];
  delivering: Delivering[];
}

async function main(): Promise<void> {
  // Beside the data, so that it is the disk that counts and not one that is made of memory.
  mkdirSync(join(root, 'data'), { recursive: true });
  const scratch = mkdtempSync(join(root, 'data', 'bench-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  printConditions();
  printRendering();
  const { memory, startTime, latency } = await measureIdle(scratch);
  const measured: Measured = { bare: [], durable: [], intake: [], delivering: [] };
  for (let round = 1; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds} …\n`);
    measured.bare.push(await measureReference('bare', scratch));
    measured.durable.push(await measureReference('durable', scratch));
    measured.intake.push(await measureIntake(scratch));
    measured.delivering.push(await measureDelivering(scratch));
  }
  printIntake(measured);
  printDelivery(measured.delivering, latency);
  print(
    markdownTable(
      ['idle', ''],
      [
        ['resident memory', `${fixed(memory, 0)} MB`],
        ['start to ready', `${fixed(startTime, 0)} ms`],
      ],
    ),
  );
}

async function measureIdle(scratch: string): Promise<{ memory: number; startTime: number; latency: Latency }> {
  const installation = await startInstallation({ scratch, channels: deliveringTo, connections: deliveringTo });
  await setTimeout(settled);
  const { startTime } = installation.service;
  const memory = installation.service.memory();
  const latency = await measureLatency(installation);
  await installation.stop();
  return { memory, startTime, latency };
}

function printConditions(): void {
  const [processor] = cpus();
  print(
    [
      `Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}, load generator on the same machine.`,
      `References: ${relative(root, referenceFile())}. ${rounds} rounds, references and service in turns, medians.`,
      `The load is spread over ${spread} webhook URLs: a URL takes a burst of 10,000 calls, a channel holds 10,000.`,
    ].join('\n'),
  );
}

function printRendering(): void {
  const { parse, read, render } = measureRendering(readBody(), 5_000);
  const heavy = measureRendering(readHeavyBody(), 500);
  const github = measureGithubEvents();
  print(
    markdownTable(
      ['a message', 'µs'],
      [
        ['JSON.parse of its body', fixed(parse)],
        ['body to notification', fixed(read)],
        ['notification to card', fixed(render)],
        ['heavy with Markdown: body to notification', fixed(heavy.read)],
        ['heavy with Markdown: notification to card', fixed(heavy.render)],
        [`GitHub event to notification, median of ${github.events}`, fixed(github.median)],
        ['GitHub event to notification, the slowest', fixed(github.slowest)],
      ],
    ),
  );
}

function printIntake({ bare, durable, intake, delivering }: Measured): void {
  const rows: [string, Intake[]][] = [
    ['reference, bare', bare],
    ['reference, durable', durable],
    ['service, Teams takes nothing', intake],
    [`service, delivering to ${deliveringTo} channels`, delivering.map(result => result.intake)],
  ];
  const head = ['', 'connections', 'requests/s', 'of durable', 'median ms', 'p99 ms', 'processor µs', 'failed'];
  const cells = connectionCounts.flatMap((connections, index) => {
    const of = (intakes: Intake[], value: 'perSecond' | 'median' | 'p99' | 'processorTime' | 'failed') =>
      median(intakes.map(results => results[index]?.[value] ?? Number.NaN));
    const least = of(durable, 'perSecond');
    return rows.map(([name, results]) => [
      name,
      String(connections),
      count(of(results, 'perSecond')),
      fixed(of(results, 'perSecond') / least, 2),
      fixed(of(results, 'median'), 0),
      fixed(of(results, 'p99'), 0),
      fixed(of(results, 'processorTime'), 0),
      count(of(results, 'failed')),
    ]);
  });
  print(markdownTable(head, cells));
}

function printDelivery(delivering: Delivering[], { messages, answered, posted }: Latency): void {
  const milliseconds = ({ median, p99 }: { median: number; p99: number }) => [fixed(median), fixed(p99)];
  print(
    markdownTable(
      ['deliveries', 'a second'],
      [
        ['while the load runs', count(median(delivering.map(result => result.underLoad)))],
        [`working off a backlog, ${deliveringTo} channels`, count(median(delivering.map(result => result.draining)))],
      ],
    ),
  );
  print(
    markdownTable(
      [`one at a time, ${messages} messages`, 'median ms', 'p99 ms'],
      [
        ['request to answer', ...milliseconds(answered)],
        ['request to post in the channel', ...milliseconds(posted)],
      ],
    ),
  );
}

const print = (text: string) => process.stdout.write(`${text}\n\n`);

await main();
