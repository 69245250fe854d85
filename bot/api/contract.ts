import { z } from 'zod';

/**
 * What the tab and the service say to each other. The tab imports types from here and nothing else; what it sends is
 * checked at the door with the schemas. Times are milliseconds since 1970, texts are in the language that the request
 * asks for (`Accept-Language`). Secrets are masked everywhere but in `WebhookUrlView`.
 *
 * | request | answer |
 * |---|---|
 * | `GET /api/channels/:channelId` | `ChannelView` |
 * | `GET /api/channels/:channelId/connectors` | `ConnectorList` |
 * | `GET /api/channels/:channelId/connectors/:connectorId` | `ConnectorDetail` |
 * | `POST /api/channels/:channelId/connectors/:connectorId/preview` with `PreviewRequest` | `Preview` |
 * | `GET /api/channels/:channelId/connections?search&cursor&limit` | `ConnectionPage` |
 * | `POST /api/channels/:channelId/connections` with `NewConnectionRequest` | 201 `ConnectionDetail` |
 * | `GET /api/connections/:id` | `ConnectionDetail` with an ETag |
 * | `PATCH /api/connections/:id` with `ChangeConnectionRequest` and If-Match | `ConnectionDetail` |
 * | `DELETE /api/connections/:id` with If-Match | 204 |
 * | `GET /api/connections/:id/url` | `WebhookUrlView` |
 * | `POST /api/connections/:id/update-url` with If-Match | `WebhookUrlView` |
 * | `POST /api/connections/:id/stop-old-url` | `WebhookUrlView` |
 * | `POST /api/connections/:id/report-leak` with `LeakReport` | `ConnectionDetail` |
 * | `POST /api/connections/:id/recreate` with If-Match | 201 `ConnectionDetail` of the new connection |
 * | `POST /api/connections/:id/test` | `TestMessage` |
 * | `GET /api/connections/:id/activities?outcome&cursor&limit` | `ActivityPage` |
 * | `GET /api/connections/:id/activities/:activityId` | `ActivityDetail` |
 * | `POST /api/connections/:id/activities/:activityId/replay` | `Replayed` |
 * | `POST /api/connections/:id/replay-failed` | `Replayed` |
 * | `GET /api/url-transition` (administrators) | `UrlTransitionView` |
 * | `POST /api/url-transition` with `UrlTransitionRequest` (administrators) | `UrlTransitionView` |
 * | `DELETE /api/url-transition` (administrators) | `UrlTransitionView` |
 *
 * Whoever may see a channel's connectors may read, but for `…/url`: whoever has the URL can post, so it is for those who
 * may change them, as is all that changes something. A connection that one may not see is answered as one that there is
 * not. HEAD is answered where GET is. If-Match takes one ETag as it was given, and not `*`.
 *
 * Whatever is refused is a `Problem` as application/problem+json (RFC 9457).
 */

/** Why something was refused, for people; `fields` names what to mend in a form. */
export interface Problem {
  status: number;
  code: ProblemCode;
  /** One sentence or two: what is wrong, and what to do. */
  detail: string;
  fields?: FieldProblem[];
}

/** `field` is a path of the request, such as `name` or `settings.secret`. */
export interface FieldProblem {
  field: string;
  detail: string;
}

export type ProblemCode =
  | 'not-signed-in'
  | 'other-tenant'
  | 'no-access'
  | 'may-not-change'
  | 'not-administrator'
  | 'directory-unavailable'
  | 'sign-on-unavailable'
  | 'not-found'
  | 'channel-not-found'
  | 'connection-not-found'
  | 'connector-not-found'
  | 'connector-refused'
  | 'connectors-off'
  | 'no-webhook-url'
  | 'nothing-to-replay'
  | 'not-possible'
  | 'changed-meanwhile'
  | 'if-match-missing'
  | 'method-not-allowed'
  | 'not-json'
  | 'not-valid'
  | 'too-large'
  | 'foreign-origin'
  | 'store-unavailable'
  | 'internal';

/** Where the page was opened, who one is there, and what one may do. */
export interface ChannelView {
  channel: { id: string; name: string; membershipType: 'standard' | 'private' | 'shared' };
  team: { id: string; name: string };
  user: { id: string; name: string; role: Role };
  /** Add, change and remove connections. */
  mayChange: boolean;
  /** Why not, for people; undefined where one may. */
  whyNot?: string;
  /** Whether connectors are switched on for the organization and the group. */
  connectorsEnabled: boolean;
  /** Which switch is off, for people. */
  connectorsEnabledReason?: string;
  connections: number;
  /** How many of them have a URL that needs attention or is expired. */
  attentionRequired: number;
}

