import { z } from 'zod';
import { withoutMessageId } from './conversation-id.ts';

/**
 * What we read of an activity that Teams sends (Bot Framework, Activity schema; Microsoft Learn, "Conversation events
 * in your Teams bot"). Whatever else it has is let be: Teams adds fields and events at any time.
 */
const account = z.object({ id: z.string(), name: z.string().nullish() });

/** Read by hand: they may be many, and a schema takes a thousand times as long. */
const accountIds = z
  .unknown()
  .optional()
  .transform(list => (Array.isArray(list) ? list.flatMap(idOf) : []));

const idOf = (one: unknown): { id: string }[] =>
  typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? [{ id: one.id }] : [];

const channel = z.object({
  id: z.string(),
  name: z.string().nullish(),
  /** `standard`, `private` or `shared`. */
  type: z.string().nullish(),
});

const team = z.object({
  /** The thread id, `19:…`. */
  id: z.string().nullish(),
  aadGroupId: z.string().nullish(),
  name: z.string().nullish(),
});

const channelData = z.object({
  eventType: z.string().nullish(),
  tenant: z.object({ id: z.string() }).nullish(),
  team: team.nullish(),
  channel: channel.nullish(),
  settings: z.object({ selectedChannel: z.object({ id: z.string() }).nullish() }).nullish(),
});

export const activitySchema = z.object({
  type: z.string().min(1),
  id: z.string().nullish(),
  channelId: z.string().nullish(),
  serviceUrl: z.string().min(1),
  /** ISO 8601: when it happened in Teams. */
  timestamp: z.string().nullish(),
  /** The language of whoever caused it, such as `fr-FR`. */
  locale: z.string().nullish(),
  /** Who caused it: `aadObjectId` is the person's Entra object id. */
  from: account.extend({ aadObjectId: z.string().nullish() }).nullish(),
  recipient: account.nullish(),
  conversation: z
    .object({ id: z.string(), conversationType: z.string().nullish(), tenantId: z.string().nullish() })
    .nullish(),
  action: z.string().nullish(),
  name: z.string().nullish(),
  text: z.string().nullish(),
  /** What an invoke asks, or the data of the button that was pressed: read where its shape is known. */
  value: z.unknown().optional(),
  /** The activity whose card has the button that was pressed. */
  replyToId: z.string().nullish(),
  membersAdded: accountIds,
  membersRemoved: accountIds,
  channelData: channelData.nullish(),
});

export type IncomingActivity = z.infer<typeof activitySchema>;

/** The tenant in which the activity happened; undefined if it names none. */
export function tenantOf({ channelData, conversation }: IncomingActivity): string | undefined {
  // In a shared channel the sender may be of another tenant; the conversation is of the team's.
  return conversation?.tenantId ?? channelData?.tenant?.id;
}

/**
 * The channel in which it happened, or the one that was chosen when the app was put into a team; undefined where there
 * is none, as in a chat.
 */
export function channelIdOf({ channelData, conversation }: IncomingActivity): string | undefined {
  const selected = channelData?.settings?.selectedChannel?.id;
  if (selected !== undefined) return selected;
  if (conversation?.conversationType === 'channel') return withoutMessageId(conversation.id);
  return channelData?.channel?.id;
}

/** When it happened, in milliseconds since 1970; `now` if the activity does not say. */
export function timeOf({ timestamp }: IncomingActivity, now: number): number {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? now : time;
}

/** Whether one of these members is the bot itself. */
export function includesBot(members: IncomingActivity['membersAdded'], { recipient }: IncomingActivity): boolean {
  return recipient != null && members.some(member => member.id === recipient.id);
}
