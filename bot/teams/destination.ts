import type { Activity } from 'botbuilder';
import type { Destination, Post, PostResult } from '../delivery/destination.ts';
import { cardTexts } from '../locales/card-texts.ts';
import type { Language } from '../locales/language.ts';
import type { CardTexts } from '../notification/card-texts.ts';
import { renderWithinLimit } from '../notification/limits.ts';
import { NEW_MESSAGE } from '../notification/summary.ts';
import type { Store } from '../store/store.ts';
import type { BotConnector, ChannelAddress } from './connector-client.ts';
import { ConnectorError } from './connector-error.ts';
import type { Log } from './log.ts';

export interface TeamsDestinationOptions {
  store: Store;
  botConnector: BotConnector;
  language: Language;
  log: Log;
}

/** Posts notifications as Adaptive Cards, each as a new thread of its channel. */
export function createTeamsDestination({ store, botConnector, language, log }: TeamsDestinationOptions): Destination {
  const texts = cardTexts(language);

  async function postCard(post: Post): Promise<PostResult> {
    const address = await addressOf(store, post);
    if (!address) return notPosted(unknownChannel());
    const thread = await botConnector.createThread(address, messageOf(post, texts));
    return { posted: true, ...thread };
  }

  return {
    post: async post => {
      try {
        return await postCard(post);
      } catch (error) {
        if (error instanceof ConnectorError) return notPosted(error);
        // Ours, such as a store that cannot be read: like a Teams that is away, it may pass.
        log.error({ err: error, channelId: post.channelId }, 'a notification could not be posted');
        return notPosted(
          new ConnectorError('Channel Connectors failed; its log says why.', { code: 'internal', sent: false }),
        );
      }
    },
  };
}

/** Teams decides whether a channel can be reached, so one that was deleted, or whose team is left, is tried too. */
async function addressOf(store: Store, { tenantId, channelId }: Post): Promise<ChannelAddress | undefined> {
  const row = await store
    .selectFrom('channel')
    .innerJoin('team', join =>
      join.onRef('team.id', '=', 'channel.team_id').onRef('team.tenant_id', '=', 'channel.tenant_id'),
    )
    .select('team.service_url')
    .where('channel.tenant_id', '=', tenantId)
    .where('channel.id', '=', channelId)
    .executeTakeFirst();
  return row && { serviceUrl: row.service_url, tenantId, channelId };
}

function messageOf({ head, notification }: Post, texts: CardTexts): Partial<Activity> {
  const { name, pictureUrl } = head;
  const cards = renderWithinLimit(notification, { name, ...(pictureUrl === null ? {} : { pictureUrl }) }, texts);
  return {
    type: 'message',
    summary: notification.summary === NEW_MESSAGE ? texts.newMessage : notification.summary,
    attachments: cards.map(content => ({ contentType: 'application/vnd.microsoft.card.adaptive', content })),
    ...(cards.length > 1 ? { attachmentLayout: 'list' } : {}),
  };
}

function unknownChannel(): ConnectorError {
  const message = 'The channel is not known here: install Channel Connectors in its team again.';
  return new ConnectorError(message, { status: 404, code: 'ConversationNotFound', sent: false });
}

function notPosted({ status, code, retryAfter, sent, message }: ConnectorError): PostResult {
  return { posted: false, status, code, retryAfter, sent, error: message };
}
