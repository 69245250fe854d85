import { z } from 'zod';
import * as activities from '../bot/activities.ts';
import type { BotLink } from '../bot/bot-link.ts';
import * as invokes from '../bot/invokes.ts';
import { cardViolations } from '../connector/adaptive-card.ts';
import type { Scene } from '../connector/request.ts';
import type { Found } from '../store/posts.ts';
import { ControlError } from './control-error.ts';
import { type InvokeOutcome, readDialogAnswer, readExecuteAnswer } from './invoke-answer.ts';
import { findPost, placeOf, readerFields, readerOf } from './places.ts';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
const id = z.string().min(1);

/** The body of `POST /playground/api/invoke`: a person presses a button of a card that the bot posted. */
export const invokeSchema = z.strictObject({
  channelId: id,
  activityId: id,
  ...readerFields,
  action: z.looseObject({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    id: z.string().optional(),
    verb: z.string().optional(),
    data: z.unknown().optional(),
  }),
});

const asksForDialogSchema = z.object({ msteams: z.object({ type: z.literal('task/fetch') }) });

/** The body of `POST /playground/api/dialogs`: a person opens a dialog of the app, not from a card. */
export const openDialogSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('message-extension'), channelId: id, commandId: id, ...readerFields }),
  z.strictObject({ from: z.literal('bot-settings'), channelId: id, ...readerFields }),
]);

const data = z.unknown();

/** The body of `POST /playground/api/dialogs/submit`: a dialog came back with something. */
export const submitDialogSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('card'), channelId: id, activityId: id, data, ...readerFields }),
  z.strictObject({ from: z.literal('message-extension'), channelId: id, commandId: id, data, ...readerFields }),
  z.strictObject({ from: z.literal('bot-settings'), channelId: id, data, ...readerFields }),
]);

/**
 * Presses a button. `Action.Execute` becomes an invoke whose answer may replace the card; `Action.Submit` one that
 * opens a dialog, if its data say so, else a message.
 * @throws {ControlError} {BotUnreachableError}
 */
export async function pressButton(
  scene: Scene,
  link: BotLink,
  input: z.output<typeof invokeSchema>,
): Promise<InvokeOutcome> {
  const { channelId, activityId, action } = input;
  const reader = readerOf(scene, input);
  const found = findPost(scene, channelId, activityId);
  const place = placeOf(scene, reader.user, channelId);
  const at = 'chatId' in place ? place : { channel: place.channel, rootId: found.root.id };
  if (action.type === 'Action.Execute') {
    const answer = await link.send(invokes.cardAction(scene, reader, at, activityId, action));
    return withCard(scene, found, readExecuteAnswer(answer));
  }
  if (asksForDialogSchema.safeParse(action.data).success) {
    return readDialogAnswer(await link.send(invokes.task(scene, reader, at, activityId, 'fetch', action.data)));
  }
  const content = { id: scene.nextId(), value: action.data ?? {}, replyToId: activityId, locale: reader.locale };
  const { status, body } = await link.send(activities.message(scene, reader.user, at, content));
  return { status, card: null, message: null, dialog: null, body: body ?? null };
}

/** Asks the bot for the dialog of a command or of its settings. @throws {ControlError} {BotUnreachableError} */
export async function openDialog(
  scene: Scene,
  link: BotLink,
  input: z.output<typeof openDialogSchema>,
): Promise<InvokeOutcome> {
  const reader = readerOf(scene, input);
  const place = placeOf(scene, reader.user, input.channelId);
  const activity =
    input.from === 'bot-settings'
      ? invokes.config(scene, reader, place, 'fetch')
      : invokes.fetchCommand(scene, reader, place, input.commandId);
  return readDialogAnswer(await link.send(activity));
}

/** Tells the bot what a dialog came back with; the answer may be the next one. @throws {ControlError} {BotUnreachableError} */
export async function submitDialog(
  scene: Scene,
  link: BotLink,
  input: z.output<typeof submitDialogSchema>,
): Promise<InvokeOutcome> {
  const reader = readerOf(scene, input);
  const place = placeOf(scene, reader.user, input.channelId);
  if (input.from === 'bot-settings') {
    return readDialogAnswer(await link.send(invokes.config(scene, reader, place, 'submit', input.data)));
  }
  if (input.from === 'message-extension') {
    return readDialogAnswer(await link.send(invokes.submitCommand(scene, reader, place, input.commandId, input.data)));
  }
  const { root } = findPost(scene, input.channelId, input.activityId);
  const at = 'chatId' in place ? place : { channel: place.channel, rootId: root.id };
  return readDialogAnswer(await link.send(invokes.task(scene, reader, at, input.activityId, 'submit', input.data)));
}

/** Puts the card of the answer, if there is one, into the post. */
function withCard(scene: Scene, found: Found, outcome: InvokeOutcome): InvokeOutcome {
  if (outcome.card === null) return outcome;
  const first = cardViolations(outcome.card)[0];
  if (first) throw new ControlError(502, `The bot answered with a card that Teams would refuse: ${first.message}`);
  const { post, root } = found;
  post.attachments = post.attachments.map(each =>
    each.contentType === ADAPTIVE_CARD ? { contentType: ADAPTIVE_CARD, content: outcome.card } : each,
  );
  scene.posts.save(found);
  scene.publish('update', { channelId: post.channelId, post: root });
  return outcome;
}
