import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const command = join(import.meta.dirname, '..', 'bot', 'cli', 'channel-connectors.mjs');
const run = promisify(execFile);

const state = z.object({
  team: z.object({ id: z.string() }),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
});
const teams = z.array(z.object({ id: z.string(), channels: z.array(z.object({ id: z.string() })) }));
const connection = z.object({ id: z.string(), name: z.string(), channelId: z.string() });
const withUrls = connection.extend({ urls: z.object({ short: z.string() }) });

/** Uses the command line, as an administrator would. */
async function channelConnectors(...args: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [command, ...args, '--json']);
  return JSON.parse(stdout);
}

/**
 * Sees to it that there is a connection to try, once the bot knows the playground's team: "Incoming Webhook" in
 * General at the first start, later the oldest one there is. Tells the playground's page of it and answers what to
 * print.
 */
export async function firstConnection(playground: string, stopped: () => boolean): Promise<string[]> {
  const { team, channels } = state.parse(await (await fetch(`${playground}/playground/api/state`)).json());
  while (!stopped() && !(await knowsTeam(team.id))) await new Promise(resolve => setTimeout(resolve, 100));
  if (stopped()) return [];

  const [oldest] = z.array(connection).parse(await channelConnectors('connections', 'list'));
  const shown = oldest
    ? await channelConnectors('connections', 'show', oldest.id)
    : // biome-ignore format: one line as one would type it
      await channelConnectors('connections', 'add', '--connector', 'incoming-webhook', '--channel', team.id, '--name', 'Incoming Webhook');
  const { name, channelId, urls } = withUrls.parse(shown);
  const channelName = channels.find(channel => channel.id === channelId)?.name ?? channelId;
  const body = JSON.stringify({ title: 'Hello', text: 'My first message in a channel.' });
  const curl = `curl -H "Content-Type: application/json" -d '${body}' ${urls.short}`;
  await fetch(`${playground}/playground/api/try-it`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ connectionName: name, channelName, url: urls.short, curl }),
  });
  return [`  Webhook URL of "${name}" in ${channelName}:`, `    ${urls.short}`, '', '  Try it:', `    ${curl}`];
}

async function knowsTeam(id: string): Promise<boolean> {
  // The first time round there is no team yet, which the command line calls an error.
  const known = await channelConnectors('teams', 'list').catch(() => []);
  return teams.parse(known).some(team => team.id === id && team.channels.some(channel => channel.id === id));
}
