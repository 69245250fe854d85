import type { TaskModuleContinueResponse, TaskModuleMessageResponse, TaskModuleTaskInfo } from 'botbuilder';
import { type BotTexts, fillIn } from '../locales/bot-texts.ts';
import { type DeepLinkOptions, tabLink } from './deep-link.ts';
import type { Place } from './place.ts';
import { connectorsPage, updateUrlPage } from './tab-pages.ts';

export interface DialogOptions extends DeepLinkOptions {
  publicUrl: string;
}

type Names = Pick<Place, 'channelName' | 'teamName'>;

/** Pixels. Teams makes a dialog smaller where the window is. */
export const dialogSize = { height: 720, width: 1000 };

/** What Teams shows: a page, or a sentence. */
export type DialogAnswer = TaskModuleContinueResponse | TaskModuleMessageResponse;

/**
 * The dialog with the connectors of a channel, as Microsoft's was: the title names channel and team. Without a channel it
 * says where connectors are.
 */
export function connectorsDialog(place: Place | undefined, texts: BotTexts, options: DialogOptions): DialogAnswer {
  if (!place) return askInChannel(texts);
  return dialog(connectorsTitle(place, texts), connectorsPage(options.publicUrl, place.channelId), place, options);
}

/** The dialog in which URLs are regenerated. */
export function updateUrlDialog(
  place: Place | undefined,
  connectionId: string | undefined,
  texts: BotTexts,
  options: DialogOptions,
): DialogAnswer {
  if (!place) return askInChannel(texts);
  const url = updateUrlPage(options.publicUrl, place.channelId, connectionId);
  return dialog(named(texts.dialog.updateUrl, texts.dialog.updateUrlOnly, place), url, place, options);
}

/** `Connectors for "Builds" channel in "Team" team`. */
export function connectorsTitle(place: Names, { dialog: texts }: BotTexts): string {
  return named(texts.connectors, texts.connectorsOnly, place);
}

/** The shorter title where a name is not known yet. */
function named(title: string, short: string, { channelName, teamName }: Names): string {
  return channelName && teamName ? fillIn(title, { channel: channelName, team: teamName }) : short;
}

function askInChannel({ dialog: texts }: BotTexts): TaskModuleMessageResponse {
  return { type: 'message', value: texts.askInChannel };
}

function dialog(title: string, url: string, { channelId }: Place, options: DialogOptions): DialogAnswer {
  const webUrl = connectorsPage(options.publicUrl, channelId);
  const fallbackUrl = tabLink(options, { channelId, webUrl }) ?? url;
  const value: TaskModuleTaskInfo = { title, ...dialogSize, url, fallbackUrl };
  return { type: 'continue', value };
}
