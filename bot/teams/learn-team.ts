import { botTexts } from '../locales/bot-texts.ts';
import type { BotOptions } from './bot-options.ts';
import { ConnectorError } from './connector-error.ts';
import { membershipTypeOf } from './membership-type.ts';
import { channelSeen, type SeenTeam, teamSeen } from './team-store.ts';

/**
 * Asks the Bot Connector for the team's name, its group id and its channels, and keeps them. What cannot be had now is
 * only told to the log: events bring it later, and General, at least, is known by the team's own id.
 */
export async function learnTeam(team: SeenTeam, at: number, options: BotOptions): Promise<void> {
  const { store, botConnector, language } = options;
  const { id: teamId, tenantId, serviceUrl } = team;

  const details = await orUndefined(botConnector.team({ serviceUrl, teamId }), team, options);
  const groupId = details?.aadGroupId ?? team.groupId;
  const name = details?.name ?? team.name;
  if (details) await teamSeen(store, { ...team, groupId, name }, at);

  const channels = await orUndefined(botConnector.channels({ serviceUrl, teamId }), team, options);
  for (const { id, type, name } of channels ?? [{ id: teamId }]) {
    // General comes without a name, since its name depends on who looks at it.
    const channelName = name ?? (id === teamId ? botTexts(language).general : undefined);
    const membershipType = membershipTypeOf(type);
    await channelSeen(store, { id, tenantId, teamId, name: channelName, membershipType }, at);
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
