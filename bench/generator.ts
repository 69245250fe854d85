import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { z } from 'zod';
import { readBody } from './body.ts';

// The load, as a process of its own: the plan comes on standard input, what came of it goes to standard output, both
// as JSON. See `load.ts`.
const plan = z
  .object({
    url: z.string(),
    paths: z.array(z.string()),
    connections: z.number(),
    seconds: z.number(),
  })
  .parse(JSON.parse(readFileSync(0, 'utf8')));
const requests = plan.paths.map(path => ({
  method: 'POST' as const,
  path,
  body: readBody(),
  headers: { 'content-type': 'application/json' },
}));

let clients = 0;
const result = await autocannon({
  url: plan.url,
  connections: plan.connections,
  duration: plan.seconds,
  requests,
  // Each begins elsewhere, or all would call the same URL at the same time.
  setupClient: client => {
    const start = Math.round((clients++ * requests.length) / plan.connections);
    client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
  },
});

const { duration, latency, errors, non2xx } = result;
process.stdout.write(
  JSON.stringify({
    answered: result['2xx'],
    perSecond: result['2xx'] / duration,
    median: latency.p50,
    p99: latency.p99,
    longest: latency.max,
    failed: non2xx + errors,
  }),
);
