import type { BotTexts } from '../locales/bot-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { Notification, Section } from '../notification/notification.ts';
import { addCommand } from './add-command.ts';

/** What the bot says first in a team: what it is for, how the first connector is added, what can be asked. */
export function welcome({ welcome: texts, commands }: BotTexts, channelId: string): Notification {
  const section = (title: string, text: string, facts: Section['facts'] = []): Section => ({
    title: escapeMarkdown(title),
    text,
    facts,
    images: [],
    actions: [],
  });
  const command = escapeMarkdown(addCommand(channelId, texts.name));
  return {
    summary: texts.summary,
    contents: [
      {
        kind: 'message',
        title: escapeMarkdown(texts.title),
        text: escapeMarkdown(texts.text),
        sections: [
          section(texts.add.title, `${escapeMarkdown(texts.add.text)}\n\n${command}`),
          section(texts.commands.title, escapeMarkdown(texts.commands.text), [
            { name: commands.help.word, value: escapeMarkdown(commands.help.does) },
            { name: commands.connectors.word, value: escapeMarkdown(commands.connectors.does) },
          ]),
        ],
        actions: [],
      },
    ],
  };
}
