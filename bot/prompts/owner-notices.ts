import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import { deadFeeds, feedNotice } from './feed-notice.ts';
import type { NoticeContent } from './notice-card.ts';
import { changeNotice, followSubjects, noticeKey, noticesToTell, type OwnerNotice } from './owner-notice-rows.ts';
import { askAgainAfter, givenUpAfter } from './patience.ts';
import { outboxChannel } from './prompt-rows.ts';
import type { PromptsOptions } from './prompts-options.ts';
import { type PromptedChannel, readChannel } from './read-channel.ts';
import { suspendedChannels, suspendedNotice } from './suspended-notice.ts';

/**
 * Tells the owners, each in the chat with the bot, which connections cannot reach their channels and which feeds
 * cannot be read any more: once for each time that it happens, and nothing when it is over. A notice that turns out
 * to concern more is updated where it stands.
 */
export async function giveNotices(options: PromptsOptions): Promise<void> {
  const { store, now, onError } = options;
  const at = now();
  await followSubjects(store, [...(await suspendedChannels(store)), ...(await deadFeeds(store))], at);
  for (const notice of await noticesToTell(store, at)) {
    try {
      await tell(options, notice);
    } catch (error) {
      onError(error);
    }
  }
}

async function tell(options: PromptsOptions, notice: OwnerNotice): Promise<void> {
  const { store } = options;
  const { tenantId, channelId, about } = notice;
  const now = options.now();
  const channel = await readChannel(store, { tenantId, channelId });
  const language = channel?.language ?? options.language;
  const told = await (about === 'suspended' ? suspendedNotice : feedNotice)(store, notice, language);
  // It was over before anybody was told.
  if (!channel || !told) return changeNotice(store, notice, { attempt_at: null });

  const to = notice.sentTo.length > 0 ? notice.sentTo : await ownersOf(options, channel, told);
  if (to === 'unavailable')
    return changeNotice(store, notice, {
      attempt_at: now - notice.begunAt >= givenUpAfter ? null : now + askAgainAfter,
    });
  await Promise.all(
    to.map(person =>
      options.outbox({
        tenantId,
        connectionId: null,
        channelId: outboxChannel(person, channelId),
        at: now,
        notifications: [told.notification],
        // Told again after a crash, it is the same message.
        postKey: noticeKey(notice),
      }),
    ),
  );
  await changeNotice(store, notice, { attempt_at: null, sent_to: JSON.stringify(to), named: told.named });
}

async function ownersOf(
  { directory }: PromptsOptions,
  channel: PromptedChannel,
  told: NoticeContent,
): Promise<string[] | 'unavailable'> {
  try {
    return (await directory.owners(channel)).map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof DirectoryUnavailableError)) throw error;
    const isOutOfSight = error.problem === 'consent-missing' || error.problem === 'team-unknown';
    return isOutOfSight && told.lastKnown?.length ? told.lastKnown : 'unavailable';
  }
}
