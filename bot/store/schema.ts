import type { ColumnType, Generated } from 'kysely';

/** Milliseconds since 1970 (UTC). */
export type Time = number;

/**
 * The tables. Every row carries its tenant, and every query names it; looking a connection up by its id is the one
 * exception, and the tables of the installation itself have none. Flags are 0 or 1 and times are integers, so that one schema serves SQLite and PostgreSQL.
 */
export interface Schema {
  organization_config: OrganizationConfigTable;
  group_config: GroupConfigTable;
  team: TeamTable;
  channel: ChannelTable;
  connection: ConnectionTable;
  webhook_url: WebhookUrlTable;
  activity: ActivityTable;
  activity_size: ActivitySizeTable;
  delivery: DeliveryTable;
  channel_queue: ChannelQueueTable;
  seen_delivery_id: SeenDeliveryIdTable;
  feed: FeedTable;
  feed_entry: FeedEntryTable;
  published_connector: PublishedConnectorTable;
  opened_connector: OpenedConnectorTable;
  url_transition: UrlTransitionTable;
  url_attention: UrlAttentionTable;
  prompt: PromptTable;
  reminder: ReminderTable;
  owner_notice: OwnerNoticeTable;
  owner_notice_subject: OwnerNoticeSubjectTable;
  root_key: RootKeyTable;
  write_probe: WriteProbeTable;
}

/** What an administrator has set; null is the default of the cloud. Columns are named for Exchange's parameters. */
export interface OrganizationConfigTable {
  tenant_id: string;
  connectors_enabled: 0 | 1 | null;
  connectors_enabled_for_teams: 0 | 1 | null;
  connectors_actionable_messages_enabled: 0 | 1 | null;
  /** The epoch of new webhook URLs; raised by a URL transition. */
  url_epoch: Generated<number>;
  /** Of the cards in channels; null is the installation's. */
  language: ColumnType<'en' | 'fr' | null, 'en' | 'fr' | null | undefined>;
  /** How long an old URL goes on where there is no deadline; null is 72 hours. */
  old_url_hours: ColumnType<number | null, number | null | undefined>;
  /** The age at which a URL must be regenerated; null is never. */
  url_max_age_days: ColumnType<number | null, number | null | undefined>;
  /** Where owners are prompted; null is the channel. */
  prompt_in: ColumnType<'channel' | 'chat' | null, 'channel' | 'chat' | null | undefined>;
}

export interface GroupConfigTable {
  tenant_id: string;
  group_id: string;
  connectors_enabled: 0 | 1 | null;
  /** Of the cards in the team's channels; null is the organization's. */
  language: ColumnType<'en' | 'fr' | null, 'en' | 'fr' | null | undefined>;
}

/** A team in which the bot is, or was: both of its ids are kept. */
export interface TeamTable {
  /** The thread id, `19:…`: what activities of the Bot Connector carry. It is also the General channel's id. */
  id: string;
  tenant_id: string;
  /** The Microsoft 365 group's GUID: what Graph and webhook URLs carry. Null until Teams has told it. */
  group_id: string | null;
  name: string;
  /** Where the Bot Connector of this team's region is. */
  service_url: string;
  installed_at: Time;
  /** When the bot was taken out; null while it is in. */
  removed_at: Time | null;
}

export interface ChannelTable {
  id: string;
  tenant_id: string;
  team_id: string;
  name: string;
  membership_type: 'standard' | 'private' | 'shared';
  deleted_at: Time | null;
}

/** Why a channel cannot be posted to: Teams has refused a post, or has told of it before. */
export type SuspensionCause =
  | 'refused'
  | 'app removed'
  | 'channel left'
  | 'channel deleted'
  | 'team archived'
  | 'team deleted';

