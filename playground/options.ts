import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlaygroundOptions } from './playground.ts';

const environmentSchema = z.object({
  PLAYGROUND_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3979),
  DATA_DIR: z.string().default('./data'),
  BOT_ENDPOINT: z
    .url('must be the address of the bot, such as http://localhost:3978/api/messages')
    .default('http://localhost:3978/api/messages'),
  SERVICE_URL: z.url({ protocol: /^https?$/, error: 'must be the address of the service' }).optional(),
  BOT_ID: z.string().optional(),
  PLAYGROUND_RATE_LIMITS: z.stringbool().default(false),
  PLAYGROUND_RECORD: z.enum(['all', 'none']).default('all'),
  /** Nothing is kept on disk: for benchmarks. */
  PLAYGROUND_MEMORY: z.stringbool().default(false),
  /** How many channels more than the usual three. */
  PLAYGROUND_CHANNELS: z.coerce.number().int().min(0).max(1000).default(0),
});

/**
 * Reads the environment. The data directory is made when it is not there.
 * @throws {Error} that names the variable
 */
export function readOptions(environment: NodeJS.ProcessEnv): PlaygroundOptions {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = parsed.data;
  if (!env.PLAYGROUND_MEMORY) mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  return {
    port: env.PLAYGROUND_PORT,
    dataFile: env.PLAYGROUND_MEMORY ? ':memory:' : join(env.DATA_DIR, 'playground.db'),
    botUrl: env.BOT_ENDPOINT,
    ...(env.SERVICE_URL === undefined ? {} : { serviceUrl: env.SERVICE_URL }),
    ...(env.BOT_ID === undefined ? {} : { botAppId: env.BOT_ID }),
    rateLimits: env.PLAYGROUND_RATE_LIMITS,
    record: env.PLAYGROUND_RECORD,
    channels: Array.from({ length: env.PLAYGROUND_CHANNELS }, (_, index) => furtherChannel(index + 1)),
  };
}

/** The same id at every start, so that connections to the channel survive. */
function furtherChannel(number: number): { name: string; id: string } {
  return { name: `Channel ${number}`, id: `19:${String(number).padStart(32, '0')}@thread.tacv2` };
}
