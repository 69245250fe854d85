import type { Activity } from 'botbuilder';
import type { Destination, Post, PostResult } from '../delivery/destination.ts';
import { cardTexts } from '../locales/card-texts.ts';
import type { Language } from '../locales/language.ts';
import type { CardTexts } from '../notification/card-texts.ts';
import { MAX_MESSAGE_BYTES, renderWithinLimit } from '../notification/limits.ts';
import { addressesIn, type People } from '../notification/mentions.ts';
import { NEW_MESSAGE } from '../notification/summary.ts';
import type { Store } from '../store/store.ts';
import type { BotConnector } from './connector-client.ts';
import { ConnectorError } from './connector-error.ts';
import type { Log } from './log.ts';
import type { FindMentioned } from './mentioned-people.ts';
import { personOf, recipientOf } from './recipient.ts';

export interface TeamsDestinationOptions {
  store: Store;
  botConnector: BotConnector;
  /** Where neither the team nor its organization has set one. */
  language: Language;
  log: Log;
  /** Asked for the addresses that a notification mentions; without it they stay names. */
  findMentioned?: FindMentioned;
}

/** Posts notifications as Adaptive Cards: each as a new thread of its channel, or in a person's chat with the bot. */
export function createTeamsDestination(options: TeamsDestinationOptions): Destination {
  const { store, botConnector, language, log, findMentioned } = options;

  async function postCard(post: Post): Promise<PostResult> {
    const recipient = await recipientOf(store, post);
    if (!recipient) return notPosted(personOf(post.channelId) === undefined ? unknownChannel() : unknownPerson());
    const { serviceUrl } = recipient;
    const { tenantId, channelId, updates } = post;
    const people = await mentionedIn(post);
    const message = messageOf(post, cardTexts(recipient.language ?? language), people);
    if (updates) {
      await botConnector.update({ serviceUrl, ...updates }, message);
      return { posted: true, ...updates };
    }
    const userId = personOf(channelId);
    const thread =
      userId === undefined
        ? await botConnector.createThread({ serviceUrl, tenantId, channelId }, message)
        : await botConnector.postToPerson({ serviceUrl, tenantId, userId }, message);
    return { posted: true, ...thread };
  }

  async function mentionedIn(post: Post): Promise<People> {
    const addresses = findMentioned === undefined ? [] : addressesIn(post.notification);
    return findMentioned === undefined || addresses.length === 0 ? new Map() : findMentioned(post, addresses);
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

function messageOf({ head, notification }: Post, texts: CardTexts, people: People): Partial<Activity> {
  const { name, pictureUrl } = head ?? { name: '', pictureUrl: null };
  const shownHead = { name, ...(pictureUrl === null ? {} : { pictureUrl }) };
  const cards = renderWithinLimit(notification, shownHead, texts, MAX_MESSAGE_BYTES, people);
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

function unknownPerson(): ConnectorError {
  const message = 'Nobody can be written to: Channel Connectors was never in a team of this organization.';
  return new ConnectorError(message, { status: 404, code: 'ConversationNotFound', sent: false });
}

function notPosted({ status, code, retryAfter, sent, message }: ConnectorError): PostResult {
  return { posted: false, status, code, retryAfter, sent, error: message };
}
