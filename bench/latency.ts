import { setTimeout } from 'node:timers/promises';
import { readBody } from './body.ts';
import type { Installation } from './installation.ts';
import { quantile } from './statistics.ts';

/** Times in milliseconds, of messages that follow one another while the service has nothing else to do. */
export interface Latency {
  messages: number;
  /** From the request to its `1`. */
  answered: { median: number; p99: number };
  /** From the request to the moment when the playground's page is told of the post. */
  posted: { median: number; p99: number };
}

const messages = 200;
const warmUp = 20;

/** The way of a message with nothing in its way: the service and Teams idle, each message in another channel. */
export async function measureLatency({ service, playground, paths }: Installation): Promise<Latency> {
  const listening = new AbortController();
  const events = await fetch(`${playground}/playground/api/events`, { signal: listening.signal });
  if (!events.body) throw new Error('The playground has no events.');
  const reader = events.body.pipeThrough(new TextDecoderStream()).getReader();

  const answered: number[] = [];
  const posted: number[] = [];
  for (let index = 0; index < warmUp + messages; index += 1) {
    const begun = performance.now();
    const answer = fetch(service.ready + paths[index % paths.length], { method: 'POST', body: readBody() });
    const done = answer.then(async response => {
      if ((await response.text()) !== '1') throw new Error(`The service answered ${response.status}.`);
      answered.push(performance.now() - begun);
    });
    for (let text = ''; !text.includes('event: post\n'); ) text += (await reader.read()).value ?? '';
    posted.push(performance.now() - begun);
    await done;
    // The rest of the event, and what the service writes down after the post, must not reach into the next one.
    await setTimeout(5);
  }
  listening.abort();
  return { messages, answered: summary(answered), posted: summary(posted) };
}

function summary(times: number[]): { median: number; p99: number } {
  const counted = times.slice(warmUp);
  return { median: quantile(counted, 0.5), p99: quantile(counted, 0.99) };
}