export type Role = 'owner' | 'member';

export interface ConnectorList {
  /** In the order of their names. */
  connectors: ConnectorSummary[];
}

export interface ConnectorSummary {
  id: string;
  name: string;
  publisher: string | null;
  description: string | null;
  categories: string[];
  aliases: string[];
  /** An SVG as a data address; null where there is none. */
  icon: string | null;
  origin: 'built-in' | 'organization' | 'listed';
  kind: 'webhook' | 'feed' | null;
  /** How many connections of it this channel has. */
  configured: number;
  availability: Availability;
}

export type Availability =
  | { state: 'available' }
  /** Takes new connections from then on (a day, `YYYY-MM-DD`). `text` says so. */
  | { state: 'scheduled'; from: string; text: string }
  /** Takes no new connections; `text` says why and what to do. */
  | { state: 'refused'; text: string };

export interface ConnectorDetail extends ConnectorSummary {
  longDescription: string;
  /** Only for an organisation's own. */
  version: string | null;
  settings: SettingField[];
  /** Empty for a connector without events. */
  events: EventChoice[];
  /** Markdown; `{{webhookUrl}}` stands where the URL is to be filled in. */
  guide: string;
  /** What can be previewed. */
  samples: { name: string; title: string }[];
}

export interface SettingField {
  id: string;
  type: 'text' | 'secret' | 'url' | 'flag' | 'number' | 'patterns' | 'choices';
  label: string;
  hint: string | null;
  required: boolean;
  /** For `text`. */
  maxLength?: number;
  /** For `number`. */
  min?: number;
  max?: number;
  default?: number | boolean;
  /** For `choices`. */
  choices?: { value: string; label: string }[];
}

export interface EventChoice {
  id: string;
  name: string;
  /** Whether it is chosen unless somebody chooses otherwise. */
  default: boolean;
}

/** Values by the ids of the settings, and for connectors with events `events` (ids) and `everything`. */
export type SettingValues = Record<string, unknown>;

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
const pictureUrl = z.url({ protocol: /^https$/ }).max(2000);
const settings = z.record(z.string().max(100), z.unknown());

export const previewRequest = z.strictObject({
  sample: z.string().max(100),
  /** Empty for the connector's own name. */
  name: z.string().trim().max(100).default(''),
  pictureUrl: pictureUrl.nullable().default(null),
});
export type PreviewRequest = z.input<typeof previewRequest>;

export interface Preview {
  /** Adaptive Cards, as they would stand in the channel. */
  cards: unknown[];
}

export const newConnectionRequest = z.strictObject({
  connector: z.string().max(100),
  name,
  pictureUrl: pictureUrl.nullable().default(null),
  settings: settings.default({}),
});
export type NewConnectionRequest = z.input<typeof newConnectionRequest>;

/** What is absent stays as it is. A secret that is masked stays as it is. */
export const changeConnectionRequest = z.strictObject({
  name: name.optional(),
  pictureUrl: pictureUrl.nullable().optional(),
  settings: settings.optional(),
  paused: z.boolean().optional(),
});
export type ChangeConnectionRequest = z.input<typeof changeConnectionRequest>;

export const leakReport = z.strictObject({
  /** Where it was seen. */
  detail: z.string().trim().max(500).default(''),
});
export type LeakReport = z.input<typeof leakReport>;

/** `limit` is 50 where it is not given. A cursor is what `next` of the page before said. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const connectionsQuery = pageQuery.extend({ search: z.string().max(100).default('') });
export const activitiesQuery = pageQuery.extend({
  outcome: z.enum(['posted', 'waiting', 'failed', 'ignored', 'refused']).optional(),
});

export interface ConnectionPage {
  connections: ConnectionSummary[];
  /** How many there are in the channel, whatever the search. */
  total: number;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

export interface ConnectionSummary {
  id: string;
  name: string;
  pictureUrl: string | null;
  connector: { id: string; name: string; icon: string | null; kind: 'webhook' | 'feed' };
  addedBy: Person | null;
  addedAt: number;
  /** When the last message came in. */
  lastMessageAt: number | null;
  status: 'active' | 'paused' | 'suspended';
  /** Why, and what to do; null for an active connection. */
  statusReason: string | null;
  /** Null for a feed, which has no URL. */
  url: UrlState | null;
}

