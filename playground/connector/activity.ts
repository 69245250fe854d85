import { z } from 'zod';
import { cardViolations } from './adaptive-card.ts';
import { badArgument, badSyntax, messageTooBig, TeamsError } from './teams-error.ts';

/** The most a message may have, in bytes of UTF-16 (Microsoft Learn, "Format your bot messages": about 100 KB). */
export const MESSAGE_LIMIT = 100 * 1024;

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** The attachments that Teams takes from a bot (Microsoft Learn, "Cards", and "Send and receive files"). */
const CONTENT_TYPES = new Set([
  ADAPTIVE_CARD,
  'application/vnd.microsoft.card.hero',
  'application/vnd.microsoft.card.thumbnail',
  'application/vnd.microsoft.card.receipt',
  'application/vnd.microsoft.card.signin',
  'application/vnd.microsoft.card.oauth',
  'application/vnd.microsoft.card.animation',
  'application/vnd.microsoft.card.audio',
  'application/vnd.microsoft.card.video',
  'application/vnd.microsoft.teams.card.list',
  'application/vnd.microsoft.teams.card.o365connector',
  'application/vnd.microsoft.teams.card.file.consent',
  'application/vnd.microsoft.teams.card.file.info',
]);

const accountSchema = z.looseObject({ id: z.string().min(1), name: z.string().nullish() });

const attachmentSchema = z.looseObject({
  contentType: z.string().min(1),
  content: z.unknown().optional(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
});

/** Who or where, as the SDK fills it in: an SDK without credentials leaves the bot's id empty. */
const addressSchema = z.looseObject({ id: z.string().nullish(), name: z.string().nullish() });

const entitySchema = z.looseObject({ type: z.string() });
const mentionSchema = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: accountSchema,
});

const activitySchema = z.looseObject({
  type: z.enum(['message', 'typing']),
  text: z.string().nullish(),
  textFormat: z.enum(['plain', 'markdown', 'xml', 'extendedmarkdown']).nullish(),
  summary: z.string().nullish(),
  attachments: z.array(attachmentSchema).nullish(),
  attachmentLayout: z.enum(['list', 'carousel']).nullish(),
  entities: z.array(entitySchema).nullish(),
  channelData: z.looseObject({}).nullish(),
  importance: z.enum(['low', 'normal', 'high', 'urgent']).nullish(),
  inputHint: z.string().nullish(),
  locale: z.string().nullish(),
  from: addressSchema.nullish(),
  recipient: addressSchema.nullish(),
  conversation: addressSchema.nullish(),
});

/** An activity that a bot sends. */
export type SentActivity = z.infer<typeof activitySchema>;

/** The body of `POST /v3/conversations` (Bot Connector API, ConversationParameters). */
export const conversationParametersSchema = z.looseObject({
  isGroup: z.boolean().nullish(),
  bot: addressSchema.nullish(),
  members: z.array(accountSchema).nullish(),
  tenantId: z.string().nullish(),
  topicName: z.string().nullish(),
  activity: z.unknown().optional(),
  channelData: z
    .looseObject({
      channel: z.looseObject({ id: z.string().min(1) }).nullish(),
      team: z.looseObject({ id: z.string().min(1) }).nullish(),
      tenant: z.looseObject({ id: z.string().min(1) }).nullish(),
    })
    .nullish(),
});

/** The first thing that zod found wrong, in one line. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'The body is not what was expected.';
}

/**
 * Reads an activity as Teams does: shape, attachments, Adaptive Cards, mentions, size.
 * @param value the parsed JSON
 * @param json its text, as `JSON.stringify` gives it
 * @throws {TeamsError} 400 or 413
 */
export function readActivity(value: unknown, json: string): SentActivity {
  const parsed = activitySchema.safeParse(value);
  if (!parsed.success) throw badSyntax(`Activity: ${firstIssue(parsed.error)}`);
  const activity = parsed.data;
  const size = json.length * 2;
  if (size > MESSAGE_LIMIT) throw messageTooBig(size, MESSAGE_LIMIT);
  if (activity.type === 'typing') return activity;
  const attachments = activity.attachments ?? [];
  if (!activity.text?.trim() && attachments.length === 0) {
    throw badSyntax("Activity must include non empty 'text' field or at least 1 attachment");
  }
  for (const attachment of attachments) checkAttachment(attachment);
  for (const entity of activity.entities ?? [])
    if (entity.type === 'mention') checkMention(entity, activity.text ?? '');
  return activity;
}

function checkAttachment({ contentType, content, contentUrl }: z.infer<typeof attachmentSchema>): void {
  if (contentType === ADAPTIVE_CARD) {
    const violations = cardViolations(content);
    const first = violations[0];
    if (first) throw new TeamsError(400, 'BadSyntax', `Invalid adaptive card: ${first.message}`, { violations });
    return;
  }
  if (/^(image|audio|video)\//.test(contentType)) {
    if (!contentUrl) throw badSyntax(`An attachment of type ${contentType} must have a contentUrl.`);
    return;
  }
  if (!CONTENT_TYPES.has(contentType)) throw badSyntax(`Unknown attachment type: ${contentType}`);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw badSyntax(`The content of an attachment of type ${contentType} must be an object.`);
  }
}

function checkMention(entity: unknown, text: string): void {
  const parsed = mentionSchema.safeParse(entity);
  if (!parsed.success) throw badSyntax(`Mention: ${firstIssue(parsed.error)}`);
  if (!text.includes(parsed.data.text)) throw badArgument(`The text has no "${parsed.data.text}" to mention.`);
}