export interface ConnectionTable {
  /** 96 bits as 24 hexadecimal digits: the first part of the webhook URL's token. */
  id: string;
  tenant_id: string;
  team_id: string;
  channel_id: string;
  /** The catalogue's folder name, such as `incoming-webhook`. */
  connector: string;
  /** The version of a connector that the organisation published; null for a built-in one, which has but one. */
  connector_version: string | null;
  name: string;
  picture_url: string | null;
  /** JSON object; its shape is the connector's. */
  settings: string;
  /** Who added it: an Entra object id, or null where it was added on the command line. */
  created_by: string | null;
  created_at: Time;
  paused_at: Time | null;
  /** Suspended: the channel could not be reached; what comes is held. */
  suspended_at: Time | null;
  /** For people, in the installation's language. */
  suspended_reason: string | null;
  suspended_cause: ColumnType<SuspensionCause | null, SuspensionCause | null | undefined>;
  /** Suspended: when its oldest message is tried next. Null: not until an event or a person says so. */
  probe_at: ColumnType<Time | null, Time | null | undefined>;
  /** How often it was tried in vain since it was suspended. */
  probes: ColumnType<number, number | undefined>;
  removed_at: Time | null;
  /** The connection that this one takes the place of, and that is removed with this one's first message. */
  replaces: ColumnType<string | null, string | null | undefined>;
  /** Raised by each change, for the ETag. */
  version: Generated<number>;
}

/** The generations of a connection's webhook URL. The secret itself is never stored: see `connections/webhook-url.ts`. */
export interface WebhookUrlTable {
  connection_id: string;
  tenant_id: string;
  generation: number;
  root_key: number;
  epoch: number;
  created_at: Time;
  /** From then on the URL answers 410. Null where nothing ends it; the newest generation is the current URL. */
  ends_at: Time | null;
  /** When the first message came in on it. */
  first_used_at: ColumnType<Time | null, Time | null | undefined>;
  /** The last call that is written down: each one to an old URL, one an hour to the current one. */
  last_used_at: ColumnType<Time | null, Time | null | undefined>;
  last_address: ColumnType<string | null, string | null | undefined>;
  last_user_agent: ColumnType<string | null, string | null | undefined>;
  /** Calls since a newer URL took its place. */
  old_calls: ColumnType<number, number | undefined>;
  /** Calls that were refused because it had ended. */
  refused_calls: ColumnType<number, number | undefined>;
}

/** A period in which a tenant's URLs of an older epoch must be regenerated. */
export interface UrlTransitionTable {
  tenant_id: string;
  /** The epoch that it raised the tenant's URLs to. */
  epoch: number;
  /** Of the URLs that it concerns; null: all. */
  root_key: number | null;
  started_at: Time;
  /** An Entra object id, or null where it was started on the command line. */
  started_by: string | null;
  deadline: Time;
  cancelled_at: Time | null;
}

export type AttentionReason = 'transition' | 'root-key' | 'leaked' | 'age' | 'imported';

/** Why a webhook URL must be regenerated. A URL may have several reasons; the earliest deadline counts. */
export interface UrlAttentionTable {
  tenant_id: string;
  connection_id: string;
  generation: number;
  reason: AttentionReason;
  deadline: Time;
  started_at: Time;
  /** An Entra object id, or null for the command line, a scanner or the service itself. */
  started_by: string | null;
  /** Such as where a leaked URL was seen. */
  detail: string | null;
  ended_at: Time | null;
  outcome: 'updated' | 'cancelled' | 'removed' | null;
}

/** What the responsible people of a channel were told of URLs that must be regenerated: one open row a channel. */
export interface PromptTable {
  id: Generated<number>;
  tenant_id: string;
  channel_id: string;
  created_at: Time;
  /** The earliest deadline ahead that it told of; one that is nearer is told at once. */
  deadline: Time;
  /** When the next reminder is due; null where none is left. */
  next_reminder_at: Time | null;
  /** The last reminder that was given; `refused` tells that a URL was updated, but its old one, ended, is still called. */
  stage: 'first' | 'half time' | 'seven days' | 'one day' | 'deadline' | 'refused';
  /** Which card of this prompt is the last one: the post key is `prompt/ID/CARD`. */
  card: number;
  /** JSON list: where the cards are, `channel` or the object ids of the owners who got one in a chat. */
  sent_to: string;
  /** Hash of what the card shows: it is updated when that is another. */
  shown: string;
  /** Set where nobody could be reached in person and the channel itself was asked. */
  unreachable_at: Time | null;
  closed_at: Time | null;
}

