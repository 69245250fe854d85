import type { Activity, ConversationParameters } from 'botbuilder';
import { ConnectorClient, TeamsConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import type { BotLogin } from './bot-login.ts';
import { ConnectorError } from './connector-error.ts';
import { splitConversationId } from './conversation-id.ts';
import type { HttpClient } from './http-client.ts';
import { isAcceptedServiceUrl } from './service-url.ts';

/** The Bot Connector: each call is one request. Every call throws a ConnectorError for whatever goes wrong. */
export interface BotConnector {
  /** Posts a message as a new thread. */
  createThread(channel: ChannelAddress, message: Partial<Activity>): Promise<Thread>;
  /** Puts a message in the place of one that the bot posted, in a channel or a chat. */
  update(post: PostAddress, message: Partial<Activity>): Promise<void>;
  /** Posts a message into the chat of a person with the bot, which is made if there is none. */
  postToPerson(person: PersonAddress, message: Partial<Activity>): Promise<Thread>;
  /** Answers an activity in its own thread or chat. `conversationId` is as the activity has it. */
  reply(activity: ActivityAddress, message: Partial<Activity>): Promise<void>;
  /** The team's name and its group id, as Teams knows them. */
  team(team: TeamAddress): Promise<z.infer<typeof teamDetails>>;
  /** The team's channels that the bot is in. General comes without a name. */
  channels(team: TeamAddress): Promise<z.infer<typeof channelInfo>[]>;
  close(): void;
}

export interface ChannelAddress {
  serviceUrl: string;
  tenantId: string;
  channelId: string;
}

export interface PersonAddress {
  serviceUrl: string;
  tenantId: string;
  /** Entra object id. */
  userId: string;
}

/** Where something that the bot posted stands. */
export interface PostAddress {
  serviceUrl: string;
  /** Without `;messageid=`. */
  conversationId: string;
  activityId: string;
}

export interface ActivityAddress {
  serviceUrl: string;
  conversationId: string;
  activityId: string;
}

export interface TeamAddress {
  serviceUrl: string;
  /** The thread id, `19:…`. */
  teamId: string;
}

export interface Thread {
  /** Without `;messageid=`. */
  conversationId: string;
  /** Empty where Teams accepted the message without naming it. */
  activityId: string;
}

export interface BotConnectorOptions {
  /** The bot's application id; undefined without credentials, and then only this machine is called. */
  appId: string | undefined;
  login: BotLogin;
  httpClient: HttpClient;
}

// Teams has accepted a message with any 2xx: what it names is of use, what cannot be read is as good as absent.
const conversationResource = z.object({ id: named(), activityId: named() }).catch({});
const sentResource = z.object({ id: named() }).catch({});
const chatResource = z.object({ id: z.string().min(1) });
const teamDetails = z.object({ name: z.string().nullish(), aadGroupId: z.string().nullish() });
const channelInfo = z.object({ id: z.string(), name: z.string().nullish(), type: z.string().nullish() });
const conversationList = z.object({ conversations: z.array(channelInfo).nullish() });

function named() {
  return z.string().min(1).optional().catch(undefined);
}

interface Clients {
  bot: ConnectorClient;
  teams: TeamsConnectorClient;
}

export function createBotConnector({ appId, login, httpClient }: BotConnectorOptions): BotConnector {
  /** A client for each region's service URL, of which there are a handful. */
  const clients = new Map<string, Clients>();
  const credentials: ConstructorParameters<typeof ConnectorClient>[0] = {
    signRequest: async request => {
      const token = await login.token();
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    },
  };

  function clientsFor(serviceUrl: string): Clients {
    const known = clients.get(serviceUrl);
    if (known) return known;
    if (!isAcceptedServiceUrl(serviceUrl, appId !== undefined))
      throw new ConnectorError(
        'The service URL of this team is not one that may be called: it must be https, or, without credentials, on this machine.',
        { code: 'network', sent: false },
      );
    const options = { baseUri: serviceUrl.replace(/\/+$/, ''), httpClient };
    const made = {
      bot: new ConnectorClient(credentials, options),
      teams: new TeamsConnectorClient(credentials, options),
    };
    clients.set(serviceUrl, made);
    return made;
  }

  async function call<T>(
    serviceUrl: string,
    answer: z.ZodType<T>,
    send: (to: Clients) => Promise<unknown>,
  ): Promise<T> {
    try {
      return answer.parse(await send(clientsFor(serviceUrl)));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw misunderstood(error);
      if (error.status === 401 && error.sent) login.refused();
      throw error;
    }
  }

  return {
    createThread: async ({ serviceUrl, tenantId, channelId }, message) => {
      const parameters = {
        isGroup: true,
        tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
        ...(appId === undefined ? {} : { bot: { id: `28:${appId}` } }),
        activity: message,
        // The type asks for what only incoming activities have.
      } as ConversationParameters;
      const created = await call(serviceUrl, conversationResource, to =>
        to.bot.conversations.createConversation(parameters),
      );
      const { id, messageId } = splitConversationId(created.id ?? channelId);
      return { conversationId: id, activityId: created.activityId ?? messageId ?? '' };
    },
    update: async ({ serviceUrl, conversationId, activityId }, message) => {
      // A thread of a channel is named by its first message, which is what is updated; a chat has no threads.
      const conversation = conversationId.startsWith('19:')
        ? `${conversationId};messageid=${activityId}`
        : conversationId;
      await call(serviceUrl, z.unknown(), to => to.bot.conversations.updateActivity(conversation, activityId, message));
    },
    postToPerson: async ({ serviceUrl, tenantId, userId }, message) => {
      const parameters = {
        isGroup: false,
        tenantId,
        members: [{ id: userId }],
        channelData: { tenant: { id: tenantId } },
        ...(appId === undefined ? {} : { bot: { id: `28:${appId}` } }),
        // The type asks for names, which Teams knows itself.
      } as ConversationParameters;
      // Teams gives the same chat each time. It takes no first message for it, so that is a request of its own.
      const chat = await call(serviceUrl, chatResource, to => to.bot.conversations.createConversation(parameters));
      const { id } = splitConversationId(chat.id);
      const sent = await call(serviceUrl, sentResource, to => to.bot.conversations.sendToConversation(id, message));
      return { conversationId: id, activityId: sent.id ?? '' };
    },
    reply: async ({ serviceUrl, conversationId, activityId }, message) => {
      await call(serviceUrl, z.unknown(), to =>
        to.bot.conversations.replyToActivity(conversationId, activityId, message),
      );
    },
    team: ({ serviceUrl, teamId }) => call(serviceUrl, teamDetails, to => to.teams.teams.fetchTeamDetails(teamId)),
    channels: async ({ serviceUrl, teamId }) => {
      const list = await call(serviceUrl, conversationList, to => to.teams.teams.fetchChannelList(teamId));
      return list.conversations ?? [];
    },
    close: () => httpClient.close(),
  };
}

/** Teams took the request, but what it answered is none of its forms. */
function misunderstood(error: unknown): ConnectorError {
  const detail = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new ConnectorError(`Teams' answer was not understood: ${detail}`, { code: 'answer', sent: true }, error);
}
