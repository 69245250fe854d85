import { Agent } from 'node:http';
import { startNeighbour } from '../hostile/neighbour.ts';
import { install } from '../support/installation.ts';
import { send } from '../support/post.ts';
import { seededRandom } from '../support/random.ts';
import { readCorpus } from './corpus.ts';
import { mutate, pick } from './mutate.ts';

export interface ServiceFuzz {
  requests: number;
  serverErrors: number;
  /** How often somebody else waited for longer than the aim, twice in a row for the same input. */
  stalls: number;
  /** The longest such wait, in milliseconds. */
  longest: number;
  /** What the service logged as its own failure. */
  faults: string[];
}

const senders = 8;
const aim = 100;
const contentTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=a',
];

/** Sends mutated bodies and activities to a running service for `milliseconds`. */
export async function fuzzService(seed: number, milliseconds: number): Promise<ServiceFuzz> {
  const installation = await install();
  const corpus = readCorpus();
  const [, builds] = installation.playground.world.channels;
  const channelId = builds?.id ?? '';
  const neighbour = startNeighbour(`${installation.service().url}/healthz`);
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const result: ServiceFuzz = { requests: 0, serverErrors: 0, stalls: 0, longest: 0, faults: [] };
  const end = Date.now() + milliseconds;
  const messages = `${installation.service().url}/api/messages`;
  let url = connect();
  let uses = 0;

  async function connect(): Promise<string> {
    const [made] = await installation.connect({ name: `fuzz ${result.requests}`, channelId });
    return made?.urls.short ?? '';
  }

  /** A URL takes so many calls at once; then another connection takes its place. */
  function nextUrl(): Promise<string> {
    uses += 1;
    if (uses % 5_000 === 0) url = connect();
    return url;
  }

  async function one(number: number): Promise<number> {
    const random = seededRandom(number);
    const isActivity = random.between(0, 5) === 0;
    const texts = isActivity ? corpus.activity : [...corpus.body, ...corpus.card];
    const body = mutate(random, pick(random, texts), pick(random, texts));
    const headers = { 'content-type': isActivity ? 'application/json' : pick(random, contentTypes) };
    const { status } = await send(isActivity ? messages : await nextUrl(), { body, headers, agent });
    return status;
  }

  let number = seed;
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (Date.now() < end) {
        number += 1;
        // 503 says that the service is full for a moment, not that it failed.
        const status = await one(number);
        if (status >= 500 && status !== 503) result.serverErrors += 1;
        result.requests += 1;
      }
    }),
  );
  result.longest = neighbour.longest();
  // Eight at once share a processor with those who send: alone, nobody may wait.
  if (result.longest > aim) {
    for (let repeated = seed + 1; repeated <= number && repeated < seed + 500; repeated += 1) {
      neighbour.longest();
      await one(repeated);
      const first = neighbour.longest();
      if (first <= aim) continue;
      await one(repeated);
      if (neighbour.longest() > aim) result.stalls += 1;
    }
  }
  await neighbour.end();
  agent.destroy();
  const logged = installation.service().logged;
  result.faults = logged.filter(line => /"level":"(error|fatal)"/.test(line) || !line.startsWith('{')).slice(0, 20);
  await installation.close();
  return result;
}
