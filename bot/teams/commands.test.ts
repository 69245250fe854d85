import assert from 'node:assert/strict';
import * as activities from '../../playground/bot/activities.ts';
import { startTestBot, type TestBot } from '../../test/support/bot.ts';
import { commandIn } from './commands.ts';

describe('commands', () => {
  let bot: TestBot;
  let channelId: string;
  beforeEach(async () => {
    bot = await startTestBot();
    await bot.playground.botEvent({ event: 'install' });
    channelId = bot.playground.world.channels[1]?.id ?? '';
  });
  afterEach(() => bot.close());

  /** What the bot replies to a post that Ada writes in the channel, or to her chat with the bot. */
  async function replyTo(text: string): Promise<string | undefined> {
    const { playground } = bot;
    const { world, url: serviceUrl } = playground;
    const { conversationId, activityId } = await bot.options.botConnector.createThread(
      { serviceUrl, tenantId: world.tenantId, channelId },
      { type: 'message', text },
    );
    const ada = world.users[0];
    assert.ok(ada);
    const setting = { world, serviceUrl, now: Date.now };
    const place = { channel: world.channels[1] ?? assert.fail(), rootId: activityId };
    assert.equal(await bot.send(activities.message(setting, ada, place, { id: activityId, text })), 200);
    const thread = playground.posts(conversationId).find(post => post.id === activityId);
    assert.ok((thread?.replies.length ?? 0) <= 1);
    return thread?.replies[0]?.text;
  }

  const connection = (name: string, more: object = {}) => {
    const { tenantId, team } = bot.playground.world;
    return bot.store
      .insertInto('connection')
      .values({
        id: name,
        tenant_id: tenantId,
        team_id: team.id,
        channel_id: channelId,
        connector: 'incoming-webhook',
        name,
        picture_url: null,
        settings: '{"secret":"hidden"}',
        created_by: null,
        created_at: 0,
        paused_at: null,
        suspended_at: null,
        suspended_reason: null,
        removed_at: null,
        ...more,
      })
      .execute();
  };

  it('are read without the mention, in any case, in English and French', () => {
    assert.equal(commandIn('<at>Channel Connectors</at> Help'), 'help');
    assert.equal(commandIn('<at id="0">Channel Connectors</at>&nbsp;CONNECTEURS !\n'), 'connecteurs');
    assert.equal(commandIn('<p><at>A</at> <b>aide</b></p>'), 'aide');
    assert.equal(commandIn('/help'), 'help');
    assert.equal(commandIn('<at>A</at>\u00a0'), '');
  });

  it('help, aide and a bare mention list the commands, in the thread', async () => {
    for (const text of [
      '<at>Channel Connectors</at> HELP',
      '<at>Channel Connectors</at> aide',
      '<at>Channel Connectors</at>',
    ])
      assert.match((await replyTo(text)) ?? '', /\*\*help\*\*.*\n.*\*\*connectors\*\*/);
  });

  it('connectors lists the connections of the channel, and no secret', async () => {
    assert.match((await replyTo('connectors')) ?? '', /no connectors yet.*connections add .*--channel "19:/);
    await connection('Build *server*');
    await connection('Held', { suspended_at: 1 });
    await connection('Off', { paused_at: 1, connector: 'rss' });
    await connection('Gone', { removed_at: 1 });
    await connection('Elsewhere', { channel_id: '19:other@thread.tacv2' });
    const text = await replyTo('<at>Channel Connectors</at> connecteurs');
    assert.equal(
      text,
      [
        'Connectors of this channel:',
        '',
        '- **Build \\*server\\*** (Incoming Webhook): active',
        '- **Held** (Incoming Webhook): waiting until the channel can be reached again',
        '- **Off** (rss): paused',
      ].join('\n'),
    );
  });

  it('connectors says how many more there are', async () => {
    for (let index = 0; index < 53; index += 1) await connection(`Connection ${index}`);
    assert.match((await replyTo('connectors')) ?? '', /… and 3 more$/);
  });

  it('that are none get a hint', async () => {
    for (const text of ['make coffee', 'constructor', '__proto__'])
      assert.match((await replyTo(text)) ?? '', /Write \*\*help\*\*/);
  });

  it('are answered in a personal chat', async () => {
    const { playground } = bot;
    const { world, url } = playground;
    const ada = world.users[0];
    assert.ok(ada);
    const chatId = 'a:chat';
    Object.assign(world, { chats: [{ id: chatId, userId: ada.id }] });
    const setting = { world, serviceUrl: url, now: Date.now };
    await bot.send(activities.message(setting, ada, { chatId }, { id: '1', text: 'connectors' }));
    await bot.send(activities.message(setting, ada, { chatId }, { id: '2', text: 'help' }));
    const texts = playground.record.entries().filter(entry => entry.conversationId === chatId);
    assert.equal(texts.length, 2);
    assert.match(JSON.stringify(texts[0]?.activity), /mention me in a channel/);
  });

  it('leave 200 when Teams does not take the reply', async () => {
    bot.playground.faults.add({ match: { path: '/v3/conversations/*/activities/*' }, action: { status: 502 } });
    assert.equal(await replyTo('help'), undefined);
    assert.deepEqual(bot.warnings, ['a reply was not posted']);
  });

  it('written in a team that is not known make it known', async () => {
    await bot.store.deleteFrom('team').execute();
    await bot.store.deleteFrom('channel').execute();
    await replyTo('help');
    assert.equal((await bot.store.selectFrom('channel').selectAll().execute()).length, 3);
    assert.equal(bot.posted.length, 1);
  });
});
