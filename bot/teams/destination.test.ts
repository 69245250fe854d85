import assert from 'node:assert/strict';
import { startTestBot, type TestBot } from '../../test/support/bot.ts';
import type { Destination, Post, PostResult } from '../delivery/destination.ts';
import { botTexts } from '../locales/bot-texts.ts';
import type { Notification } from '../notification/notification.ts';
import { createTeamsDestination } from './destination.ts';
import { welcome } from './welcome.ts';

describe('the destination Teams', () => {
  let bot: TestBot;
  let destination: Destination;
  before(async () => {
    bot = await startTestBot('en', 100);
    await bot.playground.botEvent({ event: 'install' });
    destination = createTeamsDestination({ ...bot.options, language: 'en' });
  });
  beforeEach(() => {
    bot.playground.faults.clear();
    bot.playground.record.clear();
    bot.warnings.length = 0;
  });
  after(() => bot.close());

  const text = (words: string): Notification => ({
    summary: words.slice(0, 100),
    contents: [{ kind: 'message', text: words, sections: [], actions: [] }],
  });
  const post = (notification: Notification, more: Partial<Post> = {}): Promise<PostResult> => {
    const { tenantId, team } = bot.playground.world;
    const head = { name: 'Build server', pictureUrl: null };
    return destination.post({ tenantId, channelId: team.id, head, notification, ...more });
  };
  const lastPost = () => bot.playground.posts(bot.playground.world.team.id).at(-1);

  it('posts an Adaptive Card as a new thread', async () => {
    const result = await post(text('Build 7 failed'));
    assert.ok(result.posted);
    const last = lastPost();
    assert.deepEqual([result.conversationId, result.activityId], [bot.playground.world.team.id, last?.id]);
    assert.equal(last?.summary, 'Build 7 failed');
    assert.match(JSON.stringify(last?.attachments), /Build server.*Build 7 failed/);
    assert.deepEqual(bot.playground.record.violations(), []);
  });

  it('posts several cards one below the other', async () => {
    const one = text('One');
    await post({ ...one, contents: [...one.contents, ...text('Two').contents] });
    assert.deepEqual([lastPost()?.attachments.length, lastPost()?.attachmentLayout], [2, 'list']);
  });

  it('keeps under the size that Teams takes', async () => {
    assert.ok((await post(text('long '.repeat(50_000)))).posted);
    const [entry] = bot.playground.record.entries();
    assert.ok(JSON.stringify(entry?.activity).length * 2 <= 80_000);
  });

  for (const language of ['en', 'fr'] as const)
    it(`posts the welcome (${language})`, async () => {
      const { team } = bot.playground.world;
      const general = { channelId: team.id, channelName: 'General', teamName: team.name };
      assert.ok((await post(welcome(botTexts(language), general, bot.options))).posted);
      assert.deepEqual(bot.playground.record.violations(), []);
      assert.match(JSON.stringify(lastPost()?.attachments), /connections add/);
    });

  it('puts a notification in the place of the one before', async () => {
    const first = await post(text('Waiting'));
    assert.ok(first.posted);
    const { conversationId, activityId } = first;
    const updates = { conversationId, activityId };
    assert.deepEqual(await post(text('Done'), { updates }), { posted: true, ...updates });
    const last = lastPost();
    assert.deepEqual([last?.id, last?.summary], [activityId, 'Done']);
    const gone = await post(text('Done'), { updates: { conversationId, activityId: '1' } });
    assert.ok(!gone.posted);
    assert.deepEqual([gone.status, gone.code], [404, 'ActivityNotFoundInConversation']);
  });

  it('writes to a person, in the name of the app itself', async () => {
    const channelId = `user:${bot.playground.world.users[0]?.aadObjectId}`;
    const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hello' }] };
    const result = await post({ summary: 'Hello', contents: [{ kind: 'card', card }] }, { channelId, head: null });
    assert.ok(result.posted);
    const [last] = bot.playground.posts(result.conversationId);
    assert.deepEqual(last?.attachments[0]?.content, card);
    assert.deepEqual(bot.playground.record.violations(), []);
  });

  it('writes to a person also when the app has left the last team: who has it in the own list is reached', async () => {
    await bot.store.updateTable('team').set({ removed_at: 1 }).execute();
    const channelId = `user:${bot.playground.world.users[0]?.aadObjectId}`;
    assert.ok((await post(text('x'), { channelId, head: null })).posted);
  });

  it("speaks the team's language, else the organization's, else the installation's", async () => {
    const { tenantId } = bot.playground.world;
    const summary = async () => {
      const nothing: Notification = { ...text('x'), summary: 'New message' };
      await post(nothing);
      return lastPost()?.summary;
    };
    assert.equal(await summary(), 'New message');
    await bot.store
      .insertInto('organization_config')
      .values({
        tenant_id: tenantId,
        connectors_enabled: null,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
        language: 'fr',
      })
      .execute();
    assert.equal(await summary(), 'Nouveau message');
    const { group_id } = await bot.store.selectFrom('team').select('group_id').executeTakeFirstOrThrow();
    assert.ok(group_id);
    await bot.store
      .insertInto('group_config')
      .values({ tenant_id: tenantId, group_id, connectors_enabled: null, language: 'en' })
      .execute();
    assert.equal(await summary(), 'New message');
  });

  it('tells what Teams refuses', async () => {
    const body = { error: { code: 'Throttled', message: 'Too many requests.' } };
    bot.playground.faults.add({ action: { status: 429, body, headers: { 'retry-after': '3' } } });
    const error = 'Teams answered 429 Throttled: Too many requests.';
    const expected = { posted: false, status: 429, code: 'Throttled', retryAfter: 3000, sent: true, error };
    assert.deepEqual(await post(text('x')), expected);
  });

  it('tells of a Teams that does not answer', async () => {
    bot.playground.faults.add({ action: { hang: 'after' } });
    const result = await post(text('x'));
    assert.ok(!result.posted);
    assert.deepEqual([result.status, result.code, result.sent], [undefined, 'timeout', true]);
  });

  it('does not know channels of no team, or of another tenant', async () => {
    for (const unknown of [{ channelId: '19:no@thread.tacv2' }, { tenantId: 'another' }]) {
      const result = await post(text('x'), unknown);
      assert.ok(!result.posted);
      assert.deepEqual([result.status, result.code, result.sent], [404, 'ConversationNotFound', false]);
    }
    assert.deepEqual(bot.playground.record.entries(), []);
  });

  it('never throws: a store that fails is told, and logged', async () => {
    const other = await startTestBot();
    const failing = createTeamsDestination({ ...other.options, language: 'en' });
    await other.store.schema.dropTable('channel').execute();
    const head = { name: 'x', pictureUrl: null };
    const result = await failing.post({ tenantId: 't', channelId: 'c', head, notification: text('x') });
    assert.ok(!result.posted);
    assert.deepEqual([result.status, result.code, result.sent], [undefined, 'internal', false]);
    assert.doesNotMatch(result.error, /channel"|SELECT|table/);
    assert.equal(other.warnings.length, 1);
    await other.close();
  });
});
