import { z } from 'zod';

const teams = z.array(z.object({ id: z.string(), channels: z.array(z.object({ id: z.string(), name: z.string() })) }));
const connections = z.array(z.object({ id: z.string() }));
const connection = z.object({ name: z.string(), channelId: z.string(), urls: z.object({ short: z.string() }) });

/** A connection that is there to be tried. */
export interface FirstConnection {
  name: string;
  channelName: string;
  url: string;
  /** A line for the terminal that posts a message. */
  curl: string;
}

export interface FirstConnectionOptions {
  /** Runs the command line, as an administrator would, and resolves with what it printed. */
  command: (...words: string[]) => Promise<string>;
  /** The team in whose General channel it is; the bot may not know it yet. */
  teamId: string;
  stopped: () => boolean;
}

/** How long to wait before asking again whether the bot knows the team, in milliseconds. */
const pause = 100;

/**
 * Sees to it that there is a connection to try, once the bot knows the team: "Incoming Webhook" in General at the
 * first start, later the oldest one there is. Undefined if it was stopped while it waited.
 * Rejects with what the command line says is wrong.
 */
export async function firstConnection(options: FirstConnectionOptions): Promise<FirstConnection | undefined> {
  const { command, teamId, stopped } = options;
  const ask = async (...words: string[]): Promise<unknown> => JSON.parse(await command(...words, '--json'));

  const channels = await channelsOf(options);
  if (!channels || stopped()) return undefined;
  const [oldest] = connections.parse(await ask('connections', 'list'));
  const shown = oldest
    ? await ask('connections', 'show', oldest.id)
    : // biome-ignore format: one line as one would type it
      await ask('connections', 'add', '--connector', 'incoming-webhook', '--channel', teamId, '--name', 'Incoming Webhook');
  const { name, channelId, urls } = connection.parse(shown);
  const body = JSON.stringify({ title: 'Hello', text: 'My first message in a channel.' });
  return {
    name,
    channelName: channels.find(channel => channel.id === channelId)?.name ?? channelId,
    url: urls.short,
    curl: `curl -H "Content-Type: application/json" -d '${body}' ${urls.short}`,
  };
}

/** The lines that tell of it in a terminal. */
export function describeConnection({ name, channelName, url, curl }: FirstConnection): string[] {
  return [`  Webhook URL of "${name}" in ${channelName}:`, `    ${url}`, '', '  Try it:', `    ${curl}`];
}

/** The team's channels, as soon as the bot knows the team with its General channel, which has the team's id. */
async function channelsOf({ command, teamId, stopped }: FirstConnectionOptions) {
  while (!stopped()) {
    const known = teams.parse(await teamsList(command));
    const team = known.find(({ id, channels }) => id === teamId && channels.some(channel => channel.id === teamId));
    if (team) return team.channels;
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  return undefined;
}

async function teamsList(command: FirstConnectionOptions['command']): Promise<unknown> {
  try {
    return JSON.parse(await command('teams', 'list', '--json'));
  } catch (error) {
    // At the first start there is no team yet, which the command line calls an error.
    if (error instanceof Error && error.message.includes('No team is known yet')) return [];
    throw error;
  }
}