/** `name` is null for somebody whom the directory does not know any more. */
export interface Person {
  id: string;
  name: string | null;
}

export type UrlStatus = 'up-to-date' | 'attention-required' | 'waiting-for-first-message' | 'expired';

export interface UrlState {
  status: UrlStatus;
  /** Why it needs attention; null where it does not. */
  reason: AttentionReason | null;
  /** When the URL in use ends, or ended. */
  deadline: number | null;
  /** Requests that the ended URL was refused. */
  refusedCalls: number;
}

export type AttentionReason = 'transition' | 'root-key' | 'leaked' | 'age' | 'imported';

export interface ConnectionDetail extends ConnectionSummary {
  channelId: string;
  /** Secrets that are set are masked. */
  settings: SettingValues;
  /** Of the organisation's own connector. */
  connectorVersion: string | null;
  /** How its URL is regenerated: `update` for an incoming webhook, `recreate` for other types, null for a feed. */
  regenerate: 'update' | 'recreate' | null;
  /** The connection that this one takes the place of, until its first message. */
  replaces: { id: string; name: string } | null;
  /** The connection that takes its place. */
  replacedBy: { id: string; name: string } | null;
  failed: number;
  version: number;
}

/** A credential: for the one who asked, never kept. */
export interface WebhookUrlView {
  url: string;
  /** The same address in the shape of Microsoft's connectors, for senders that check the path. */
  webhookb2: string;
  /** The same address in the shape of Workflows, which answers 202. */
  workflows: string;
  state: UrlState;
  /** Older URLs that still work, the newest first. */
  oldUrls: OldUrl[];
  version: number;
}

export interface OldUrl {
  generation: number;
  createdAt: number;
  /** When it ends, or ended. */
  endsAt: number;
  /** Requests since it was replaced, and how many of them were refused because it had ended. */
  calls: number;
  refusedCalls: number;
  lastCall: Call | null;
}

/** Who called: so that nobody has to guess which script to change. */
export interface Call {
  at: number;
  address: string;
  userAgent: string | null;
}

export interface TestMessage {
  activityId: string;
}

/** Where an outcome is asked for and is rare, a page may hold fewer than `limit`, or none, and still have a next one. */
export interface ActivityPage {
  activities: ActivitySummary[];
  next: string | null;
}

/**
 * What became of a request: posted; waiting for its turn or tried again; failed (a dead letter, which can be
 * replayed); ignored or refused with the reason.
 */
export type ActivityOutcome = 'posted' | 'waiting' | 'failed' | 'ignored' | 'refused';

export interface ActivitySummary {
  id: string;
  at: number;
  outcome: ActivityOutcome;
  /** For people: why it was ignored, refused, tried again or given up. */
  reason: string | null;
  summary: string | null;
  /** Empty for a test message, whose `userAgent` says who sent it. */
  address: string;
  userAgent: string | null;
  size: number;
  /** The status that the sender got. */
  status: number;
}

export interface ActivityDetail extends ActivitySummary {
  contentType: string | null;
  /** As received, secrets masked; its beginning, if it is long. */
  body: string | null;
  deliveries: DeliveryView[];
}

export interface DeliveryView {
  id: number;
  state: 'waiting' | 'sending' | 'posted' | 'dead letter' | 'cancelled';
  attempts: number;
  possibleDuplicates: number;
  error: string | null;
  queuedAt: number;
  finishedAt: number | null;
  /** Adaptive Cards, as posted or as they will be. */
  cards: unknown[];
}

export interface Replayed {
  replayed: number;
}

export const urlTransitionRequest = z.strictObject({
  deadline: z.number().int().positive(),
  /** Only URLs of this root key, which is to be retired; absent: all. */
  rootKey: z.number().int().min(0).max(255).optional(),
});
export type UrlTransitionRequest = z.input<typeof urlTransitionRequest>;

export interface UrlTransitionView {
  /** Null where none is under way. */
  transition: {
    epoch: number;
    reason: 'transition' | 'root-key';
    startedAt: number;
    startedBy: Person | null;
    deadline: number;
  } | null;
  /** Connections whose URL must be regenerated because of it, or was. */
  counts: { open: number; waiting: number; done: number; expired: number };
  /** What nobody can be reached for: the administrator's own list. */
  unreachable: { connectionId: string; name: string; team: string; channel: string }[];
}
