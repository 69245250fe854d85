import assert from 'node:assert/strict';
import { z } from 'zod';
import type { BotConnector } from '../../bot/teams/connector-client.ts';
import { ConnectorError } from '../../bot/teams/connector-error.ts';
import { readActivity } from '../../playground/connector/activity.ts';

/** A card that the bot posted, as it stands now. */
export interface StandingCard {
  /** The channel, or `user:OBJECT_ID`. */
  place: string;
  id: string;
  /** When it was posted, and when it was last updated; by the clock in hand. */
  postedAt: number;
  updates: number[];
  summary: string;
  /** The texts of the card, its buttons' titles and the ids of those it mentions. */
  texts: string[];
  buttons: string[];
  mentioned: string[];
  /** What it showed before it was updated, the first first. */
  before: { summary: string; at: number; mentioned: string[] }[];
}

const cardSchema = z.object({
  body: z.array(z.json()),
  actions: z.array(z.object({ title: z.string() })).default([]),
  msteams: z
    .object({ entities: z.array(z.object({ mentioned: z.object({ id: z.string() }) })).default([]) })
    .default({ entities: [] }),
});

/**
 * A Bot Connector for as many teams as there are (the playground has one). As strict as the playground about what it
 * takes: it is read by the playground's own rules; in each channel one send at a time; only what stands can be updated.
 */
export function recordTeams(now: () => number) {
  const cards: StandingCard[] = [];
  const byId = new Map<string, StandingCard>();
  const underWay = new Set<string>();
  /** Places where Teams answers 403. */
  const closed = new Set<string>();

  async function inTurn<T>(place: string, work: () => T): Promise<T> {
    assert.ok(!underWay.has(place), `two sends at a time to ${place}`);
    underWay.add(place);
    await new Promise(setImmediate);
    underWay.delete(place);
    if (closed.has(place))
      throw new ConnectorError('Teams answered 403.', { status: 403, code: 'BotNotInConversationRoster', sent: true });
    return work();
  }

  function read(message: unknown): Pick<StandingCard, 'summary' | 'texts' | 'buttons' | 'mentioned'> {
    const json = JSON.stringify(message);
    const { summary, attachments } = readActivity(JSON.parse(json), json);
    const parsed = (attachments ?? []).map(({ content }) => cardSchema.parse(content));
    return {
      summary: summary ?? '',
      texts: parsed.flatMap(({ body }) => textsIn(body)),
      buttons: parsed.flatMap(({ actions }) => actions.map(({ title }) => title)),
      mentioned: parsed.flatMap(({ msteams }) => msteams.entities.map(({ mentioned }) => mentioned.id)),
    };
  }

  function post(place: string, message: unknown): string {
    const id = String(1_700_000_000_000 + cards.length);
    const card = { place, id, postedAt: now(), updates: [], before: [], ...read(message) };
    cards.push(card);
    byId.set(`${place} ${id}`, card);
    return id;
  }

  const notHere = () => Promise.reject(new Error('Nobody asks this here.'));
  const botConnector: BotConnector = {
    createThread: ({ channelId }, message) =>
      inTurn(channelId, () => ({ conversationId: channelId, activityId: post(channelId, message) })),
    postToPerson: ({ userId }, message) =>
      inTurn(`user:${userId}`, () => ({
        conversationId: `user:${userId}`,
        activityId: post(`user:${userId}`, message),
      })),
    update: ({ conversationId, activityId }, message) =>
      inTurn(conversationId, () => {
        const card = byId.get(`${conversationId} ${activityId}`);
        if (!card) throw new ConnectorError('Teams answered 404.', { status: 404, code: 'NotFound', sent: true });
        const { summary, mentioned } = card;
        card.before.push({ summary, mentioned, at: card.updates.at(-1) ?? card.postedAt });
        card.updates.push(now());
        Object.assign(card, read(message));
      }),
    reply: notHere,
    team: notHere,
    channels: notHere,
    close: () => undefined,
  };

  return {
    botConnector,
    cards,
    closed,
    /** Those that stand in a channel or chat, the first first. */
    in: (place: string) => cards.filter(card => card.place === place),
  };
}

function textsIn(value: z.core.util.JSONType): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    name === 'text' && typeof inside === 'string' ? [inside] : textsIn(inside),
  );
}

/** Who is in which team. A directory that can be away, of teams by their group ids. */
export function listPeople() {
  const owners = new Map<string, { id: string; name: string }[]>();
  const members = new Map<string, { id: string; name: string }[]>();
  const archived = new Set<string>();
  return {
    owners,
    members,
    archived,
    directory: {
      owners: async ({ groupId }: { groupId: string | null }) => owners.get(groupId ?? '') ?? [],
      members: async ({ groupId }: { groupId: string | null }, ids: readonly string[]) =>
        [...(owners.get(groupId ?? '') ?? []), ...(members.get(groupId ?? '') ?? [])].filter(({ id }) =>
          ids.includes(id),
        ),
      isArchived: async ({ groupId }: { groupId: string | null }) => archived.has(groupId ?? ''),
    },
  };
}
