import { botTexts } from '../locales/bot-texts.ts';
import type { SuspensionCause } from '../store/schema.ts';
import { type IncomingActivity, includesBot, tenantOf, timeOf } from './activity.ts';
import type { BotOptions } from './bot-options.ts';
import { channelLanguage } from './channel-language.ts';
import { learnTeam } from './learn-team.ts';
import { membershipTypeOf } from './membership-type.ts';
import { placeNames } from './place.ts';
import {
  channelDeleted,
  channelSeen,
  type SeenChannel,
  type SeenTeam,
  teamArrived,
  teamLeft,
  teamSeen,
} from './team-store.ts';
import { welcome } from './welcome.ts';

/** An event of a team, with what it tells of the team. */
export interface TeamEvent {
  activity: IncomingActivity;
  team: SeenTeam;
  /** Milliseconds since 1970. */
  at: number;
}

/** The team that an activity comes from; undefined if it comes from none, such as a personal chat. */
export function teamEventOf(activity: IncomingActivity, now: number): TeamEvent | undefined {
  const { channelData, serviceUrl } = activity;
  const tenantId = tenantOf(activity);
  const { id, aadGroupId, name } = channelData?.team ?? {};
  if (tenantId === undefined || !id) return undefined;
  const team = { id, tenantId, serviceUrl, groupId: aadGroupId ?? undefined, name: name ?? undefined };
  return { activity, team, at: timeOf(activity, now) };
}

type Handler = (event: TeamEvent, options: BotOptions) => Promise<void>;
type ChannelHandler = (event: TeamEvent, channel: SeenChannel, options: BotOptions) => Promise<void>;

const teamHandlers: Record<string, Handler> = {
  teamMemberAdded: async (event, options) => {
    if (includesBot(event.activity.membersAdded, event.activity)) await installed(event, options);
    else await seen(event, options);
  },
  teamMemberRemoved: async (event, options) => {
    if (includesBot(event.activity.membersRemoved, event.activity)) await left(event, options, 'app removed');
    else await seen(event, options);
  },
  teamRenamed: async (event, options) => {
    await seen(event, options);
  },
  teamDeleted: (event, options) => left(event, options, 'team deleted'),
  teamHardDeleted: (event, options) => left(event, options, 'team deleted'),
  teamRestored: async (event, options) => {
    await arrived(event, options);
  },
  teamArchived: async (event, options) => {
    if (!(await seen(event, options))) return;
    const { tenantId, id } = event.team;
    await options.suspend(tenantId, { teamId: id }, because('team archived', options));
  },
  teamUnarchived: async (event, options) => {
    if (await seen(event, options)) await options.wake(event.team.tenantId, { teamId: event.team.id });
  },
};

const channelHandlers: Record<string, ChannelHandler> = {
  channelCreated: reachable,
  channelRestored: reachable,
  channelRenamed: async ({ at }, channel, { store }) => {
    await channelSeen(store, channel, at);
  },
  channelDeleted: async ({ at }, channel, options) => {
    if (await channelDeleted(options.store, channel, at))
      await options.suspend(channel.tenantId, { channelId: channel.id }, because('channel deleted', options));
  },
  channelShared: (event, channel, options) => reachable(event, { ...channel, membershipType: 'shared' }, options),
  channelUnshared: async ({ at }, channel, { store }) => {
    await channelSeen(store, channel, at);
  },
  // Whoever was added: the bot hears of it only where it is in the channel itself.
  channelMemberAdded: reachable,
  channelMemberRemoved: async ({ activity }, channel, options) => {
    if (includesBot(activity.membersRemoved, activity))
      await options.suspend(channel.tenantId, { channelId: channel.id }, because('channel left', options));
  },
};

/** `installationUpdate`: the app was put into the team, or taken out, also by an upgrade of the app. */
export async function handleInstallation(event: TeamEvent, options: BotOptions): Promise<void> {
  const action = event.activity.action ?? '';
  if (action.startsWith('add')) await installed(event, options);
  else if (action.startsWith('remove')) await left(event, options, 'app removed');
}

/** `conversationUpdate`: whatever else happens to a team and its channels. Kinds that we do not know are let be. */
export async function handleTeamUpdate(event: TeamEvent, options: BotOptions): Promise<void> {
  const { activity } = event;
  const kind = activity.channelData?.eventType ?? plainKind(activity);
  const teamHandler = Object.hasOwn(teamHandlers, kind) ? teamHandlers[kind] : undefined;
  if (teamHandler) return teamHandler(event, options);
  const channelHandler = Object.hasOwn(channelHandlers, kind) ? channelHandlers[kind] : undefined;
  const channel = channelOf(event);
  if (!channelHandler || !channel) return;
  if (await seen(event, options)) await channelHandler(event, channel, options);
}

/** Somebody writes to the bot in a team: it is there, whatever events were missed. */
export async function handleTeamMessage(event: TeamEvent, options: BotOptions): Promise<void> {
  if (!(await seen(event, options))) await arrived(event, options);
}

/** The Bot Framework's own form of the event, as other stand-ins for Teams send it. */
function plainKind({ membersAdded, membersRemoved }: IncomingActivity): string {
  if (membersAdded?.length) return 'teamMemberAdded';
  return membersRemoved?.length ? 'teamMemberRemoved' : '';
}

function channelOf({ activity, team }: TeamEvent): SeenChannel | undefined {
  const channel = activity.channelData?.channel;
  if (!channel) return undefined;
  const { id, name, type } = channel;
  const membershipType = membershipTypeOf(type);
  return { id, tenantId: team.tenantId, teamId: team.id, name: name ?? undefined, membershipType };
}

async function installed(event: TeamEvent, options: BotOptions): Promise<void> {
  const { team, activity } = event;
  const arrival = await arrived(event, options);
  if (arrival !== 'new' && arrival !== 'back') return;
  const { tenantId } = team;
  const channelId = activity.channelData?.settings?.selectedChannel?.id ?? team.id;
  const place = await placeNames(options.store, { tenantId, channelId });
  const texts = botTexts(await channelLanguage(place, options));
  await options.post({ tenantId, channelId, notification: welcome(texts, place, options) });
}

/** The bot is in the team: its channels become known, and what waits for them goes on. */
async function arrived({ team, at }: TeamEvent, options: BotOptions) {
  const arrival = await teamArrived(options.store, team, at);
  if (arrival === 'outdated') return arrival;
  await learnTeam(team, at, options);
  await options.wake(team.tenantId, { teamId: team.id });
  return arrival;
}

/** Answers whether the bot is in the team, as far as we know. */
async function seen({ team, at }: TeamEvent, options: BotOptions): Promise<boolean> {
  const arrival = await teamSeen(options.store, team, at);
  if (arrival === 'new') await learnTeam(team, at, options);
  return arrival !== 'outdated';
}

/** In the words of the installation's language, as all that the lists of connections show. */
const because = (cause: Exclude<SuspensionCause, 'refused'>, { language }: BotOptions) => ({
  cause,
  reason: botTexts(language).suspended[cause],
});

async function left({ team, at }: TeamEvent, options: BotOptions, why: 'app removed' | 'team deleted'): Promise<void> {
  if (await teamLeft(options.store, team, at))
    await options.suspend(team.tenantId, { teamId: team.id }, because(why, options));
}

async function reachable({ at }: TeamEvent, channel: SeenChannel, { store, wake }: BotOptions): Promise<void> {
  if (await channelSeen(store, channel, at)) await wake(channel.tenantId, { channelId: channel.id });
}
