import { fillIn } from '../locales/bot-texts.ts';
import type { Language } from '../locales/language.ts';
import type { JsonObject, Notification } from '../notification/notification.ts';
import { note, textBlock } from '../notification/render-parts.ts';
import { asked, type Person } from './asked.ts';
import { type CardWords, cardWords, dateAndTime, plainLine, shownText } from './card-words.ts';
import { connectionBlock, reasonsOf } from './connection-block.ts';
import { ownCard } from './own-card.ts';
import { isLosing, isOpen, type PromptedConnection } from './prompted-connection.ts';

/** What a prompt is about, and who is asked. */
export interface Prompt {
  /** By their names. */
  connections: PromptedConnection[];
  /** Who can act: they are mentioned in the channel. */
  people: Person[];
  /** In a chat the card says which channel it is about; null in the channel itself. */
  place: { channel: string; team: string } | null;
}

/** What a prompt is as a whole. */
export type PromptState = 'attention' | 'expired' | 'refused' | 'waiting' | 'silent' | 'up-to-date' | 'nothing';

/** More would not be read. */
const mostConnections = 20;

/** Attention outweighs what has expired: there is still time to act. */
export function promptState(connections: readonly PromptedConnection[]): PromptState {
  const open = connections.filter(isOpen);
  if (open.some(({ status }) => status === 'attention-required')) return 'attention';
  if (open.length > 0) return 'expired';
  if (connections.some(isLosing)) return 'refused';
  const waits = connections.flatMap(({ wait }) => wait ?? []);
  if (waits.length > 0) return waits.every(wait => wait === 'long') ? 'silent' : 'waiting';
  return connections.length > 0 ? 'up-to-date' : 'nothing';
}

/** Nothing more is to be told: all is done, or what is still waited for may never come. */
export const isOver = (connections: readonly PromptedConnection[]): boolean =>
  connections.every(one => !isOpen(one) && (one.wait === null || one.wait === 'long'));

/** The card of a prompt in one language, never with a URL or a secret. */
export function promptCard(prompt: Prompt, language: Language): Notification {
  const words = cardWords(language);
  const { texts } = words;
  const { connections, people, place } = prompt;
  const state = promptState(connections);
  const counted = countedIn(state, connections);
  const who = isAsked(state) && !place ? asked(people, words) : { text: undefined, mentions: [] };
  const body: JsonObject[] = [
    textBlock(texts.title[state], { size: 'Large', weight: 'Bolder', style: 'heading', color: colors[state] }),
    ...(place
      ? [textBlock(fillIn(texts.place, { channel: shownText(place.channel), team: shownText(place.team) }))]
      : []),
    ...introOf(counted, state, words),
    ...connectionBlocks(connections, words),
    ...(who.text === undefined ? [] : [textBlock(who.text, { spacing: 'Medium' })]),
  ];
  const summary = state === 'nothing' ? texts.summary.nothing : summaryOf(texts.summary[state], counted, words);
  return ownCard(summary, body, buttonsOf(state, words), who.mentions);
}

/** Those that the title and the introduction speak of. */
function countedIn(state: PromptState, connections: readonly PromptedConnection[]): readonly PromptedConnection[] {
  if (state === 'up-to-date') return connections;
  return connections.filter(state === 'refused' ? isLosing : ({ status }) => status !== 'up-to-date');
}

/** What stands in the place of a card that a newer one goes on with. */
export function continuedCard(language: Language): Notification {
  const { texts } = cardWords(language);
  const { text, summary } = texts.continued;
  return ownCard(summary, [textBlock(texts.title.attention, { weight: 'Bolder' }), note(text)]);
}

const colors: Record<PromptState, string> = {
  attention: 'Warning',
  expired: 'Attention',
  refused: 'Attention',
  waiting: 'Default',
  silent: 'Warning',
  'up-to-date': 'Good',
  nothing: 'Default',
};

/** Somebody has to act. */
export const isAsked = (state: PromptState): boolean =>
  state === 'attention' || state === 'expired' || state === 'refused';

function introOf(connections: readonly PromptedConnection[], state: PromptState, words: CardWords): JsonObject[] {
  const { texts, inNumber } = words;
  if (state === 'nothing') return [textBlock(texts.intro.nothing)];
  if (state !== 'attention')
    return [textBlock(inNumber(texts.intro[state], connections.length)), ...whyOf(connections, words)];
  const open = connections.filter(({ status }) => status === 'attention-required').filter(isOpen);
  const deadline = Math.min(...open.map(deadlineOf));
  const isMoving = open.every(({ open: [first] }) => first?.reason === 'imported');
  const text = inNumber(texts.intro[isMoving ? 'moving' : 'attention'], open.length);
  return [textBlock(fillIn(text, { deadline: dateAndTime(deadline) })), ...whyOf(connections, words)];
}

/** The reason, where all have the same one; else it stands at each. */
function whyOf(connections: readonly PromptedConnection[], { texts }: CardWords): JsonObject[] {
  const [reason, ...others] = reasonsOf(connections);
  return reason === undefined || others.length > 0 ? [] : [textBlock(texts.reason[reason])];
}

function connectionBlocks(connections: readonly PromptedConnection[], words: CardWords): JsonObject[] {
  const { texts, counted } = words;
  const shown = connections.toSorted((a, b) => urgencyOf(a) - urgencyOf(b)).slice(0, mostConnections);
  const more = connections.length - shown.length;
  const common = {
    deadline: Math.min(...connections.filter(isOpen).map(deadlineOf)),
    hasOneReason: reasonsOf(connections).length === 1,
  };
  return [
    ...shown.map(connection => connectionBlock(connection, common, words)),
    ...(more > 0 ? [note(counted(texts.more, more))] : []),
  ];
}

const deadlineOf = ({ open, endsAt }: PromptedConnection) => endsAt ?? open[0]?.deadline ?? Number.POSITIVE_INFINITY;

const statuses = ['expired', 'attention-required', 'waiting-for-first-message', 'up-to-date'];
const urgencyOf = ({ status }: PromptedConnection) => statuses.indexOf(status);

function summaryOf(
  text: { one: string; other: string },
  connections: readonly PromptedConnection[],
  { counted }: CardWords,
): string {
  return fillIn(counted(text, connections.length), { name: plainLine(connections[0]?.name ?? '') });
}

/** The page behind the first and the last is found by the channel in which they are pressed: they carry no id. */
function buttonsOf(state: PromptState, { texts: { buttons } }: CardWords): JsonObject[] {
  const dialog = (title: string, open: string) => ({
    type: 'Action.Submit',
    title,
    data: { msteams: { type: 'task/fetch' }, open },
  });
  const connectors = dialog(buttons.openConnectors, 'connectors');
  if (state === 'refused' || state === 'waiting' || state === 'silent') return [connectors];
  if (!isAsked(state)) return [];
  const remind = { type: 'Action.Execute', title: buttons.remindTomorrow, verb: 'remind-tomorrow', data: {} };
  return [dialog(buttons.updateUrl, 'update-url'), remind, connectors];
}
