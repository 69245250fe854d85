import type { BotAction } from '../../tab/card/card-renderer.ts';
import type { ThemeName } from '../../tab/card/teams-theme.ts';
import { call } from './api.ts';
import type { DialogSize } from './host/dialog-size.ts';
import type { Locale } from './host/locale.ts';
import { z } from './zod.ts';

const size = z.union([z.number(), z.enum(['small', 'medium', 'large'])]);

const dialog = z.object({
  title: z.string(),
  width: size,
  height: size,
  url: z.string().optional(),
  card: z.unknown().optional(),
  text: z.string().optional(),
});

const outcome = z.object({
  status: z.number(),
  card: z.unknown(),
  message: z.string().nullable(),
  dialog: dialog.nullable(),
});

/** A dialog with a page, a card or a text. */
export type Dialog = {
  title: string;
  width: DialogSize;
  height: DialogSize;
  url?: string | undefined;
  card?: unknown;
  text?: string | undefined;
};

/** What became of a click. */
export type ClickOutcome = {
  /** The bot's. */
  status: number;
  /** The card that stands in the message now. */
  card: unknown;
  /** For the person who pressed only. */
  message: string | null;
  dialog: Dialog | null;
};

/** Who clicks. */
export type Reader = { userId: string; locale: Locale; theme: ThemeName };

/** Where a dialog of the bot was opened from. */
export type DialogSource =
  | { from: 'card'; channelId: string; activityId: string }
  | { from: 'message-extension'; channelId: string; commandId: string }
  | { from: 'bot-settings'; channelId: string };

/** @throws ApiError */
export function pressButton(
  press: { channelId: string; activityId: string; action: BotAction } & Reader,
): Promise<ClickOutcome> {
  return call(outcome, '/invoke', press);
}

/** What Teams says when a bot does not answer as it should. */
export const UNREACHABLE = 'Unable to reach app. Please try again.';

/** Asks the bot for a dialog that no card opens. @throws ApiError */
export function openDialog(source: Exclude<DialogSource, { from: 'card' }>, reader: Reader): Promise<ClickOutcome> {
  return call(outcome, '/dialogs', { ...source, ...reader });
}

/** Tells the bot what a dialog came back with; the outcome may have the next dialog. @throws ApiError */
export function submitDialog(source: DialogSource, reader: Reader, data: unknown): Promise<ClickOutcome> {
  return call(outcome, '/dialogs/submit', { ...source, ...reader, data: data ?? null });
}
