import '../../bot/node-version.mjs';
import { parseArgs } from 'node:util';
import { hostileActivities } from './activities.ts';
import { cardBodies, connectorBodies, type HostileBody, megabyte } from './bodies.ts';
import { hostileConnections } from './connections.ts';
import { hostileFeeds } from './feeds.ts';
import { knownBodies } from './known-bodies.ts';
import { startTarget, type Target } from './target.ts';

// `npm run hostile`: drives bodies, feeds and activities that were made to be slow through the running service, and
// prints how long somebody else had to wait. Ends with 1 if that was longer than the aim.

/** Milliseconds that somebody else may wait, for a body of up to 1 MiB and for a larger one. */
const aim = 100;
const aimForLarge = 250;
/** A machine that does other work may hold up one run; what the input does comes again in each. */
const tries = 4;
const shown = 25;

interface Case {
  name: string;
  /** Undefined where there is nothing to be sent. */
  prepare(): { aim: number; run(target: Target): Promise<unknown> } | undefined;
}

interface Outcome {
  name: string;
  aim: number;
  /** Milliseconds; endless where the service did not survive it. */
  wait: number;
  failure?: string;
}

function cases(): Case[] {
  const ofBody = (kind: string, { name, connector, make, headers }: HostileBody): Case => ({
    name: `${kind}: ${name}`,
    prepare() {
      const body = make();
      if (body === undefined) return undefined;
      const isLarge = Buffer.byteLength(body) > megabyte;
      return { aim: isLarge ? aimForLarge : aim, run: target => target.postBody(connector, body, headers) };
    },
  });
  return [
    ...knownBodies().map(body => ofBody('known', body)),
    ...[...cardBodies(), ...connectorBodies()].map(body => ofBody('body', body)),
    ...hostileActivities().map(activity => ({
      name: `activity: ${activity.name}`,
      prepare: () => ({ aim, run: (target: Target) => target.postActivity(activity) }),
    })),
    ...hostileConnections().map(some => ({
      name: `connections: ${some.name}`,
      prepare: () => ({ aim, run: (target: Target) => target.openConnections(some) }),
    })),
    ...hostileFeeds().map(feed => ({
      name: `feed: ${feed.name}`,
      prepare: () => ({ aim, run: (target: Target) => target.pollFeed(feed) }),
    })),
  ];
}

/** The shortest of several longest waits: what is seen each time. */
async function measure(target: Target, name: string, aim: number, run: (target: Target) => Promise<unknown>) {
  let wait = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0 && wait > aim; left -= 1) {
    target.neighbour.longest();
    const before = target.computed();
    await run(target);
    wait = Math.min(wait, target.neighbour.longest(), target.computed() - before + 10);
  }
  return { name, aim, wait };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = cases().filter(({ name }) => values.only === undefined || name.includes(values.only));
  let target = await startTarget();
  const outcomes: Outcome[] = [];
  for (const { name, prepare } of chosen) {
    const prepared = prepare();
    if (prepared === undefined) continue;
    const { aim, run } = prepared;
    try {
      outcomes.push(await measure(target, name, aim, run));
    } catch (error) {
      outcomes.push({ name, aim, wait: Number.POSITIVE_INFINITY, failure: String(error).slice(0, 200) });
      await target.abandon();
      target = await startTarget();
    }
    if (outcomes.length % 50 === 0) process.stderr.write(`${outcomes.length} of ${chosen.length}\n`);
  }
  const worst = outcomes.toSorted((one, other) => other.wait - one.wait);
  const late = worst.filter(({ wait, aim }) => wait > aim);
  for (const { name, wait, failure } of worst.slice(0, Math.max(shown, late.length)))
    console.log(`${wait.toFixed(0).padStart(8)} ms  ${name}${failure ? `: ${failure}` : ''}`);
  console.log(
    `${outcomes.length} inputs; the longest wait of another request ${worst[0]?.wait.toFixed(0)} ms, ${late.length} over the aim`,
  );
  console.log(`peak of resident memory ${target.peak().toFixed(0)} MB, with --max-old-space-size=192`);
  for (const line of target.faults()) console.log(line);
  await target.close();
  process.exitCode = late.length > 0 ? 1 : 0;
}

await main();
