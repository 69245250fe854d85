import assert from 'node:assert/strict';
import { z } from 'zod';
import { chatIdOf } from '../connector/conversations.ts';
import { type Playground, startPlayground } from '../playground.ts';
import {
  activitiesPath,
  CARD,
  call,
  cardMessage,
  message,
  type ReceivedActivity,
  startBot,
  type TestBot,
  thread,
} from '../testing.ts';

/** Reads server-sent events until so many have come. */
async function readEvents(playground: Playground, count: number, act: () => Promise<unknown>) {
  const response = await fetch(`${playground.url}/playground/api/events`);
  const acting = act();
  const events: { event: string; data: unknown }[] = [];
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event && data) events.push({ event, data: JSON.parse(data) });
    }
    if (events.length >= count) break;
  }
  await acting;
  return events;
}

const eventData = z.object({
  channelId: z.string(),
  post: z.looseObject({ id: z.string(), replies: z.array(z.unknown()) }),
});

describe('the page API', () => {
  let playground: Playground;
  let bot: TestBot;
  let answer: (activity: ReceivedActivity) => { status: number; body?: unknown };
  const general = (): string => playground.world.team.id;

  beforeEach(async () => {
    answer = () => ({ status: 200 });
    bot = await startBot(activity => answer(activity));
    playground = await startPlayground({ botUrl: bot.url, announce: false });
  });
  afterEach(async () => {
    await playground.close();
    await bot.close();
  });

  it('describes the team, its channels, people and bot', async () => {
    const { body } = await call(playground, 'GET', '/playground/api/state');
    const { tenantId, team, channels, users, bot: app } = playground.world;
    assert.deepEqual(body, {
      tenantId,
      team: {
        id: team.id,
        groupId: team.groupId,
        name: 'Contoso Engineering',
        members: team.members,
        archived: false,
        allowCreateUpdateRemoveConnectors: true,
      },
      channels: channels.map(({ id, name }) => ({
        id,
        name,
        membershipType: 'standard',
        deleted: false,
        members: null,
        owners: null,
        tabs: [],
      })),
      users: users.map(({ givenName: _given, surname: _surname, ...user }) => ({
        ...user,
        chatId: chatIdOf(tenantId, user.id),
      })),
      bot: { id: app.id, name: 'Channel Connectors', installed: true },
      tryIt: null,
    });
    assert.deepEqual(
      users.map(({ role }) => role),
      ['owner', 'member', 'member', 'guest', 'administrator', 'other tenant'],
    );
    assert.deepEqual(
      channels.map(({ name }) => name),
      ['General', 'Builds', 'Alerts'],
    );
    assert.equal(channels[0]?.id, team.id);
  });

  it('lets an owner change what members may do, and tells open pages', async () => {
    const put = (allowCreateUpdateRemoveConnectors: unknown) =>
      call(playground, 'PUT', '/playground/api/team-settings', { allowCreateUpdateRemoveConnectors });
    const events = await readEvents(playground, 1, async () => {
      assert.equal((await put(false)).status, 204);
    });
    assert.deepEqual(events, [{ event: 'world', data: {} }]);
    assert.equal(playground.world.team.allowCreateUpdateRemoveConnectors, false);
    assert.equal((await put('no')).status, 400);
    assert.equal((await put(true)).status, 204);
  });

  it('shows what to try once it is told', async () => {
    const tryIt = { connectionName: 'a', channelName: 'b', url: 'http://localhost/w/c', curl: 'curl' };
    const [event] = await readEvents(playground, 1, () => call(playground, 'PUT', '/playground/api/try-it', tryIt));
    assert.deepEqual(event, { event: 'world', data: {} });
    const { body } = await call(playground, 'GET', '/playground/api/state');
    assert.deepEqual(z.looseObject({ tryIt: z.unknown() }).parse(body).tryIt, tryIt);
    assert.equal((await call(playground, 'PUT', '/playground/api/try-it', { url: 'a' })).status, 400);
  });

  it('gives posts in pages, newest last', async () => {
    for (let count = 1; count <= 5; count += 1) await thread(playground, `post ${count}`);
    const page = z.object({
      posts: z.array(z.looseObject({ id: z.string(), text: z.string() })),
      hasMore: z.boolean(),
    });
    const read = async (query: string) =>
      page.parse(
        (await call(playground, 'GET', `/playground/api/channels/${encodeURIComponent(general())}/posts${query}`)).body,
      );
    const newest = await read('?limit=2');
    assert.deepEqual([newest.posts.map(({ text }) => text), newest.hasMore], [['post 4', 'post 5'], true]);
    const earlier = await read(`?limit=50&before=${newest.posts[0]?.id}`);
    assert.deepEqual([earlier.posts.map(({ text }) => text), earlier.hasMore], [['post 1', 'post 2', 'post 3'], false]);
  });

  it('tells open pages of posts, replies, updates and deletions, each time with the whole thread', async () => {
    const events = await readEvents(playground, 5, async () => {
      const { id, activityId } = await thread(playground, 'a');
      await call(playground, 'POST', activitiesPath(id), message('b'));
      await call(playground, 'PUT', activitiesPath(id, activityId), message('c'));
      const reply = playground.posts(general())[0]?.replies[0]?.id ?? '';
      await call(playground, 'DELETE', activitiesPath(id, reply));
      await call(playground, 'DELETE', activitiesPath(id, activityId));
    });
    assert.deepEqual(
      events.map(({ event }) => event),
      ['post', 'reply', 'update', 'update', 'delete'],
    );
    const parsed = events.map(({ data }) => eventData.parse(data));
    assert.equal(new Set(parsed.map(({ post }) => post.id)).size, 1);
    assert.deepEqual(
      parsed.map(({ post }) => post.replies.length),
      [0, 1, 1, 1, 1],
    );
  });

  it('posts what a person writes, and sends it to the bot when it is mentioned', async () => {
    const [, member] = playground.world.users;
    const write = (text: string, mentionBot: boolean) =>
      call(playground, 'POST', '/playground/api/messages', {
        channelId: general(),
        userId: member?.id,
        text,
        mentionBot,
      });
    const aside = await write('just talking', false);
    const asked = await write('help', true);
    assert.deepEqual(aside.body, { id: playground.posts(general())[0]?.id, status: null });
    const { id } = z.object({ id: z.string(), status: z.literal(200) }).parse(asked.body);
    assert.deepEqual(
      playground.posts(general()).map(({ from }) => from.name),
      [member?.name, member?.name],
    );
    assert.equal(bot.received.length, 1);
    const [activity] = bot.received;
    assert.ok(activity);
    const { tenantId, team, bot: app } = playground.world;
    assert.deepEqual(activity, {
      type: 'message',
      id,
      timestamp: activity.timestamp,
      serviceUrl: playground.url,
      channelId: 'msteams',
      from: { id: member?.id, name: member?.name, aadObjectId: member?.aadObjectId },
      recipient: { id: app.id, name: app.name },
      conversation: { isGroup: true, conversationType: 'channel', tenantId, id: `${team.id};messageid=${id}` },
      channelData: {
        teamsChannelId: team.id,
        teamsTeamId: team.id,
        channel: { id: team.id },
        team: { id: team.id, aadGroupId: team.groupId },
        tenant: { id: tenantId },
      },
      text: `<at>${app.name}</at> help`,
      textFormat: 'plain',
      entities: [
        { locale: 'en-US', country: 'US', platform: 'Web', type: 'clientInfo' },
        { type: 'mention', text: `<at>${app.name}</at>`, mentioned: { id: app.id, name: app.name } },
      ],
      locale: 'en-US',
    });
  });

  it('puts the mention where the person wrote it', async () => {
    const text = 'please, @channel connectors, help';
    await call(playground, 'POST', '/playground/api/messages', { channelId: general(), text, mentionBot: true });
    const expected = 'please, <at>Channel Connectors</at>, help';
    assert.deepEqual([bot.received[0]?.text, playground.posts(general())[0]?.text], [expected, expected]);
  });

  it('takes a reply into its thread, and a message without a channel as a chat with the bot', async () => {
    const { activityId } = await thread(playground, 'a');
    await call(playground, 'POST', '/playground/api/messages', {
      channelId: general(),
      text: 'b',
      mentionBot: true,
      replyTo: activityId,
    });
    await call(playground, 'POST', '/playground/api/messages', { text: 'hello' });
    assert.equal(playground.posts(general())[0]?.replies.length, 1);
    const conversations = bot.received.map(activity => z.looseObject({ id: z.string() }).parse(activity.conversation));
    assert.equal(conversations[0]?.id, `${general()};messageid=${activityId}`);
    assert.equal(conversations[1]?.conversationType, 'personal');
    assert.equal(playground.posts(conversations[1]?.id ?? '')[0]?.text, 'hello');
  });

  it('replaces a card with what the bot answers to its button', async () => {
    const { id, activityId } = await thread(playground, 'a');
    await call(playground, 'PUT', activitiesPath(id, activityId), cardMessage(CARD));
    const value = { ...CARD, body: [{ type: 'TextBlock', text: 'Done' }] };
    const type = 'application/vnd.microsoft.card.adaptive';
    answer = () => ({ status: 200, body: { statusCode: 200, type, value } });
    const action = { type: 'Action.Execute', verb: 'pause', data: { connection: 'x' } };
    const press = () =>
      call(playground, 'POST', '/playground/api/invoke', { channelId: general(), activityId, action });
    const { body } = await press();
    assert.deepEqual(z.looseObject({ status: z.number(), card: z.unknown() }).parse(body).card, value);
    assert.deepEqual(playground.posts(general())[0]?.attachments, [{ contentType: type, content: value }]);
    const [invoke] = bot.received;
    assert.deepEqual(
      [invoke?.name, invoke?.replyToId, invoke?.value],
      ['adaptiveCard/action', activityId, { action, trigger: 'manual' }],
    );
    answer = () => ({ status: 200, body: { statusCode: 200, type, value: { type: 'nonsense' } } });
    assert.equal((await press()).status, 502);
  });

  it('sends the data of Action.Submit as a message', async () => {
    const { activityId } = await thread(playground, 'a');
    const action = { type: 'Action.Submit', data: { a: 1 } };
    await call(playground, 'POST', '/playground/api/invoke', { channelId: general(), activityId, action });
    assert.deepEqual([bot.received[0]?.type, bot.received[0]?.value], ['message', { a: 1 }]);
  });

  it('says what is wrong with a request', async () => {
    const post = async (path: string, body: unknown) =>
      (await call(playground, 'POST', `/playground/api/${path}`, body)).status;
    assert.equal(await post('messages', { channelId: 'nowhere', text: 'a' }), 404);
    assert.equal(await post('messages', { channelId: general(), text: '  ' }), 400);
    assert.equal(await post('messages', '{'), 400);
    assert.equal(await post('bot-events', { event: 'channelDeleted', channelId: 'nowhere' }), 404);
    assert.equal(await post('bot-events', { event: 'channelDeleted', channelId: general() }), 400);
    assert.equal(await post('bot-events', { event: 'party' }), 400);
    assert.equal(await post('nothing', {}), 404);
    await bot.close();
    assert.equal(await post('messages', { channelId: general(), text: 'a', mentionBot: true }), 502);
    bot = await startBot();
  });
});
