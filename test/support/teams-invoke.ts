import type { Playground } from '../../playground/playground.ts';

type Invoke = { name?: string | undefined; value?: unknown; [field: string]: unknown };

/**
 * An invoke that Ada causes in a channel, in English, with everything that Teams sends along (as in the examples of
 * Microsoft Learn, "Create and send the dialog"). What is given takes the place of what Teams would send.
 */
export function invokeInChannel({ world, url }: Playground, channelId: string, invoke: Invoke) {
  const { tenantId, team, bot } = world;
  return {
    type: 'invoke',
    timestamp: '2026-11-20T09:30:00.000Z',
    localTimestamp: '2026-11-20T10:30:00.000+01:00',
    id: 'f:5bf4a1f2-7a51-3f0e-9a2c-2f6b1f5d8c11',
    channelId: 'msteams',
    serviceUrl: url,
    from: {
      id: '29:1test2GgHIa0DXzDT_OGwL5vSMZdAxDlGR7hYxZ6',
      name: 'Ada Owner',
      aadObjectId: world.users[0]?.aadObjectId,
    },
    conversation: { isGroup: true, conversationType: 'channel', tenantId, id: `${channelId};messageid=1763630000000` },
    recipient: { id: bot.id, name: bot.name },
    entities: [{ locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Paris', type: 'clientInfo' }],
    channelData: {
      channel: { id: channelId },
      team: { id: team.id, aadGroupId: team.groupId },
      tenant: { id: tenantId },
      source: { name: 'message' },
    },
    locale: 'en-US',
    localTimezone: 'Europe/Paris',
    ...invoke,
  };
}

/** The same from Ada's chat with the bot, where no channel is. */
export function invokeInChat(playground: Playground, invoke: Invoke) {
  const { tenantId } = playground.world;
  return invokeInChannel(playground, '', {
    conversation: { conversationType: 'personal', tenantId, id: 'a:1chat' },
    channelData: { tenant: { id: tenantId }, source: { name: 'message' } },
    ...invoke,
  });
}
