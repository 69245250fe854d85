import type { BotTexts } from '../locales/bot-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { JsonObject, Notification } from '../notification/notification.ts';
import { addCommand } from './add-command.ts';
import { linkButton, openButton, ownCard, textBlock } from './card-parts.ts';
import { dialogLink } from './deep-link.ts';
import { connectorsTitle, type DialogOptions, dialogSize } from './dialog.ts';
import type { Place } from './place.ts';
import { connectorsPage } from './tab-pages.ts';

/** What the bot says first in a team: what it is for, how the first connector is added, what can be asked. */
export function welcome(texts: BotTexts, place: Omit<Place, 'tenantId'>, options: DialogOptions): Notification {
  const { welcome: words, commands, buttons } = texts;
  const body = [
    textBlock(words.title, { weight: 'Bolder', size: 'Large', style: 'heading' }),
    textBlock(words.text),
    ...section(words.add.title, textBlock(words.add.text)),
    textBlock(words.add.commandLine, { isSubtle: true }),
    textBlock(escapeMarkdown(addCommand(place.channelId, words.name)), { fontType: 'Monospace', spacing: 'Small' }),
    ...section(words.commands.title, textBlock(words.commands.text)),
    {
      type: 'FactSet',
      facts: [commands.help, commands.connectors].map(({ word, does }) => ({ title: word, value: does })),
    },
  ];
  const link = dialogLink(options, {
    url: connectorsPage(options.publicUrl, place.channelId),
    title: connectorsTitle(place, texts),
    ...dialogSize,
  });
  const actions = [openButton(buttons.openConnectors, 'connectors'), ...linkButton(buttons.openLink, link)];
  return { summary: words.summary, contents: [{ kind: 'card', card: ownCard(words.summary, body, actions) }] };
}

function section(title: string, ...below: JsonObject[]): JsonObject[] {
  return [textBlock(title, { weight: 'Bolder', separator: true, spacing: 'Medium' }), ...below];
}
