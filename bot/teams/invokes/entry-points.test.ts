import assert from 'node:assert/strict';
import { startTestBot, type TestBot, teamsAppId } from '../../../test/support/bot.ts';
import { invokeInChannel, invokeInChat } from '../../../test/support/teams-invoke.ts';
import { postKey } from '../../prompts/prompt-rows.ts';

/**
 * Each way from Teams to the connectors' page, by the very request that Teams sends (Microsoft Learn, "Create and send
 * the dialog" for message extensions, "Use dialogs from bots", "Bot configuration experience", "Universal Actions").
 */
describe('the ways to the connectors of a channel', () => {
  let bot: TestBot;
  let channelId: string;
  before(async () => {
    bot = await startTestBot();
    await bot.playground.botEvent({ event: 'install' });
    channelId = bot.playground.world.channels[1]?.id ?? '';
  });
  beforeEach(() => {
    bot.reminders.length = 0;
  });
  after(() => bot.close());

  const inChannel = (name: string, value: unknown, more: object = {}) =>
    invokeInChannel(bot.playground, channelId, { name, value, ...more });
  const inChat = (name: string, value: unknown, more: object = {}) =>
    invokeInChat(bot.playground, { name, value, ...more });
  const page = () => `https://connectors.example.org/tab/connectors?channel=${encodeURIComponent(channelId)}`;
  const link = () =>
    `https://teams.microsoft.com/l/entity/${teamsAppId}/connectors?webUrl=${encodeURIComponent(page())}` +
    `&context=${encodeURIComponent(JSON.stringify({ channelId }))}`;
  const dialog = (title = 'Connectors for "Builds" channel in "Contoso Engineering" team', url = page()) => ({
    type: 'continue',
    value: { title, height: 720, width: 1000, url, fallbackUrl: link() },
  });
  const askInChannel =
    'Connectors belong to channels: open them in a channel of a team in which Channel Connectors is installed.';
  const pressed = (data: object) => ({
    data: { msteams: { type: 'task/fetch' }, ...data },
    context: { theme: 'default' },
  });

  it('"Open connectors" on a card: task/fetch gets the dialog', async () => {
    const answer = await bot.invoke(inChannel('task/fetch', pressed({ open: 'connectors' })));
    assert.deepEqual(answer, { status: 200, body: { task: dialog() } });
  });

  it('"Update URL" on a card: task/fetch gets the dialog, for all or for one connection', async () => {
    const title = 'Update URL for "Builds" channel in "Contoso Engineering" team';
    const url = page().replace('connectors?', 'update-url?');
    const all = await bot.invoke(inChannel('task/fetch', pressed({ open: 'update-url' })));
    assert.deepEqual(all.body, { task: dialog(title, url) });
    const connection = '0123456789abcdef01234567';
    const one = await bot.invoke(inChannel('task/fetch', pressed({ open: 'update-url', connection })));
    assert.deepEqual(one.body, { task: dialog(title, `${url}&connection=${connection}`) });
  });

  it('the action Connectors in the compose box, or as a slash command: composeExtension/fetchTask', async () => {
    const value = { commandId: 'connectors', commandContext: 'compose', requestId: '7f0c', context: { theme: 'dark' } };
    const { world } = bot.playground;
    const answer = await bot.invoke(
      inChannel('composeExtension/fetchTask', value, {
        conversation: { isGroup: true, conversationType: 'channel', tenantId: world.tenantId, id: channelId },
        channelData: { ...inChannel('', {}).channelData, source: { name: 'compose' } },
      }),
    );
    assert.deepEqual(answer, { status: 200, body: { task: dialog() } });
  });

  it('the action in the command box, outside of any channel, says where connectors are', async () => {
    const value = { commandId: 'connectors', commandContext: 'commandBox', context: { theme: 'default' } };
    for (const activity of [
      inChat('composeExtension/fetchTask', value),
      inChat('composeExtension/fetchTask', value, { conversation: null }),
      inChat('composeExtension/fetchTask', value, { channelData: null, conversation: null }),
    ])
      assert.deepEqual(await bot.invoke(activity), {
        status: 200,
        body: { task: { type: 'message', value: askInChannel } },
      });
  });

  it("the bot's settings: config/fetch gets the dialog, config/submit a word of goodbye", async () => {
    const fetched = await bot.invoke(inChannel('config/fetch', { data: {}, context: { theme: 'default' } }));
    assert.deepEqual(fetched, { status: 200, body: { responseType: 'config', config: dialog() } });
    const submitted = await bot.invoke(inChannel('config/submit', { data: { closed: true } }));
    assert.deepEqual(submitted, {
      status: 200,
      body: {
        responseType: 'config',
        config: {
          type: 'message',
          value: 'All changes are saved. To come back, mention me in a channel and write connectors.',
        },
      },
    });
    const inNoChannel = await bot.invoke(inChat('config/fetch', {}));
    assert.deepEqual(inNoChannel.body, { responseType: 'config', config: { type: 'message', value: askInChannel } });
  });

  it("the bot's settings right after it was put into a team are those of the chosen channel", async () => {
    const { world } = bot.playground;
    const answer = await bot.invoke(
      inChannel('config/fetch', null, {
        conversation: { isGroup: true, conversationType: 'channel', tenantId: world.tenantId, id: world.team.id },
        channelData: {
          settings: { selectedChannel: { id: channelId } },
          team: { id: world.team.id, aadGroupId: world.team.groupId, name: world.team.name },
          tenant: { id: world.tenantId },
        },
      }),
    );
    assert.deepEqual(answer.body, { responseType: 'config', config: dialog() });
  });

  it('a closed dialog needs no answer', async () => {
    for (const name of ['task/submit', 'composeExtension/submitAction'])
      assert.deepEqual(await bot.invoke(inChannel(name, { data: {}, commandId: 'connectors' })), { status: 200 });
  });

  it('"Remind me tomorrow": adaptiveCard/action reminds the one who pressed, and tells only them', async () => {
    const action = { type: 'Action.Execute', verb: 'remind-tomorrow', title: 'Remind me tomorrow', data: {} };
    const answer = await bot.invoke(inChannel('adaptiveCard/action', { action, trigger: 'manual' }));
    assert.deepEqual(answer, {
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'I will remind you tomorrow, in our chat.',
      },
    });
    const { tenantId, users } = bot.playground.world;
    assert.deepEqual(bot.reminders, [{ tenantId, channelId, userId: users[0]?.aadObjectId }]);
  });

  it('speaks the language of whoever asks', async () => {
    const french = { locale: 'fr-FR' };
    const opened = await bot.invoke(inChannel('task/fetch', pressed({ open: 'connectors' }), french));
    assert.deepEqual(opened.body, {
      task: dialog('Connecteurs du canal «\u00a0Builds\u00a0» de l’équipe «\u00a0Contoso Engineering\u00a0»'),
    });
    const action = { type: 'Action.Execute', verb: 'remind-tomorrow' };
    const reminded = await bot.invoke(inChannel('adaptiveCard/action', { action }, french));
    assert.match(JSON.stringify(reminded.body), /Je vous le rappellerai demain/);
  });

  it('goes by the channel that Teams names, whatever the button carries', async () => {
    const data = { open: 'connectors', channel: '19:other@thread.tacv2', channelId: '19:other@thread.tacv2' };
    const { body } = await bot.invoke(inChannel('task/fetch', pressed(data)));
    assert.deepEqual(body, { task: dialog() });
  });

  it('opens a channel that is not known yet, under a shorter title', async () => {
    const { tenantId } = bot.playground.world;
    const id = '19:new@thread.tacv2';
    const conversation = { isGroup: true, conversationType: 'channel', tenantId, id };
    const { body } = await bot.invoke(inChannel('task/fetch', pressed({ open: 'connectors' }), { conversation }));
    assert.match(JSON.stringify(body), /"title":"Connectors".*channel=19%3Anew%40thread\.tacv2"/);
  });

  it('does not tell names of channels of another tenant', async () => {
    const conversation = { ...inChannel('', {}).conversation, tenantId: '00000000-0000-0000-0000-000000000001' };
    const { body } = await bot.invoke(inChannel('task/fetch', pressed({ open: 'connectors' }), { conversation }));
    assert.match(JSON.stringify(body), /"title":"Connectors"/);
  });

  describe('from a card in the chat with the bot', () => {
    const activityId = '1763630000001';
    before(async () => {
      const { world } = bot.playground;
      const { id } = await bot.store
        .insertInto('prompt')
        .values({
          tenant_id: world.tenantId,
          channel_id: channelId,
          created_at: 0,
          deadline: 1,
          next_reminder_at: null,
          stage: 'first',
          card: 1,
          sent_to: '[]',
          shown: '',
          unreachable_at: null,
          closed_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await bot.store
        .insertInto('delivery')
        .values({
          tenant_id: world.tenantId,
          connection_id: null,
          channel_id: `user:${world.users[0]?.aadObjectId}`,
          activity_id: null,
          post_key: postKey({ id }, 1),
          summary: '',
          notification: '{}',
          queued_at: 0,
          error: null,
          finished_at: 1,
          posted_conversation_id: 'a:1chat',
          posted_activity_id: activityId,
        })
        .execute();
    });

    it('opens the channel that the card is about', async () => {
      const opened = await bot.invoke(inChat('task/fetch', pressed({ open: 'connectors' }), { replyToId: activityId }));
      assert.deepEqual(opened.body, { task: dialog() });
    });

    it('reminds of that channel', async () => {
      const action = { type: 'Action.Execute', verb: 'remind-tomorrow', data: {} };
      const answer = await bot.invoke(inChat('adaptiveCard/action', { action }, { replyToId: activityId }));
      assert.equal(answer.status, 200);
      assert.equal(bot.reminders[0]?.channelId, channelId);
    });

    it('opens nothing for somebody who did not get the card', async () => {
      const from = { id: '29:ben', aadObjectId: bot.playground.world.users[1]?.aadObjectId };
      const more = { replyToId: activityId, from };
      const opened = await bot.invoke(inChat('task/fetch', pressed({ open: 'connectors' }), more));
      assert.deepEqual(opened.body, { task: { type: 'message', value: askInChannel } });
      const action = { type: 'Action.Execute', verb: 'remind-tomorrow', data: {} };
      const reminded = await bot.invoke(inChat('adaptiveCard/action', { action }, more));
      assert.match(JSON.stringify(reminded.body), /I no longer know which channel/);
      assert.deepEqual(bot.reminders, []);
    });
  });
});
