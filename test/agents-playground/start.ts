import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeConnection, firstConnection } from '../../playground/first-connection.ts';
import { agentsTeam, startAgentsPlayground } from '../support/agents-playground.ts';
import { startService } from '../support/service.ts';

// What "npm run agents-playground" does: the service, and beside it Microsoft's own stand-in for Teams.
// It has data of its own, so that "npm start" and it do not know of each other's team.
const dataDirectory = join(process.env.DATA_DIR || 'data', 'agents-playground');
const port = process.env.PORT || '3978';
const agentsPort = Number(process.env.AGENTS_PLAYGROUND_PORT || 56150);

mkdirSync(dataDirectory, { recursive: true });
const service = await startService({ dataDirectory, variables: { PORT: port, LOG_LEVEL: 'info' } });
const agents = await startAgentsPlayground({
  endpoint: `${service.url}/api/messages`,
  port: agentsPort,
  logFile: join(dataDirectory, 'agents-playground.log'),
}).catch(async (error: unknown) => {
  await service.stop();
  throw error;
});

let stopped = false;
async function stop(): Promise<void> {
  if (stopped) return;
  stopped = true;
  await Promise.all([agents.stop(), service.stop()]);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
agents.ended.then(stop);

console.log(`
  Service             ${service.url}
  Agents Playground   ${agents.url}

  Open the Agents Playground in a browser and choose General: then it tells the bot of its team.
`);
const first = await firstConnection({
  command: service.command,
  teamId: agentsTeam.id,
  stopped: () => stopped,
}).catch((error: unknown) => {
  // What is asked of the command line fails when all is being stopped.
  if (!stopped) throw error;
});
if (first)
  console.log(
    [...describeConnection(first), '', '  Keep the page open: it forgets its messages. Ctrl-C stops both.', ''].join(
      '\n',
    ),
  );
