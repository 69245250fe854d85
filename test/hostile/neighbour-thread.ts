import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

// Another sender: it asks again as soon as it was answered, and writes down the longest that it had to wait.

const { url, longest } = workerData as { url: string; longest: SharedArrayBuffer };
const cell = new Int32Array(longest);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** Milliseconds between two of its requests: a stall that is longer than the aim is always met. */
const pause = 3;

let ended = false;
parentPort?.once('message', () => {
  ended = true;
  agent.destroy();
});

async function ask(): Promise<void> {
  const began = performance.now();
  await new Promise<void>(resolve => {
    const asked = request(url, { agent }, response => {
      response.resume();
      response.once('end', resolve);
    });
    asked.once('error', () => resolve());
    asked.end();
  });
  const waited = Math.round((performance.now() - began) * 1000);
  if (waited > Atomics.load(cell, 0)) Atomics.store(cell, 0, waited);
}

while (!ended) {
  await ask();
  await setTimeout(pause);
}
