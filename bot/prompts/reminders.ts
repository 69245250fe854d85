import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { askAgainAfter, givenUpAfter } from './patience.ts';
import { promptCard } from './prompt-card.ts';
import { openPrompt, outboxChannel, postKey } from './prompt-rows.ts';
import { isOpen } from './prompted-connection.ts';
import type { PromptsOptions } from './prompts-options.ts';
import { readChannel } from './read-channel.ts';
import { readConnections } from './read-connections.ts';

const day = 24 * 60 * 60 * 1000;

/** Somebody who wants to be reminded tomorrow; pressed twice, it is a day from the second time. */
export interface Reminder {
  tenantId: string;
  channelId: string;
  /** Entra object id. */
  userId: string;
}

export async function remindTomorrow(
  store: Store,
  { tenantId, channelId, userId }: Reminder,
  now: Time,
): Promise<void> {
  const due_at = now + day;
  await store
    .insertInto('reminder')
    .values({ tenant_id: tenantId, channel_id: channelId, user_id: userId, due_at })
    .onConflict(conflict => conflict.columns(['tenant_id', 'channel_id', 'user_id']).doUpdateSet({ due_at }))
    .execute();
}

/** Reminders that could not be given, and when that is tried again; kept in memory, since it only spares work. */
export type PutOff = Map<string, Time>;

/**
 * Writes to those whose time has come, where something is still open and they are still members. Where that cannot be
 * done, such as while the directory is unavailable, it is tried again for a day.
 */
export async function giveReminders(options: PromptsOptions, putOff: PutOff): Promise<void> {
  const { store, onError } = options;
  const now = options.now();
  const due = await store.selectFrom('reminder').selectAll().where('due_at', '<=', now).execute();
  for (const row of due) {
    const key = `${row.tenant_id} ${row.channel_id} ${row.user_id} ${row.due_at}`;
    if ((putOff.get(key) ?? 0) > now) continue;
    putOff.delete(key);
    const reminder = { tenantId: row.tenant_id, channelId: row.channel_id, userId: row.user_id };
    try {
      await give(options, reminder, row.due_at);
    } catch (error) {
      const isGivenUp = now - row.due_at >= givenUpAfter;
      if (isGivenUp || !(error instanceof DirectoryUnavailableError)) onError(error);
      if (!isGivenUp) {
        putOff.set(key, now + askAgainAfter);
        continue;
      }
    }
    await store
      .deleteFrom('reminder')
      .where('tenant_id', '=', row.tenant_id)
      .where('channel_id', '=', row.channel_id)
      .where('user_id', '=', row.user_id)
      .where('due_at', '=', row.due_at)
      .execute();
  }
}

async function give(options: PromptsOptions, reminder: Reminder, dueAt: Time): Promise<void> {
  const { store, directory, outbox } = options;
  const now = options.now();
  const channel = await readChannel(store, reminder);
  const prompt = await openPrompt(store, reminder);
  if (!channel?.isReachable || !prompt) return;
  const connections = await readConnections(store, reminder, prompt.createdAt, now);
  if (!connections.some(isOpen)) return;
  const [person] = await directory.members(channel, [reminder.userId]);
  if (!person) return;
  const place = { channel: channel.channelName, team: channel.teamName };
  const language = channel.organizationLanguage ?? options.language;
  await outbox({
    tenantId: reminder.tenantId,
    connectionId: null,
    channelId: outboxChannel(person.id, reminder.channelId),
    at: now,
    notifications: [promptCard({ connections, people: [], place }, language)],
    // Given again after a crash, it is the same message.
    postKey: postKey(prompt, `tomorrow-${dueAt}`),
  });
}
