import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import type { PromptTable, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Told } from './plan.ts';

/** Where a card of a prompt is: `channel`, or the object id of a person for the chat with the bot. */
export type Place = string;
export const inChannel: Place = 'channel';

/** A prompt that is not closed; each channel has one at most. */
export interface OpenPrompt {
  id: number;
  tenantId: string;
  channelId: string;
  createdAt: Time;
  /** Undefined until its first card is in the outbox. */
  told: Told | undefined;
  card: number;
  places: Place[];
  /** Empty while it is not certain that the card in the outbox is the one that is meant. */
  shown: string;
  unreachableAt: Time | null;
}

export async function openPrompt(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
): Promise<OpenPrompt | undefined> {
  const row = await store
    .selectFrom('prompt')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row && toPrompt(row);
}

/** Begins a prompt; nothing of it is posted yet. */
export async function addPrompt(
  store: Store,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  now: Time,
): Promise<OpenPrompt> {
  const row = await store
    .insertInto('prompt')
    .values({
      tenant_id: tenantId,
      channel_id: channelId,
      created_at: now,
      deadline: 0,
      next_reminder_at: null,
      stage: 'first',
      card: 1,
      sent_to: '[]',
      shown: '',
      unreachable_at: null,
      closed_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toPrompt(row);
}

export async function changePrompt(
  store: Store,
  { tenantId, id }: OpenPrompt,
  changes: Omit<Updateable<PromptTable>, 'id' | 'tenant_id' | 'channel_id'>,
): Promise<void> {
  await store.updateTable('prompt').set(changes).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}

/** Under which a card of a prompt is posted, and updated. */
export const postKey = ({ id }: { id: number }, card: number | string): string => `prompt/${id}/${card}`;

/** The prompt that was posted under a key; undefined where something else was. */
export function promptIdOf(key: string): number | undefined {
  const id = /^prompt\/(\d+)\//.exec(key)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** A place as the outbox names it. */
export const outboxChannel = (place: Place, channelId: string): string =>
  place === inChannel ? channelId : `user:${place}`;

const places = z.array(z.string());

function toPrompt(row: Selectable<PromptTable>): OpenPrompt {
  // Nothing was told before the first card is certain to be in the outbox.
  const isBegun = row.deadline > 0;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    createdAt: row.created_at,
    told: isBegun ? { stage: row.stage, deadline: row.deadline, nextAt: row.next_reminder_at } : undefined,
    card: row.card,
    places: places.parse(JSON.parse(row.sent_to)),
    shown: row.shown,
    unreachableAt: row.unreachable_at,
  };
}
