import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type BotTexts, botTexts, fillIn } from '../locales/bot-texts.ts';
import { type Language, languageOf } from '../locales/language.ts';
import type { IncomingActivity } from './activity.ts';
import type { BotOptions } from './bot-options.ts';
import type { Dialog } from './card-parts.ts';
import { type ConnectorsOptions, channelConnectors } from './channel-connectors.ts';
import { channelLanguage } from './channel-language.ts';
import { connectorsCard } from './connectors-card.ts';
import { tabLink } from './deep-link.ts';
import type { DialogOptions } from './dialog.ts';
import { type Place, placeOf } from './place.ts';
import { connectorsPage, updateUrlPage } from './tab-pages.ts';

export type CommandOptions = ConnectorsOptions & DialogOptions & Pick<BotOptions, 'language'>;

/** Each command in the languages we speak, whatever the team's is. */
const commandWords: Record<string, 'help' | 'connectors'> = {
  '': 'help',
  help: 'help',
  aide: 'help',
  connectors: 'connectors',
  connecteurs: 'connectors',
};

/** A button of ours that should have opened a dialog, from a client that sends it as a message. */
const pressed = z.object({ open: z.enum(['connectors', 'update-url']) });

/** What the bot says to a message that was written to it. */
export async function answerMessage(activity: IncomingActivity, options: CommandOptions): Promise<Message> {
  const place = await placeOf(activity, options.store);
  const language = await languageFor(activity, place, options);
  const texts = botTexts(language);
  const askInChannel = text(texts.commands.askInChannel);
  const button = pressed.safeParse(activity.value).data;
  if (button) return place ? text(link(place, button.open, texts, options)) : askInChannel;
  switch (commandOf(activity.text ?? '')) {
    case 'help':
      return text(help(texts));
    case 'connectors':
      return place ? connectors(place, language, texts, options) : askInChannel;
    default:
      return text(texts.commands.unknown);
  }
}

/** No command is longer, with the mention of the bot. What follows looks for ends again and again. */
const longestCommand = 1_000;

/** The words without the mention of the bot, which stands as `<at>Name</at>`, in lower case. */
export function commandIn(text: string): string {
  return text
    .slice(0, longestCommand)
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .replace(/^\/|[\s.!?]+$/g, '')
    .toLowerCase();
}

function commandOf(text: string): 'help' | 'connectors' | undefined {
  const word = commandIn(text);
  return Object.hasOwn(commandWords, word) ? commandWords[word] : undefined;
}

type Message = Partial<Activity>;

/** A reply in a channel has many readers, one in a chat has one. */
async function languageFor(
  { locale }: IncomingActivity,
  place: Place | undefined,
  options: CommandOptions,
): Promise<Language> {
  if (place) return channelLanguage(place, options);
  return languageOf(locale ?? '') ?? options.language;
}

const text = (markdown: string): Message => ({ type: 'message', textFormat: 'markdown', text: markdown });

function help({ commands }: BotTexts): string {
  const line = ({ word, does }: { word: string; does: string }) => `- **${word}**: ${does}`;
  return [commands.intro, '', line(commands.help), line(commands.connectors), '', commands.slash].join('\n');
}

async function connectors(
  place: Place,
  language: Language,
  texts: BotTexts,
  options: CommandOptions,
): Promise<Message> {
  const webUrl = connectorsPage(options.publicUrl, place.channelId);
  const tabUrl = tabLink(options, { channelId: place.channelId, webUrl });
  const content = connectorsCard(await channelConnectors(place, language, options), texts, tabUrl);
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  return { type: 'message', summary: texts.list.title, attachments };
}

function link(
  { channelId }: Place,
  open: Dialog,
  { dialog, buttons }: BotTexts,
  { publicUrl }: CommandOptions,
): string {
  const [title, page] =
    open === 'connectors' ? [buttons.openConnectors, connectorsPage] : [buttons.updateUrl, updateUrlPage];
  return fillIn(dialog.unsupported, { title, url: page(publicUrl, channelId) });
}
