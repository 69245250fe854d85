import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('organization_config')
      .addColumn('tenant_id', 'text', c => c.primaryKey())
      .addColumn('connectors_enabled', 'integer')
      .addColumn('connectors_enabled_for_teams', 'integer')
      .addColumn('connectors_actionable_messages_enabled', 'integer')
      .addColumn('url_epoch', 'integer', c => c.notNull().defaultTo(0))
      .addColumn('language', 'text')
      .addColumn('old_url_hours', 'integer')
      .addColumn('url_max_age_days', 'integer')
      .addColumn('prompt_in', 'text')
      .execute();

    await db.schema
      .createTable('group_config')
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('group_id', 'text', c => c.notNull())
      .addColumn('connectors_enabled', 'integer')
      .addColumn('language', 'text')
      .addPrimaryKeyConstraint('group_config_key', ['tenant_id', 'group_id'])
      .execute();

    await db.schema
      .createTable('team')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('group_id', 'text')
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('service_url', 'text', c => c.notNull())
      .addColumn('installed_at', 'bigint', c => c.notNull())
      .addColumn('removed_at', 'bigint')
      .execute();

    await db.schema
      .createTable('channel')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('team_id', 'text', c => c.notNull())
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('membership_type', 'text', c => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();
    await db.schema.createIndex('channel_team').on('channel').columns(['tenant_id', 'team_id']).execute();

    await db.schema
      .createTable('connection')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('team_id', 'text', c => c.notNull())
      .addColumn('channel_id', 'text', c => c.notNull())
      .addColumn('connector', 'text', c => c.notNull())
      .addColumn('connector_version', 'text')
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('picture_url', 'text')
      .addColumn('settings', 'text', c => c.notNull())
      .addColumn('created_by', 'text')
      .addColumn('created_at', 'bigint', c => c.notNull())
      .addColumn('paused_at', 'bigint')
      .addColumn('suspended_at', 'bigint')
      .addColumn('suspended_reason', 'text')
      .addColumn('suspended_cause', 'text')
      .addColumn('removed_at', 'bigint')
      .addColumn('replaces', 'text')
      .addColumn('version', 'integer', c => c.notNull().defaultTo(1))
      .execute();
    await db.schema
      .createIndex('connection_channel')
      .on('connection')
      .columns(['tenant_id', 'channel_id', 'created_at', 'id'])
      .execute();
    await db.schema
      .createIndex('connection_suspended')
      .on('connection')
      .columns(['tenant_id', 'channel_id', 'suspended_cause'])
      .where(sql<boolean>`suspended_at is not null and removed_at is null`)
      .execute();
    await db.schema
      .createIndex('connection_replaces')
      .on('connection')
      .column('replaces')
      .where(sql.ref('replaces'), 'is not', null)
      .execute();

    await db.schema
      .createTable('webhook_url')
      .addColumn('connection_id', 'text', c => c.notNull())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('generation', 'integer', c => c.notNull())
      .addColumn('root_key', 'integer', c => c.notNull())
      .addColumn('epoch', 'integer', c => c.notNull())
      .addColumn('created_at', 'bigint', c => c.notNull())
      .addColumn('ends_at', 'bigint')
      .addColumn('first_used_at', 'bigint')
      .addColumn('last_used_at', 'bigint')
      .addColumn('last_address', 'text')
      .addColumn('last_user_agent', 'text')
      .addColumn('old_calls', 'integer', c => c.notNull().defaultTo(0))
      .addColumn('refused_calls', 'integer', c => c.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('webhook_url_key', ['connection_id', 'generation'])
      .execute();

    await db.schema
      .createTable('activity')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('connection_id', 'text', c => c.notNull())
      .addColumn('at', 'bigint', c => c.notNull())
      .addColumn('outcome', 'text', c => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('status', 'integer', c => c.notNull())
      .addColumn('generation', 'integer', c => c.notNull())
      .addColumn('address', 'text', c => c.notNull())
      .addColumn('user_agent', 'text')
      .addColumn('content_type', 'text')
      .addColumn('size', 'integer', c => c.notNull())
      .addColumn('body', 'text')
      .execute();
    await db.schema.createIndex('activity_connection').on('activity').columns(['connection_id', 'id']).execute();

    await createDelivery(db);

    await db.schema
      .createTable('channel_queue')
      .addColumn('channel_id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('waiting', 'integer', c => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('held_until', 'bigint', c => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('seen_delivery_id')
      .addColumn('connection_id', 'text', c => c.notNull())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('delivery_id', 'text', c => c.notNull())
      .addColumn('at', 'bigint', c => c.notNull())
      .addPrimaryKeyConstraint('seen_delivery_id_key', ['connection_id', 'delivery_id'])
      .execute();
    await db.schema.createIndex('seen_delivery_id_at').on('seen_delivery_id').column('at').execute();
    await db.schema.createIndex('channel_queue_due').on('channel_queue').column('due_at').execute();
    await createCatalogue(db);
    await createFeed(db);
    await createTransition(db);
    await createOwnerNotice(db);
  },
};

async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('published_connector')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('version', 'text', c => c.notNull())
    .addColumn('descriptor', 'text', c => c.notNull())
    .addColumn('files', 'text', c => c.notNull())
    .addColumn('published_at', 'bigint', c => c.notNull())
    .addColumn('published_by', 'text')
    .addColumn('unpublished_at', 'bigint')
    .addPrimaryKeyConstraint('published_connector_key', ['tenant_id', 'id', 'version'])
    .execute();
  await db.schema
    .createTable('opened_connector')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('opened_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('opened_connector_key', ['tenant_id', 'id'])
    .execute();
}

async function createDelivery(db: Kysely<unknown>): Promise<void> {
  // SQLite's autoincrement, so that the id of a deleted row never comes back: the order of a channel rests on it.
  await db.schema
    .createTable('delivery')
    .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('connection_id', 'text')
    .addColumn('channel_id', 'text', c => c.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('post_key', 'text')
    .addColumn('state', 'text', c => c.notNull().defaultTo('waiting'))
    .addColumn('summary', 'text', c => c.notNull())
    .addColumn('notification', 'text', c => c.notNull())
    .addColumn('queued_at', 'bigint', c => c.notNull())
    .addColumn('next_attempt_at', 'bigint', c => c.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('possible_duplicates', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('error', 'text')
    .addColumn('finished_at', 'bigint')
    .addColumn('posted_conversation_id', 'text')
    .addColumn('posted_activity_id', 'text')
    .execute();
  // One index for the queue of a connection, where what is not finished stands first, and for the list of all it
  // posted: each further one that is not in the order of time costs every request a page written to disk.
  await db.schema
    .createIndex('delivery_connection')
    .on('delivery')
    .columns(['connection_id', 'finished_at', 'id'])
    .execute();
  // What became of a request. Its keys come in the order of time, so that it grows at its end only.
  await db.schema
    .createIndex('delivery_activity')
    .on('delivery')
    .column('activity_id')
    .where(sql.ref('activity_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('delivery_failed')
    .on('delivery')
    .columns(['connection_id', 'id'])
    .where(sql.ref('state'), '=', 'dead letter')
    .execute();
  await db.schema
    .createIndex('delivery_own')
    .on('delivery')
    .columns(['channel_id', 'id'])
    .where(sql.ref('connection_id'), 'is', null)
    .where(sql.ref('finished_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('delivery_post_key')
    .on('delivery')
    .columns(['channel_id', 'post_key'])
    .where(sql.ref('post_key'), 'is not', null)
    .execute();
  // Both for housekeeping.
  await db.schema
    .createIndex('delivery_open')
    .on('delivery')
    .column('queued_at')
    .where(sql.ref('finished_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('delivery_finished')
    .on('delivery')
    .column('finished_at')
    .where(sql.ref('finished_at'), 'is not', null)
    .execute();
}

async function createFeed(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feed')
    .addColumn('connection_id', 'text', c => c.primaryKey())
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('url', 'text', c => c.notNull())
    .addColumn('host', 'text', c => c.notNull())
    .addColumn('connection_version', 'integer', c => c.notNull())
    .addColumn('moved_to', 'text')
    .addColumn('title', 'text')
    .addColumn('ttl_minutes', 'integer')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('next_poll_at', 'bigint')
    .addColumn('last_success_at', 'bigint')
    .addColumn('failures', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('failing_since', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('told', 'text')
    .execute();
  await db.schema.createIndex('feed_due').on('feed').column('next_poll_at').execute();
  await db.schema.createIndex('feed_told').on('feed').column('told').where(sql.ref('told'), 'is not', null).execute();
  await db.schema.createIndex('connection_connector').on('connection').column('connector').execute();
  await db.schema
    .createTable('feed_entry')
    .addColumn('connection_id', 'text', c => c.notNull())
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('entry_key', 'text', c => c.notNull())
    .addColumn('seen_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('feed_entry_key', ['connection_id', 'entry_key'])
    .execute();
}

async function createTransition(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('url_transition')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('epoch', 'integer', c => c.notNull())
    .addColumn('root_key', 'integer')
    .addColumn('started_at', 'bigint', c => c.notNull())
    .addColumn('started_by', 'text')
    .addColumn('deadline', 'bigint', c => c.notNull())
    .addColumn('cancelled_at', 'bigint')
    .addPrimaryKeyConstraint('url_transition_key', ['tenant_id', 'epoch'])
    .execute();
  await db.schema
    .createTable('url_attention')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('connection_id', 'text', c => c.notNull())
    .addColumn('generation', 'integer', c => c.notNull())
    .addColumn('reason', 'text', c => c.notNull())
    .addColumn('deadline', 'bigint', c => c.notNull())
    .addColumn('started_at', 'bigint', c => c.notNull())
    .addColumn('started_by', 'text')
    .addColumn('detail', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('url_attention_key', ['connection_id', 'generation', 'reason'])
    .execute();
  await db.schema
    .createIndex('url_attention_tenant')
    .on('url_attention')
    .columns(['tenant_id', 'connection_id'])
    .execute();
  await db.schema
    .createIndex('url_attention_open')
    .on('url_attention')
    .column('connection_id')
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
  // What has begun or ended of late, for the prompts' rounds.
  await db.schema
    .createIndex('url_attention_started')
    .on('url_attention')
    .columns(['started_at', 'connection_id'])
    .execute();
  await db.schema
    .createIndex('url_attention_ended')
    .on('url_attention')
    .columns(['ended_at', 'connection_id'])
    .where(sql.ref('ended_at'), 'is not', null)
    .execute();
  await db.schema
    .createTable('prompt')
    .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('channel_id', 'text', c => c.notNull())
    .addColumn('created_at', 'bigint', c => c.notNull())
    .addColumn('deadline', 'bigint', c => c.notNull())
    .addColumn('next_reminder_at', 'bigint')
    .addColumn('stage', 'text', c => c.notNull())
    .addColumn('card', 'integer', c => c.notNull())
    .addColumn('sent_to', 'text', c => c.notNull())
    .addColumn('shown', 'text', c => c.notNull())
    .addColumn('unreachable_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .execute();
  await db.schema.createIndex('prompt_channel').on('prompt').columns(['tenant_id', 'channel_id']).execute();
  await db.schema
    .createIndex('prompt_due')
    .on('prompt')
    .column('next_reminder_at')
    .where(sql.ref('closed_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('reminder')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('channel_id', 'text', c => c.notNull())
    .addColumn('user_id', 'text', c => c.notNull())
    .addColumn('due_at', 'bigint', c => c.notNull())
    .addPrimaryKeyConstraint('reminder_key', ['tenant_id', 'channel_id', 'user_id'])
    .execute();
}

async function createOwnerNotice(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('owner_notice')
    .addColumn('id', 'integer', c => c.primaryKey().autoIncrement())
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('about', 'text', c => c.notNull())
    .addColumn('channel_id', 'text', c => c.notNull())
    .addColumn('begun_at', 'bigint', c => c.notNull())
    .addColumn('attempt_at', 'bigint')
    .addColumn('sent_to', 'text', c => c.notNull())
    .addColumn('named', 'integer', c => c.notNull())
    .execute();
  await db.schema
    .createIndex('owner_notice_due')
    .on('owner_notice')
    .column('attempt_at')
    .where(sql.ref('attempt_at'), 'is not', null)
    .execute();
  await db.schema
    .createTable('owner_notice_subject')
    .addColumn('tenant_id', 'text', c => c.notNull())
    .addColumn('notice_id', 'integer', c => c.notNull())
    .addColumn('subject', 'text', c => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('owner_notice_subject_key', ['notice_id', 'subject'])
    .execute();
  await db.schema
    .createIndex('owner_notice_subject_open')
    .on('owner_notice_subject')
    .columns(['tenant_id', 'subject'])
    .unique()
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
}
