import type { ThemeName } from '../../../tab/card/teams-theme.ts';
import type { Channel, Team, User } from '../api.ts';
import type { FrameContext } from './app-requests.ts';
import type { Locale } from './locale.ts';

/** Who looks at a page of the app, and where. */
export type Viewer = {
  team: Team;
  user: User;
  theme: ThemeName;
  locale: Locale;
  /** Undefined in the chat with the bot. */
  channel: Channel | undefined;
  frameContext: FrameContext;
  entityId: string;
  /** What a deep link names within the tab. */
  subEntityId: string | undefined;
};

/** teams-js: ChannelType. */
const channelTypes = { standard: 'Regular', private: 'Private', shared: 'Shared' };

/** teams-js: UserTeamRole. */
const teamRoles = { owner: 0, member: 1, administrator: 1, guest: 2, 'other tenant': 2 };

/** The context as Teams' clients send it, before teams-js makes its own object of it (`public/app/app.ts`). */
export function flatContext(viewer: Viewer): Record<string, unknown> {
  const { team, user, theme, locale, channel, frameContext, entityId, subEntityId } = viewer;
  return {
    locale: locale.toLowerCase(),
    theme,
    frameContext,
    entityId,
    ...(subEntityId === undefined ? {} : { subEntityId }),
    hostName: 'Teams',
    hostClientType: 'web',
    sessionId: 'playground',
    appSessionId: 'playground',
    userObjectId: user.aadObjectId,
    userDisplayName: user.name,
    userPrincipalName: user.userPrincipalName,
    loginHint: user.userPrincipalName,
    tid: user.tenantId,
    ...(channel ? placeInTeam(team, channel, user) : { chatId: user.chatId }),
  };
}

function placeInTeam({ team, tenantId }: Team, channel: Channel, user: User): object {
  return {
    teamId: team.id,
    teamName: team.name,
    groupId: team.groupId,
    channelId: channel.id,
    channelName: channel.name,
    channelType: channelTypes[channel.membershipType],
    hostTeamGroupId: team.groupId,
    hostTeamTenantId: tenantId,
    userTeamRole: teamRoles[user.role],
  };
}
