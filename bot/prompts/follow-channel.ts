import { createHash } from 'node:crypto';
import type { Language } from '../locales/language.ts';
import type { Notification } from '../notification/notification.ts';
import { type Plan, planPrompt } from './plan.ts';
import { continuedCard, isAsked, isOver, type PromptState, promptCard, promptState } from './prompt-card.ts';
import {
  addPrompt,
  changePrompt,
  inChannel,
  type OpenPrompt,
  openPrompt,
  outboxChannel,
  type Place,
  postKey,
} from './prompt-rows.ts';
import { isOpen, type PromptedConnection } from './prompted-connection.ts';
import type { ChannelPlace, PromptsOptions } from './prompts-options.ts';
import { type PromptedChannel, readChannel } from './read-channel.ts';
import { readConnections } from './read-connections.ts';
import { nobody, type Responsible, responsibleFor } from './responsible.ts';
import { placesWithCard } from './sent-cards.ts';

/** How often the directory is asked again before a channel is asked without naming anybody. */
const patience = 10;

/** The channels for which the directory could not say who is responsible, and how often in a row. */
export type Unanswered = Map<string, { place: ChannelPlace; times: number }>;

/**
 * Brings the prompt of a channel up to date: posts what is due, updates the card that stands where it shows something
 * else now, and closes the prompt when everything is done. Whatever the service was cut off in, the next look goes on
 * from there: a card is posted under a key, so that posting it once more changes nothing. Answers the prompt whose
 * cards went into the outbox, if any did.
 */
export async function followChannel(
  options: PromptsOptions,
  unanswered: Unanswered,
  place: ChannelPlace,
): Promise<{ promptId: number } | undefined> {
  const { store, directory } = options;
  const now = options.now();
  const channel = await readChannel(store, place);
  if (!channel?.isReachable) return undefined;
  const known = await openPrompt(store, place);
  const connections = await readConnections(store, place, known?.createdAt ?? now, now);
  const open = connections.filter(isOpen).flatMap(({ open: [mostUrgent] }) => mostUrgent ?? []);
  const state = promptState(connections);
  const plan = planRefused(planPrompt(now, open, known?.told), state, known);
  if (!known && !plan.due) return undefined;

  const shown = fingerprint(connections, channel);
  if (known && !plan.due && known.shown === shown) {
    if (!isSame(plan, known)) await changePrompt(store, known, toldColumns(plan));
    return undefined;
  }
  const who = isAsked(state) ? await responsibleFor(directory, channel, connections) : nobody;
  if (who === 'archived') return undefined;
  if (who === 'unavailable') {
    const times = (unanswered.get(place.channelId)?.times ?? 0) + 1;
    unanswered.set(place.channelId, { place, times });
    if (times < patience) return undefined;
  }
  unanswered.delete(place.channelId);

  const prompt = known ?? (await addPrompt(store, place, now));
  await send(options, channel, prompt, { connections, plan, shown, who: who === 'unavailable' ? nobody : who });
  return { promptId: prompt.id };
}

/** That messages are refused although the URL was updated is told in a new card, once. */
function planRefused(plan: Plan, state: PromptState, known: OpenPrompt | undefined): Plan {
  if (state !== 'refused' || known?.told === undefined || known.told.stage === 'refused') return plan;
  return { due: { stage: 'refused', post: 'new' }, told: { ...plan.told, stage: 'refused' } };
}

interface Look {
  connections: PromptedConnection[];
  plan: Plan;
  shown: string;
  who: Responsible;
}

async function send(
  options: PromptsOptions,
  channel: PromptedChannel,
  prompt: OpenPrompt,
  { connections, plan, shown, who }: Look,
): Promise<void> {
  const { store } = options;
  const now = options.now();
  const isNew = plan.due?.post === 'new';
  // A card that was cut off on its way to the outbox is the one that is sent now.
  const isCutOff = prompt.shown === '';
  const card = isNew && !isCutOff ? prompt.card + 1 : prompt.card;
  const places = isNew || prompt.places.length === 0 ? placesFor(channel, who) : prompt.places;
  if (card !== prompt.card) await changePrompt(store, prompt, { card, sent_to: JSON.stringify(places), shown: '' });

  const older = isNew || isCutOff ? [...new Set([...prompt.places, ...places])] : [];
  const continued = await placesWithCard(store, channel, older, postKey(prompt, card - 1));
  const post = (to: Place, key: string, notification: Notification) =>
    options.outbox({
      tenantId: channel.tenantId,
      connectionId: null,
      channelId: outboxChannel(to, channel.channelId),
      at: now,
      notifications: [notification],
      postKey: key,
    });
  const languageAt = (to: Place): Language =>
    (to === inChannel ? channel.language : channel.organizationLanguage) ?? options.language;
  // All at once: what is asked of the outbox in one turn is one transaction.
  await Promise.all([
    ...places.map(to => {
      const about = to === inChannel ? null : { channel: channel.channelName, team: channel.teamName };
      return post(
        to,
        postKey(prompt, card),
        promptCard({ connections, people: who.people, place: about }, languageAt(to)),
      );
    }),
    ...continued.map(to => post(to, postKey(prompt, card - 1), continuedCard(languageAt(to)))),
  ]);

  await changePrompt(store, prompt, {
    ...toldColumns(plan),
    shown,
    sent_to: JSON.stringify(places),
    ...(isNew && { unreachable_at: who.owners.length === 0 ? now : null }),
    closed_at: isOver(connections) ? now : null,
  });
}

/** In chats where the organization prefers it and there is somebody to write to. */
function placesFor({ promptIn }: PromptedChannel, { owners }: Responsible): Place[] {
  return promptIn === 'chat' && owners.length > 0 ? owners.map(({ id }) => id) : [inChannel];
}

const toldColumns = ({ told: { stage, deadline, nextAt } }: Plan) => ({ stage, deadline, next_reminder_at: nextAt });

const isSame = ({ told }: Plan, known: OpenPrompt) =>
  told.stage === known.told?.stage && told.deadline === known.told.deadline && told.nextAt === known.told.nextAt;

/**
 * What a card shows, without the people whom it asks and the moments of the last calls: those alone are no reason to
 * update it.
 */
function fingerprint(connections: readonly PromptedConnection[], { language }: PromptedChannel): string {
  const shown = connections.map(({ lastCalls, createdBy: _, ...connection }) => ({
    ...connection,
    callers: lastCalls.map(({ address, userAgent }) => [address, userAgent]),
  }));
  return createHash('sha256')
    .update(JSON.stringify([language, shown]))
    .digest('base64url');
}