/** "Remind me tomorrow": for the one who pressed, as a message of the bot in a chat. */
export interface ReminderTable {
  tenant_id: string;
  channel_id: string;
  /** An Entra object id. */
  user_id: string;
  due_at: Time;
}

/** A message to the owners of a team, or of a private or shared channel, in their chats with the bot. */
export interface OwnerNoticeTable {
  /** The post key is `notice/ID`. */
  id: Generated<number>;
  tenant_id: string;
  about: 'suspended' | 'feed';
  /** One of the channels that it is about: they have the same owners. */
  channel_id: string;
  begun_at: Time;
  /** When the owners are to be looked up; null once they were written to, or it was given up. */
  attempt_at: Time | null;
  /** JSON list: the object ids of those who were written to. */
  sent_to: string;
  /** How many connections it named. */
  named: number;
}

/** What a notice is about. Nothing of it is told again before it has ended. */
export interface OwnerNoticeSubjectTable {
  tenant_id: string;
  notice_id: number;
  /** The channel whose connections are suspended, or the connection whose feed cannot be read. */
  subject: string;
  ended_at: Time | null;
}

/** Each request that came in, and what became of it. */
export interface ActivityTable {
  /** Time-ordered UUID; the sender got it as `request-id`. */
  id: string;
  tenant_id: string;
  connection_id: string;
  at: Time;
  outcome: 'accepted' | 'ignored' | 'refused';
  /** Why it was ignored or refused, for people. */
  reason: string | null;
  status: number;
  generation: number;
  address: string;
  user_agent: string | null;
  content_type: string | null;
  size: number;
  /** The body as received, secrets masked; its beginning, if it is long. */
  body: string | null;
  /** 1 where it was not kept, since the budget for such bodies was used up. */
  body_left_out: ColumnType<0 | 1, 0 | 1 | undefined>;
}

/** How much of what came in is kept for each connection. */
export interface ActivitySizeTable {
  connection_id: string;
  tenant_id: string;
  bytes: number;
  /** How many ignored and refused requests were not written down, since the budget was used up. */
  left_out: number;
  /** When something was left out for the last time. */
  left_out_at: Time | null;
}

export type DeliveryState = 'waiting' | 'sending' | 'posted' | 'dead letter' | 'cancelled';

/** Posting one notification. */
export interface DeliveryTable {
  id: Generated<number>;
  tenant_id: string;
  /** Null for what the app itself has to say, such as the welcome card. */
  connection_id: string | null;
  /** The channel, or `user:OBJECT_ID` for the chat of a person with the bot. */
  channel_id: string;
  /** The request it came from; null for what we post ourselves. */
  activity_id: string | null;
  /** What is posted under a key takes the place of what was posted under it before. Null: a post of its own. */
  post_key: ColumnType<string | null, string | null | undefined>;
  state: ColumnType<DeliveryState, DeliveryState | undefined>;
  summary: string;
  /** `Notification` as JSON. */
  notification: string;
  /** When it was accepted, or last replayed: what is a day older goes to the dead letters. */
  queued_at: Time;
  /** It waits until then, or until something else is posted if `until_works` is 1; counted from `tried_at`. */
  next_attempt_at: ColumnType<Time, Time | undefined>;
  until_works: ColumnType<0 | 1, 0 | 1 | undefined>;
  /** The last attempt that failed. */
  tried_at: ColumnType<Time | null, Time | null | undefined>;
  /** The first attempt of those that failed in a row. */
  failing_since: ColumnType<Time | null, Time | null | undefined>;
  /** The last of them that told something of the message: where a channel is at its limit, one tells nothing. */
  judged_at: ColumnType<Time | null, Time | null | undefined>;
  /** How many attempts failed while others were posted. */
  failed_alone: ColumnType<number, number | undefined>;
  /** 1 where the last attempt found its channel unreachable: the next one decides. */
  second_look: ColumnType<0 | 1, 0 | 1 | undefined>;
  attempts: ColumnType<number, number | undefined>;
  /** How often it was sent again without knowing whether the attempt before had reached the channel. */
  possible_duplicates: ColumnType<number, number | undefined>;
  error: string | null;
  finished_at: Time | null;
  /** Where it stands in Teams, without `;messageid=`. */
  posted_conversation_id: string | null;
  posted_activity_id: string | null;
}

