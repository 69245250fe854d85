import { startInstallation } from './installation.ts';
import { type LoadResult, load } from './load.ts';
import type { Program } from './process.ts';
import { startReference } from './reference.ts';

export const connectionCounts = [32, 128] as const;
/** So long that the code that runs often has been compiled. */
const warmUpSeconds = 3;
const seconds = 4;
/** A URL takes a burst of 10,000 calls and a channel holds 10,000: the load is spread so that neither is reached. */
export const spread = 100;
export const deliveringTo = 20;
/** How long deliveries are counted while a backlog is worked off. */
const drainSeconds = 5;

/** One result for each of `connectionCounts`, with the processor time that a request takes, in microseconds. */
export type Intake = (LoadResult & { processorTime: number })[];

export interface Delivering {
  intake: Intake;
  /** Deliveries a second while the load ran, and with nothing else to do. */
  underLoad: number;
  draining: number;
}

/** How much the references take. They look at no token, so they get paths of the same length. */
export async function measureReference(mode: 'bare' | 'durable', scratch: string): Promise<Intake> {
  const { program, url } = await startReference(mode, scratch);
  const paths = Array.from({ length: spread }, (_, index) => `/w/${String(index).padStart(43, '0')}`);
  const intake = await loads(program, url, paths);
  await program.stop();
  return intake;
}

/** How much the service takes while Teams takes nothing: all of it is written to the outbox and stays there. */
export async function measureIntake(scratch: string): Promise<Intake> {
  const installation = await startInstallation({ scratch, channels: spread, connections: spread });
  await installation.holdDeliveries();
  const { service, paths } = installation;
  const intake = await loads(service, service.ready, paths);
  await installation.stop();
  return intake;
}

/** How much the service takes, and posts, while Teams takes all it can. */
export async function measureDelivering(scratch: string): Promise<Delivering> {
  const installation = await startInstallation({ scratch, channels: deliveringTo, connections: spread });
  const { service, paths, posted } = installation;
  let intake: Intake = [];
  const underLoad = await rate(posted, async () => {
    intake = await loads(service, service.ready, paths);
  });
  const draining = await rate(posted, () => new Promise(resolve => setTimeout(resolve, drainSeconds * 1000)));
  await installation.stop();
  return { intake, underLoad, draining };
}

async function loads(program: Program, url: string, paths: string[]): Promise<Intake> {
  const intake: Intake = [];
  await load({ url, paths, connections: connectionCounts[0], seconds: warmUpSeconds });
  for (const connections of connectionCounts) {
    const before = program.processorTime();
    const result = await load({ url, paths, connections, seconds });
    const used = program.processorTime() - before;
    intake.push({ ...result, processorTime: (used * 1e6) / result.answered });
  }
  return intake;
}

/** How fast a counter grows, a second, while something runs. */
async function rate(counter: () => Promise<number>, run: () => Promise<void>): Promise<number> {
  const [before, begun] = [await counter(), performance.now()];
  await run();
  return ((await counter()) - before) / ((performance.now() - begun) / 1000);
}
