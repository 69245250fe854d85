import type { Activity } from 'botbuilder';
import { statusOf } from '../connections/connection.ts';
import { type BotTexts, fillIn } from '../locales/bot-texts.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { Store } from '../store/store.ts';
import { type IncomingActivity, tenantOf } from './activity.ts';
import { addCommand } from './add-command.ts';
import { withoutMessageId } from './conversation-id.ts';

export interface CommandOptions {
  store: Store;
  texts: BotTexts;
  /** The name that people know a connector of the catalogue by. */
  connectorName: (connector: string) => string;
}

/** Each command in the languages we speak, whatever the team's is. */
const commandWords: Record<string, 'help' | 'connectors'> = {
  '': 'help',
  help: 'help',
  aide: 'help',
  connectors: 'connectors',
  connecteurs: 'connectors',
};

const connectionsShown = 50;

/** What the bot says to a message that was written to it. */
export async function answerMessage(activity: IncomingActivity, options: CommandOptions): Promise<Partial<Activity>> {
  const { texts } = options;
  const word = commandIn(activity.text ?? '');
  const command = Object.hasOwn(commandWords, word) ? commandWords[word] : undefined;
  const text =
    command === 'help'
      ? help(texts)
      : command === 'connectors'
        ? await connectors(activity, options)
        : texts.commands.unknown;
  return { type: 'message', textFormat: 'markdown', text };
}

/** The words without the mention of the bot, which stands as `<at>Name</at>`, in lower case. */
export function commandIn(text: string): string {
  return text
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .replace(/^\/|[\s.!?]+$/g, '')
    .toLowerCase();
}

function help({ commands }: BotTexts): string {
  const line = ({ word, does }: { word: string; does: string }) => `- **${word}**: ${does}`;
  return [commands.intro, '', line(commands.help), line(commands.connectors)].join('\n');
}

async function connectors(activity: IncomingActivity, options: CommandOptions): Promise<string> {
  const { store, texts, connectorName } = options;
  const tenantId = tenantOf(activity);
  const { conversation } = activity;
  if (!conversation || !tenantId || conversation.conversationType !== 'channel') return texts.commands.askInChannel;
  const channelId = withoutMessageId(conversation.id);
  const rows = await store
    .selectFrom('connection')
    .select(['name', 'connector', 'paused_at', 'suspended_at', 'removed_at'])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute();
  if (rows.length === 0) return fillIn(texts.list.none, { command: addCommand(channelId, texts.welcome.name) });
  const statuses: Record<string, string> = texts.list.status;
  const lines = rows.slice(0, connectionsShown).map(row =>
    fillIn(texts.list.line, {
      name: escapeMarkdown(row.name.replace(/\s+/g, ' '), false),
      connector: escapeMarkdown(connectorName(row.connector), false),
      status: statuses[statusOf(row)] ?? '',
    }),
  );
  const more = rows.length - lines.length;
  if (more > 0) lines.push('', fillIn(texts.list.more, { count: String(more) }));
  return [texts.list.some, '', ...lines].join('\n');
}
