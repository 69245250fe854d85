import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { FaultRule } from '../../playground/control/faults.ts';
import { type Connected, type Installation, install } from '../support/installation.ts';
import { type Load, postedText, startLoad } from '../support/load.ts';
import { seededRandom } from '../support/random.ts';
import { temporaryDirectory } from '../support/service.ts';

export interface KillsOptions {
  /** How often the service is killed. */
  count: number;
  /** Connections, in as many channels as the playground has. */
  connections: number;
  seed: number;
  /** Told after each kill; false ends it before the count is reached. */
  onKill?: (done: number) => boolean;
}

/** What became of the messages. */
export interface KillFigures {
  kills: number;
  /** The sender got its `1`. */
  accepted: number;
  /** Different messages that stand in a channel. */
  posted: number;
  /** Accepted, and in no channel. */
  lost: string[];
  /** Posted after one that its sender sent later, by the first time that each stands there. */
  outOfOrder: string[];
  /** Posts of a message beyond its first. */
  duplicates: number;
  /** Those of them that the service did not count as possible. */
  unexplained: string[];
  /** Two sends to a channel at a time, and the like. */
  violations: number;
}

/** What Teams does meanwhile, now and then. */
const faults: FaultRule[] = [
  { every: 17, match: { method: 'POST' }, action: { status: 429, headers: { 'Retry-After': '1' } } },
  { every: 13, match: { method: 'POST' }, action: { status: 502 } },
  { every: 11, match: { method: 'POST' }, action: { cut: 'before' } },
  { every: 19, match: { method: 'POST' }, action: { cut: 'after' } },
  { every: 5, match: { method: 'POST' }, action: { delayMs: 20 } },
];

/** Kills the service so often, at moments of chance, while senders post and Teams fails now and then. */
export async function runKills({ count, connections, seed, onKill }: KillsOptions): Promise<KillFigures> {
  const random = seededRandom(seed);
  // Node's cache of compiled modules makes each start faster.
  const compileCache = temporaryDirectory();
  const installation = await install({}, { NODE_COMPILE_CACHE: compileCache });
  try {
    const load = startLoad(await connect(installation, connections));
    let kills = 0;
    while (kills < count) {
      installation.playground.faults.add(...faults);
      await load.replies(random.between(1, 3 * connections));
      await setTimeout(random.between(0, 30));
      const dead = installation.kill();
      installation.playground.faults.clear();
      await dead;
      await installation.restart();
      load.goOn();
      kills += 1;
      if (onKill?.(kills) === false) break;
    }
    await load.end();
    await installation.posted();
    const figures = await examine(installation, load);
    return { kills, ...figures };
  } finally {
    await installation.close();
    rmSync(compileCache, { recursive: true });
  }
}

function connect({ playground, connect: add }: Installation, count: number): Promise<Connected[]> {
  const channels = playground.world.channels.map(({ id }) => id);
  return add(
    ...Array.from({ length: count }, (_, index) => ({
      name: `c${index}`,
      channelId: channels[index % channels.length] ?? '',
    })),
  );
}

async function examine({ playground, store }: Installation, load: Load): Promise<Omit<KillFigures, 'kills'>> {
  const texts = playground.record
    .entries()
    .flatMap(entry => (entry.worked ? (postedText(entry) ?? []) : []))
    .filter(text => / \d+$/.test(text));
  const posts = Map.groupBy(texts, text => text);
  const accepted = load.sent.filter(({ reply }) => reply !== undefined);
  const rows = await store
    .selectFrom('delivery')
    .select(['summary', 'possible_duplicates'])
    .where('connection_id', 'is not', null)
    .execute();
  const possible = new Map(rows.map(row => [row.summary, row.possible_duplicates]));
  return {
    accepted: accepted.length,
    posted: posts.size,
    lost: accepted.flatMap(({ text }) => (posts.has(text) ? [] : text)),
    outOfOrder: outOfOrder([...posts.keys()]),
    duplicates: texts.length - posts.size,
    unexplained: [...posts].flatMap(([text, all]) => (all.length > 1 + (possible.get(text) ?? 0) ? text : [])),
    violations: playground.record.violations().length,
  };
}

function outOfOrder(inOrderOfPosting: string[]): string[] {
  const latest = new Map<string, number>();
  return inOrderOfPosting.filter(text => {
    const [name = '', number = ''] = text.split(' ');
    const before = latest.get(name) ?? 0;
    latest.set(name, Math.max(before, Number(number)));
    return Number(number) < before;
  });
}
