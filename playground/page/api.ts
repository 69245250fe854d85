import type { Locale } from './host/locale.ts';
import { z } from './zod.ts';

const author = z.object({ id: z.string(), name: z.string(), kind: z.enum(['bot', 'user']) });

const attachment = z.object({ contentType: z.string(), content: z.unknown().optional() });

const message = z.object({
  id: z.string(),
  channelId: z.string(),
  from: author,
  /** ISO 8601, as `editedAt`. */
  at: z.string(),
  editedAt: z.string().optional(),
  deleted: z.boolean().optional(),
  summary: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.string().optional(),
  attachments: z.array(attachment),
  attachmentLayout: z.string().optional(),
});

const post = message.extend({ replies: z.array(message) });

const page = z.object({ posts: z.array(post), hasMore: z.boolean() });

const tab = z.object({
  id: z.string(),
  entityId: z.string().optional(),
  suggestedDisplayName: z.string(),
  contentUrl: z.string(),
  websiteUrl: z.string().optional(),
  removeUrl: z.string().optional(),
});

const team = z.object({
  tenantId: z.string(),
  team: z.object({
    id: z.string(),
    groupId: z.string(),
    name: z.string(),
    /** The team's setting "Allow members to create, update, and remove connectors". */
    allowCreateUpdateRemoveConnectors: z.boolean(),
  }),
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      membershipType: z.enum(['standard', 'private', 'shared']),
      deleted: z.boolean(),
      tabs: z.array(tab),
    }),
  ),
  users: z.array(
    z.object({
      id: z.string(),
      aadObjectId: z.string(),
      name: z.string(),
      userPrincipalName: z.string(),
      tenantId: z.string(),
      role: z.enum(['owner', 'member', 'guest', 'administrator', 'other tenant']),
      /** The chat of that person with the bot. */
      chatId: z.string(),
    }),
  ),
  bot: z.object({ id: z.string(), name: z.string(), installed: z.boolean() }),
  tryIt: z
    .object({ connectionName: z.string(), channelName: z.string(), url: z.string(), curl: z.string() })
    .nullable(),
});

const failure = z.object({ error: z.string() });

/** The data of the events `post`, `update`, `delete` and `reply`. */
const postEvent = z.object({ channelId: z.string(), post });

export type Message = z.infer<typeof message>;
/** A post of a channel with its thread; a reply is a Message. */
export type Post = z.infer<typeof post>;
export type Page = z.infer<typeof page>;
/** The team with its channels, people and bot, and what to try first. */
export type Team = z.infer<typeof team>;
export type Channel = Team['channels'][number];
export type Tab = Channel['tabs'][number];
export type User = Team['users'][number];
export type TryIt = NonNullable<Team['tryIt']>;
export type PostEvent = z.infer<typeof postEvent>;

/** What a person wrote in a compose box. */
export type NewMessage = {
  channelId: string;
  userId: string;
  locale: Locale;
  text: string;
  mentionBot: boolean;
  /** The post that it replies to. */
  replyTo?: string;
};

/** A request that failed; the message can be shown to a person. */
export class ApiError extends Error {
  override name = 'ApiError';
}

const BASE = '/playground/api';

/** Where the server-sent events come from. */
export const EVENTS_URL = `${BASE}/events`;

export function fetchTeam(): Promise<Team> {
  return call(team, '/state');
}

/** As many posts as the playground gives at once, and as many as are read where nothing is said. */
const PAGE = { most: 200, usual: 50 };

/**
 * Reads posts of a channel, newest last.
 * @param of `before`: only those before the post with this id; `atLeast`: how many, up to what is given at once
 */
export function fetchPosts(channelId: string, of: { before?: string; atLeast?: number }): Promise<Page> {
  const limit = Math.min(Math.max(of.atLeast ?? 0, PAGE.usual), PAGE.most);
  const query = new URLSearchParams({ limit: String(limit), ...(of.before !== undefined && { before: of.before }) });
  return call(page, `/channels/${encodeURIComponent(channelId)}/posts?${query}`);
}

export async function sendMessage(newMessage: NewMessage): Promise<void> {
  await call(z.unknown(), '/messages', newMessage);
}

/** Changes what members of the team may do. The page hears of it as of any change of the team. @throws ApiError */
export async function changeTeamSettings(settings: { allowCreateUpdateRemoveConnectors: boolean }): Promise<void> {
  await call(z.unknown(), '/team-settings', settings, 'PUT');
}

/** Reads the data of a server-sent event about a post. Undefined: it is none that this page understands. */
export function readPostEvent(data: string): PostEvent | undefined {
  try {
    return postEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** GET without a body, POST with one, unless another method is given. @throws ApiError */
export async function call<T>(answer: z.ZodType<T>, path: string, body?: unknown, method?: string): Promise<T> {
  const response = await fetch(BASE + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError('The playground did not answer. Is it still running?');
  });
  const text = await response.text();
  if (!response.ok) throw new ApiError(reasonOf(text) ?? `The playground answered ${response.status}.`);
  try {
    return answer.parse(text === '' ? undefined : JSON.parse(text));
  } catch {
    throw new ApiError('The playground answered with something that this page does not understand. Reload the page.');
  }
}

/** The sentence in the body of an answer that is an error. */
function reasonOf(body: string): string | undefined {
  try {
    return failure.safeParse(JSON.parse(body)).data?.error;
  } catch {
    return undefined;
  }
}
