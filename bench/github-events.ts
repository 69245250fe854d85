import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { builtInConnectors } from '../bot/catalogue/built-in.ts';
import { readConnector } from '../bot/catalogue/connector-folder.ts';
import { compileEvents } from '../bot/catalogue/events/read-event.ts';
import { median } from './statistics.ts';

const webhooks = z.array(z.object({ name: z.string(), examples: z.array(z.json()) }));
const calls = 200;

/** Microseconds from a parsed body of GitHub to its notification: the median and the slowest of its documented events. */
export function measureGithubEvents(): { median: number; slowest: number; events: number } {
  const connector = readConnector(builtInConnectors, 'github');
  const read = compileEvents(connector, connector.events, 'en');
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json');
  const times = webhooks.parse(JSON.parse(readFileSync(file, 'utf8'))).flatMap(({ name, examples }) =>
    examples.map(body => {
      const run = () => read({ body, headers: { 'x-github-event': name }, settings: { everything: true } });
      for (let index = 0; index < calls; index += 1) run();
      const begun = performance.now();
      for (let index = 0; index < calls; index += 1) run();
      return ((performance.now() - begun) / calls) * 1000;
    }),
  );
  return { median: median(times), slowest: Math.max(...times), events: times.length };
}
