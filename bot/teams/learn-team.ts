import type { BotOptions } from './activity-handler.ts';
import { ConnectorError } from './connector-error.ts';
import { channelSeen, type SeenTeam, teamSeen } from './team-store.ts';

/**
 * Asks the Bot Connector for the team's name, its group id and its channels, and keeps them. What cannot be had now is
 * told to the log only: events bring it later, and nothing waits for it but the list of channels.
 */
export async function learnTeam(team: SeenTeam, at: number, options: BotOptions): Promise<void> {
  const { store, texts } = options;
  const { id, tenantId, serviceUrl } = team;
  const general = { id, tenantId, teamId: id, name: undefined, membershipType: 'standard' } as const;
  await channelSeen(store, { ...general, name: texts.general }, at);

  const details = await orUndefined(options.botConnector.team({ serviceUrl, teamId: id }), team, options);
  const groupId = details?.aadGroupId ?? team.groupId;
  const name = details?.name ?? team.name;
  if (details) await teamSeen(store, { ...team, groupId, name }, at);

  const channels = await orUndefined(options.botConnector.channels({ serviceUrl, teamId: id }), team, options);
  for (const channel of channels ?? []) {
    const { type } = channel;
    const membershipType = type === 'private' || type === 'shared' ? type : 'standard';
    // General comes without a name, since its name depends on who looks at it.
    const channelName = channel.name ?? (channel.id === id ? texts.general : undefined);
    await channelSeen(store, { id: channel.id, tenantId, teamId: id, name: channelName, membershipType }, at);
  }
}

async function orUndefined<T>(asked: Promise<T>, team: SeenTeam, { log }: BotOptions): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    log.warn({ teamId: team.id, status: error.status, code: error.code, reason: error.message }, 'a team was not read');
    return undefined;
  }
}
