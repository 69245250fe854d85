import { z } from 'zod';
import type { BotAnswer } from '../bot/bot-link.ts';
import { ControlError } from './control-error.ts';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

const sizeSchema = z.union([z.number().positive(), z.enum(['small', 'medium', 'large'])]).catch('small');

/** Botbuilder's TaskModuleTaskInfo: a dialog with the page at `url`, or else with a card. */
const taskInfoSchema = z
  .object({
    title: z.string().nullish(),
    width: sizeSchema,
    height: sizeSchema,
    url: z.string().nullish(),
    card: z.unknown().optional(),
  })
  .refine(({ url, card }) => url != null || card != null, 'url or card is required');

/** `task` answers task/* and composeExtension/*, `config` answers config/*. */
const taskSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('continue'), value: taskInfoSchema }),
  z.object({ type: z.literal('message'), value: z.string() }),
]);
const dialogAnswerSchema = z.union([
  z.object({ task: taskSchema }).transform(({ task }) => task),
  z.object({ config: taskSchema }).transform(({ config }) => config),
  z.object({ config: z.object({ task: taskSchema }) }).transform(({ config }) => config.task),
]);

const executeAnswerSchema = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });
const errorSchema = z.object({ message: z.string() });
const attachmentSchema = z.object({ contentType: z.literal(ADAPTIVE_CARD), content: z.unknown() });

/** A dialog that Teams opens: the page at `url`, a card, or a text. Sizes are pixels or Teams' names. */
export type Dialog = {
  title: string;
  width: number | 'small' | 'medium' | 'large';
  height: number | 'small' | 'medium' | 'large';
  url?: string;
  card?: unknown;
  text?: string;
};

/** What became of a click, for the page. */
export type InvokeOutcome = {
  /** The bot's status; for Action.Execute the one in its answer. */
  status: number;
  /** The card that takes the place of the one that was pressed. */
  card: unknown;
  /** Shown only to the person who pressed. */
  message: string | null;
  dialog: Dialog | null;
  /** The bot's answer as it came. */
  body: unknown;
};

/**
 * Reads the answer to an invoke that may open a dialog. An empty answer ends the dialog that was open.
 * @throws {ControlError} 502 when Teams would not understand it
 */
export function readDialogAnswer({ status, body }: BotAnswer): InvokeOutcome {
  const nothing = { status, card: null, message: null, dialog: null, body: body ?? null };
  if (status !== 200 || isEmpty(body)) return nothing;
  const parsed = dialogAnswerSchema.safeParse(body);
  // What a message extension puts into the compose box ("composeExtension") ends the dialog too.
  if (!parsed.success && hasOwn(body, 'composeExtension')) return nothing;
  if (!parsed.success) {
    throw new ControlError(502, 'The bot answered with a dialog that Teams would not understand.');
  }
  const answer = parsed.data;
  if (answer.type === 'message') {
    return { ...nothing, dialog: { title: '', width: 'small', height: 'small', text: answer.value } };
  }
  const { title, width, height, url, card } = answer.value;
  const content = url != null ? { url } : { card: attachmentSchema.safeParse(card).data?.content ?? card };
  return { ...nothing, dialog: { title: title ?? '', width, height, ...content } };
}

/**
 * Reads the answer to an Action.Execute: a card, a text for the person who pressed, or an error with its message.
 * Microsoft Learn, "Universal Actions for Adaptive Cards", response format.
 */
export function readExecuteAnswer({ status, body }: BotAnswer): InvokeOutcome {
  const outcome = { status, card: null, message: null, dialog: null, body: body ?? null };
  const parsed = executeAnswerSchema.safeParse(body);
  if (status !== 200 || !parsed.success) return outcome;
  const { statusCode, type, value } = parsed.data;
  if (statusCode !== 200) {
    return { ...outcome, status: statusCode, message: errorSchema.safeParse(value).data?.message ?? null };
  }
  if (type === ADAPTIVE_CARD) return { ...outcome, card: value };
  if (type === 'application/vnd.microsoft.activity.message') {
    return { ...outcome, message: z.string().safeParse(value).data ?? null };
  }
  return outcome;
}

function isEmpty(body: unknown): boolean {
  return body == null || body === '' || (typeof body === 'object' && Object.keys(body).length === 0);
}

function hasOwn(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}
