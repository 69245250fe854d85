import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { connectionIds } from './connection-rows.ts';
import type { ChannelView } from './contract.ts';
import type { Handler } from './http/resource.ts';

/** `GET /api/channels/:channelId`: where the page was opened, who one is there, and what one may do. */
export function channelView(context: ApiContext): Handler {
  return async ({ user, texts, part }) => {
    const { channel, role, rights } = await context.access.seeChannel(user, part('channelId'));
    if (role !== 'owner' && role !== 'member') throw new ApiError('no-access');
    const { tenantId, channelId, connectorsEnabled: enabled } = channel;
    const ids = await connectionIds(context.store, tenantId, channelId);
    const states = await context.connections.urlStates(tenantId, ids);
    const needy = [...states.values()].filter(({ status }) => status === 'attention-required' || status === 'expired');
    const body: ChannelView = {
      channel: { id: channelId, name: channel.name, membershipType: channel.membershipType },
      team: { id: channel.teamId, name: channel.teamName },
      user: { id: user.id, name: user.name, role },
      mayChange: rights.mayChange,
      ...(!rights.mayChange && { whyNot: texts.details['members-may-not'] }),
      connectorsEnabled: enabled.enabled,
      ...(!enabled.enabled && {
        connectorsEnabledReason: texts.details[enabled.by === 'group' ? 'offForGroup' : 'offForOrganization'],
      }),
      connections: ids.length,
      attentionRequired: needy.length,
    };
    return { body };
  };
}
