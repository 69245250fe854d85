import assert from 'node:assert/strict';
import * as activities from '../../playground/bot/activities.ts';
import { startTestBot, type TestBot, teamsAppId } from '../../test/support/bot.ts';
import { assertLinear } from '../../test/support/linear.ts';
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

  /** What the bot replies to a post that Ada writes in the channel: its text, or its card as JSON. */
  async function replyTo(text: string, value?: object): Promise<string | undefined> {
    const { playground } = bot;
    const { world, url: serviceUrl } = playground;
    const { conversationId, activityId } = await bot.options.botConnector.createThread(
      { serviceUrl, tenantId: world.tenantId, channelId },
      { type: 'message', text: text || 'a card' },
    );
    const ada = world.users[0];
    assert.ok(ada);
    const setting = { world, serviceUrl, now: Date.now };
    const place = { channel: world.channels[1] ?? assert.fail(), rootId: activityId };
    assert.equal(await bot.send(activities.message(setting, ada, place, { id: activityId, text, value })), 200);
    const thread = playground.posts(conversationId).find(post => post.id === activityId);
    assert.ok((thread?.replies.length ?? 0) <= 1);
    const reply = thread?.replies[0];
    const [card] = reply?.attachments ?? [];
    return card ? JSON.stringify(card.content) : reply?.text;
  }

  /** The texts of a card, top to bottom. */
  const shownTexts = (card: string) =>
    [...card.matchAll(/"text":("(?:[^"\\\\]|\\\\.)*")/g)].map(([, text = '""']) => String(JSON.parse(text)));

  const url = (connectionId: string, more: object) =>
    bot.store
      .insertInto('webhook_url')
      .values({
        connection_id: connectionId,
        tenant_id: bot.playground.world.tenantId,
        generation: 0,
        root_key: 1,
        epoch: 0,
        created_at: 0,
        ends_at: null,
        ...more,
      })
      .execute();

  const attention = (connectionId: string) =>
    bot.store
      .insertInto('url_attention')
      .values({
        tenant_id: bot.playground.world.tenantId,
        connection_id: connectionId,
        generation: 0,
        reason: 'transition',
        deadline: Date.now() + 1_000_000,
        started_at: 0,
        started_by: null,
        detail: null,
        ended_at: null,
        outcome: null,
      })
      .execute();

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
        connector_version: null,
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

  it('is looked for in time that grows with the text at most', () =>
    assertLinear('mentions without an end', length => '<at>'.repeat(length), commandIn, 15_000));

  it('help, aide and a bare mention list the commands, in the thread', async () => {
    for (const text of [
      '<at>Channel Connectors</at> HELP',
      '<at>Channel Connectors</at> aide',
      '<at>Channel Connectors</at>',
    ])
      assert.match((await replyTo(text)) ?? '', /\*\*help\*\*.*\n.*\*\*connectors\*\*/);
  });

  it('help tells of the slash command too', async () => {
    assert.match((await replyTo('help')) ?? '', /\*\*\/connectors\*\*/);
  });

  it('connectors shows the connections of the channel with the ways to their page, and no secret', async () => {
    assert.match((await replyTo('connectors')) ?? '', /no connectors yet/);
    await connection('Build *server*');
    await connection('Held', { suspended_at: 1 });
    await connection('Off', { paused_at: 1, connector: 'rss' });
    await connection('Gone', { removed_at: 1 });
    await connection('Elsewhere', { channel_id: '19:other@thread.tacv2' });
    const card = (await replyTo('<at>Channel Connectors</at> connecteurs')) ?? '';
    assert.deepEqual(shownTexts(card), [
      'Connectors of this channel',
      'Build \\*server\\*',
      'Incoming Webhook: active',
      'Held',
      'Incoming Webhook: waiting until the channel can be reached again',
      'Off',
      'rss: paused',
    ]);
    assert.doesNotMatch(card, /hidden/);
    const link = `"url":"https://teams.microsoft.com/l/entity/${teamsAppId}/connectors?`;
    for (const way of ['"open":"connectors"', link]) assert.ok(card.includes(way), way);
    assert.deepEqual(bot.playground.record.violations(), []);
  });

  it('connectors shows what needs attention first', async () => {
    await connection('A');
    await connection('B');
    await url('B', { ends_at: Date.now() + 1_000_000 });
    await attention('B');
    await connection('C');
    await url('C', { ends_at: 1 });
    const card = (await replyTo('connectors')) ?? '';
    assert.deepEqual(
      shownTexts(card).filter(text => /^[ABC]$|URL/.test(text)),
      [
        'C',
        'URL expired: update it, so that messages come in again',
        'B',
        'Attention required: its URL must be updated',
        'A',
      ],
    );
    assert.match(card, /"open":"update-url"/);
  });

  it('connectors asks for the name of each connector once, also of one that the organisation published', async () => {
    const asked: unknown[] = [];
    bot.options.connectorName = async reference => {
      asked.push(reference);
      return `The ${reference.connector}`;
    };
    const own = { connector: 'contoso-crm', connector_version: '1.2.0' };
    await connection('One', own);
    await connection('Two', own);
    const texts = shownTexts((await replyTo('connectors')) ?? '');
    assert.deepEqual(texts.slice(1), ['One', 'The contoso-crm: active', 'Two', 'The contoso-crm: active']);
    const { tenantId } = bot.playground.world;
    assert.deepEqual(asked, [{ tenantId, connector: 'contoso-crm', connectorVersion: '1.2.0' }]);
  });

  it('are answered in the language of the team, whoever asks', async () => {
    const { tenantId, team } = bot.playground.world;
    await bot.store
      .insertInto('group_config')
      .values({ tenant_id: tenantId, group_id: team.groupId, connectors_enabled: null, language: 'fr' })
      .execute();
    assert.equal(shownTexts((await replyTo('connectors')) ?? '')[0], 'Connecteurs de ce canal');
    assert.match((await replyTo('help')) ?? '', /\*\*aide\*\*/);
  });

  it('connectors says how many more there are', async () => {
    for (let index = 0; index < 53; index += 1) await connection(`Connection ${index}`);
    assert.equal(shownTexts((await replyTo('connectors')) ?? '').at(-1), '… and 3 more');
  });

  it('of a client without dialogs, which sends our buttons as messages, get a link', async () => {
    const pressed = (open: string) => replyTo('', { msteams: { type: 'task/fetch' }, open });
    const channel = encodeURIComponent(channelId);
    assert.equal(
      await pressed('connectors'),
      `This Teams client cannot open the page here. Open it with this link: [Open connectors](https://connectors.example.org/tab/connectors?channel=${channel})`,
    );
    assert.match((await pressed('update-url')) ?? '', /\[Update URL\]\(https:\/\/[^)]*\/tab\/update-url\?channel=19/);
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