/** One row for each channel that something was ever posted to: how much waits, and when to look again. */
export interface ChannelQueueTable {
  channel_id: string;
  tenant_id: string;
  waiting: number;
  /** Null: nothing can be sent until somebody wakes the queue. */
  due_at: Time | null;
  /**
   * Nothing is sent before this time, whoever wakes the queue: Teams has asked the channel to wait, or does not answer.
   * If `until_works` is 1, it ends as soon as something else of the tenant is posted.
   */
  held_until: ColumnType<Time, Time | undefined>;
  until_works: ColumnType<0 | 1, 0 | 1 | undefined>;
  held_since: ColumnType<Time, Time | undefined>;
  /** Whose delivery was refused: the others go before it. A connection, or empty for what the app itself has to say. */
  held_by: ColumnType<string | null, string | null | undefined>;
  /** How often in a row it had to wait, with nothing posted in between. */
  failures: ColumnType<number, number | undefined>;
  /** When something was posted for the last time. */
  posted_at: ColumnType<Time, Time | undefined>;
}

/** How services number their deliveries: what a connection has accepted is not posted again when it comes again. */
export interface SeenDeliveryIdTable {
  connection_id: string;
  tenant_id: string;
  delivery_id: string;
  at: Time;
}

/** One version of a connector that the organisation published. Never changed, so that a connection stays as it is. */
export interface PublishedConnectorTable {
  tenant_id: string;
  id: string;
  version: string;
  /** Its `connector.json`. */
  descriptor: string;
  /** JSON object: the texts of all its files by their paths. */
  files: string;
  published_at: Time;
  /** An Entra object id, or null where it was published on the command line. */
  published_by: string | null;
  /** Since when it takes no new connections; null while it does. */
  unpublished_at: Time | null;
}

/** A connector of Microsoft's list that an administrator has opened: it takes new connections all the same. */
export interface OpenedConnectorTable {
  tenant_id: string;
  id: string;
  opened_at: Time;
}

/** What is known of the feed of a connection. A new address begins anew. */
export interface FeedTable {
  connection_id: string;
  tenant_id: string;
  /** As the connection's settings have it; empty if they have none. */
  url: string;
  /** Of the address that is called: requests to one host take turns. */
  host: string;
  /** The connection's version that this was read from. */
  connection_version: number;
  /** Where the publisher has moved it for good; called in place of `url`. */
  moved_to: string | null;
  /** Plain text. */
  title: string | null;
  /** How often the publisher wants it read at most. */
  ttl_minutes: number | null;
  etag: string | null;
  last_modified: string | null;
  /** SHA-256 of the last document, for servers that do not know conditional requests. */
  body_hash: string | null;
  /** Null: not until its connection is changed. */
  next_poll_at: Time | null;
  last_success_at: Time | null;
  /** In a row. */
  failures: ColumnType<number, number | undefined>;
  failing_since: Time | null;
  /** For people. */
  last_error: string | null;
  /** What the channel was told of its state; null when it is well again. */
  told: 'failing' | 'gone' | null;
}

/** The entries of a feed that were there before. */
export interface FeedEntryTable {
  connection_id: string;
  tenant_id: string;
  /** Hash of the entry's id. */
  entry_key: string;
  /** When it was last in the feed, to the day. */
  seen_at: Time;
}

/** The root keys of the installation, so that one that is missing at a start is missed. Of no tenant. */
export interface RootKeyTable {
  /** 0 to 255. */
  id: number;
  /** Derived from the key; the key cannot be found from it. */
  fingerprint: string;
  first_used_at: Time;
}

/** One row, written now and then to see whether the way in can write. Of no tenant. */
export interface WriteProbeTable {
  id: number;
  at: Time;
  /** As long as what a request writes. */
  filler: string;
}
