import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground.ts';
import { activitiesPath, CARD, call, cardMessage, codeOf, createThread, message, thread } from '../testing.ts';

describe('the Bot Connector', () => {
  let playground: Playground;
  const general = (): string => playground.world.team.id;
  const alerts = (): string => playground.world.channels[2]?.id ?? '';

  beforeEach(async () => {
    playground = await startPlayground({
      channels: [
        { name: 'Secret', id: '19:secret@thread.tacv2', membershipType: 'private' },
        { name: 'Shared', id: '19:shared@thread.tacv2', membershipType: 'shared' },
      ],
    });
  });
  afterEach(() => playground.close());

  describe('POST /v3/conversations', () => {
    it('starts a thread in a channel and answers as Teams does', async () => {
      const { status, body } = await createThread(playground, cardMessage(CARD), alerts());
      const { id, activityId } = z.object({ id: z.string(), activityId: z.string() }).parse(body);
      assert.equal(status, 201);
      assert.equal(id, `${alerts()};messageid=${activityId}`);
      assert.match(activityId, /^\d{13}$/);
      assert.deepEqual(body, { id, activityId, serviceUrl: playground.url });
      const [post] = playground.posts(alerts());
      assert.equal(post?.summary, 'A card');
      assert.deepEqual(post?.attachments, [{ contentType: 'application/vnd.microsoft.card.adaptive', content: CARD }]);
    });

    it('gives each message a greater id than the one before', async () => {
      const ids: number[] = [];
      for (let count = 0; count < 20; count += 1) ids.push(Number((await thread(playground, 'a')).activityId));
      assert.deepEqual(
        ids,
        [...new Set(ids)].sort((a, b) => a - b),
      );
    });

    it('opens the same chat with a person each time', async () => {
      const [user] = playground.world.users;
      const parameters = {
        members: [{ id: user?.id }],
        isGroup: false,
        channelData: { tenant: { id: playground.world.tenantId } },
      };
      const first = await call(playground, 'POST', '/v3/conversations', parameters);
      const second = await call(playground, 'POST', '/v3/conversations', parameters);
      assert.equal(first.status, 201);
      const { id } = z.object({ id: z.string().startsWith('a:') }).parse(first.body);
      assert.deepEqual(second.body, first.body);
      assert.equal((await call(playground, 'POST', activitiesPath(id), message('hello'))).status, 201);
      assert.equal(playground.posts(id)[0]?.text, 'hello');
    });

    it('refuses with the codes of Teams', async () => {
      const create = (body: unknown) => call(playground, 'POST', '/v3/conversations', body).then(codeOf);
      const channelData = { channel: { id: general() } };
      const activity = message('a');
      assert.equal(
        codeOf(await createThread(playground, activity, '19:nowhere@thread.tacv2')),
        '404 ConversationNotFound',
      );
      assert.equal(await create({ isGroup: true, channelData }), '400 BadSyntax');
      assert.equal(await create({ isGroup: false, channelData, activity }), '400 BadSyntax');
      assert.equal(await create({ isGroup: true, activity }), '400 BadSyntax');
      assert.equal(await create({ isGroup: true, channelData, activity, tenantId: 'another' }), '400 Bad Argument');
      assert.equal(
        await create({ members: [{ id: 'nobody' }], tenantId: playground.world.tenantId }),
        '404 MemberNotFoundInConversation',
      );
      assert.equal(await create('{"half"'), '400 BadSyntax');
      assert.equal(await create([]), '400 BadSyntax');
      assert.equal(await create({ isGroup: true, channelData, activity: { type: 'typing' } }), '400 BadSyntax');
    });

    it('is forbidden where the bot is not: uninstalled, or not added to a private or shared channel', async () => {
      for (const channelId of ['19:secret@thread.tacv2', '19:shared@thread.tacv2']) {
        assert.equal(codeOf(await createThread(playground, message('a'), channelId)), '403 BotNotInConversationRoster');
        await assert.rejects(playground.botEvent({ event: 'channelMemberAdded', channelId }), /No bot is configured/);
        assert.equal((await createThread(playground, message('a'), channelId)).status, 201);
      }
      await assert.rejects(playground.botEvent({ event: 'uninstall' }), /No bot is configured/);
      assert.equal(codeOf(await createThread(playground, message('a'))), '403 BotNotInConversationRoster');
    });

    it('says that a deleted channel is not there, and takes messages again when it is restored', async () => {
      await assert.rejects(playground.botEvent({ event: 'channelDeleted', channelId: alerts() }));
      assert.equal(codeOf(await createThread(playground, message('a'), alerts())), '404 ConversationNotFound');
      await assert.rejects(playground.botEvent({ event: 'channelRestored', channelId: alerts() }));
      assert.equal((await createThread(playground, message('a'), alerts())).status, 201);
    });
  });

  describe('an activity', () => {
    const send = async (activity: unknown): Promise<string> => codeOf(await createThread(playground, activity));

    it('must have text or an attachment, known types and properties of the right kind', async () => {
      const attachment = (contentType: string, content: unknown) => ({
        type: 'message',
        attachments: [{ contentType, content }],
      });
      assert.equal(await send({ type: 'message' }), '400 BadSyntax');
      assert.equal(await send({ type: 'message', text: ' ' }), '400 BadSyntax');
      assert.equal(await send({ type: 'event', text: 'a' }), '400 BadSyntax');
      assert.equal(await send({ type: 'message', text: 5 }), '400 BadSyntax');
      assert.equal(await send({ type: 'message', text: 'a', textFormat: 'html' }), '400 BadSyntax');
      assert.equal(await send(attachment('application/vnd.example.card', {})), '400 BadSyntax');
      assert.equal(await send(attachment('application/vnd.microsoft.card.hero', 'text')), '400 BadSyntax');
      assert.equal(await send(attachment('image/png', undefined)), '400 BadSyntax');
      assert.equal(await send(cardMessage({ type: 'AdaptiveCard', version: '9.9' })), '400 BadSyntax');
      assert.equal(await send(attachment('application/vnd.microsoft.card.hero', { title: 'a' })), '201');
      assert.ok(playground.record.violations().every(({ rule }) => rule === 'schema' || rule === 'card'));
    });

    it('may mention only what stands in its text', async () => {
      const entities = [{ type: 'mention', text: '<at>Ada</at>', mentioned: { id: '29:1', name: 'Ada' } }];
      assert.equal(await send({ type: 'message', text: '<at>Ada</at> look', entities }), '201');
      assert.equal(await send({ type: 'message', text: 'look', entities }), '400 Bad Argument');
    });

    it('is refused above 100 KB, counted in UTF-16', async () => {
      const overhead = JSON.stringify(message('')).length;
      const most = 51_200 - overhead;
      assert.equal(await send(message('é'.repeat(most))), '201');
      assert.equal(await send(message('é'.repeat(most + 1))), '413 MessageSizeTooBig');
      assert.equal(await send(message('x'.repeat(2 * 1024 * 1024))), '413 MessageSizeTooBig');
      assert.deepEqual(
        playground.record.violations().map(({ rule }) => rule),
        ['size', 'size'],
      );
    });
  });

  describe('/v3/conversations/{id}/activities', () => {
    it('replies in a thread, whatever replyToId says', async () => {
      const { id, activityId } = await thread(playground, 'first');
      const reply = await call(playground, 'POST', activitiesPath(id), message('second'));
      await call(playground, 'POST', activitiesPath(id, 'made-up-id'), message('third'));
      const [post, ...others] = playground.posts(general());
      assert.equal(reply.status, 201);
      assert.equal(post?.id, activityId);
      assert.deepEqual(
        post?.replies.map(({ text }) => text),
        ['second', 'third'],
      );
      assert.deepEqual(reply.body, { id: post?.replies[0]?.id });
      assert.deepEqual(others, []);
    });

    it('starts a thread when the id is a channel', async () => {
      await call(playground, 'POST', activitiesPath(general()), message('new'));
      assert.deepEqual(
        playground.posts(general()).map(({ text }) => text),
        ['new'],
      );
    });

    it('replaces a post or a reply', async () => {
      const { id, activityId } = await thread(playground, 'first');
      await call(playground, 'POST', activitiesPath(id), message('second'));
      const replyId = playground.posts(general())[0]?.replies[0]?.id ?? '';
      const update = await call(playground, 'PUT', activitiesPath(id, activityId), cardMessage(CARD));
      await call(playground, 'PUT', activitiesPath(general(), replyId), message('changed'));
      const [post] = playground.posts(general());
      assert.deepEqual([update.status, update.body], [200, { id: activityId }]);
      assert.equal(post?.text, undefined);
      assert.equal(post?.summary, 'A card');
      assert.ok(post?.editedAt);
      assert.equal(post?.replies[0]?.text, 'changed');
    });

    it('deletes a post and leaves its replies', async () => {
      const { id, activityId } = await thread(playground, 'first');
      await call(playground, 'POST', activitiesPath(id), message('second'));
      assert.equal((await call(playground, 'DELETE', activitiesPath(id, activityId))).status, 200);
      const [post] = playground.posts(general());
      assert.deepEqual([post?.deleted, post?.text, post?.replies.length], [true, undefined, 1]);
      assert.equal(
        codeOf(await call(playground, 'PUT', activitiesPath(id, activityId), message('a'))),
        '404 ActivityNotFoundInConversation',
      );
    });

    it('refuses with the codes of Teams', async () => {
      const path = activitiesPath(general(), '1');
      const { body } = await call(playground, 'POST', '/playground/api/messages', {
        channelId: general(),
        text: 'mine',
      });
      const { id } = z.object({ id: z.string() }).parse(body);
      const put = (to: string) => call(playground, 'PUT', to, message('a')).then(codeOf);
      assert.equal(await put(path), '404 ActivityNotFoundInConversation');
      assert.equal(codeOf(await call(playground, 'DELETE', path)), '404 ActivityNotFoundInConversation');
      assert.equal(await put(activitiesPath(general(), id)), '403 NotEnoughPermissions');
      assert.equal(await put(activitiesPath('nonsense', id)), '400 Bad Argument');
      assert.equal(
        codeOf(await call(playground, 'POST', activitiesPath(`${general()};messageid=1`), message('a'))),
        '404 ActivityNotFoundInConversation',
      );
      assert.equal(
        codeOf(await call(playground, 'POST', activitiesPath('a:nobody'), message('a'))),
        '404 ConversationNotFound',
      );
      assert.equal(codeOf(await call(playground, 'PATCH', path)), '404 NotFound');
    });
  });

  describe('members and teams', () => {
    const get = (path: string) => call(playground, 'GET', path);
    const conversation = (id: string) => `/v3/conversations/${encodeURIComponent(id)}`;
    const members = z.array(z.looseObject({ id: z.string(), userRole: z.string(), tenantId: z.string() }));

    it('lists the team, without saying who owns it', async () => {
      const all = members.parse((await get(`${conversation(general())}/members`)).body);
      assert.deepEqual(
        all.map(({ userRole }) => userRole),
        ['user', 'user', 'user', 'guest', 'user'],
      );
      const { activityId } = await thread(playground, 'a');
      assert.deepEqual((await get(`${activitiesPath(general(), activityId)}/members`)).body, all);
      assert.deepEqual((await get(`${conversation(general())}/pagedmembers?pageSize=200`)).body, { members: all });
    });

    it('lists a shared channel with the person of the other tenant', async () => {
      await assert.rejects(playground.botEvent({ event: 'channelMemberAdded', channelId: '19:shared@thread.tacv2' }));
      const all = members.parse((await get(`${conversation('19:shared@thread.tacv2')}/members`)).body);
      assert.equal(new Set(all.map(({ tenantId }) => tenantId)).size, 2);
    });

    it('finds a member by the id of Teams or of Entra', async () => {
      const [owner] = playground.world.users;
      const found = await get(`${conversation(general())}/members/${owner?.id}`);
      assert.equal(found.status, 200);
      assert.deepEqual((await get(`${conversation(general())}/members/${owner?.aadObjectId}`)).body, found.body);
      assert.equal(codeOf(await get(`${conversation(general())}/members/nobody`)), '404 MemberNotFoundInConversation');
    });

    it('describes the team and lists its channels, General without a name', async () => {
      const team = await get(`/v3/teams/${encodeURIComponent(general())}`);
      const { name, groupId, members: people } = playground.world.team;
      assert.deepEqual(team.body, {
        id: general(),
        name,
        aadGroupId: groupId,
        tenantId: playground.world.tenantId,
        type: 'standard',
        channelCount: 5,
        memberCount: people.length,
      });
      const channels = z
        .object({ conversations: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })) })
        .parse((await get(`/v3/teams/${encodeURIComponent(general())}/conversations`)).body);
      assert.deepEqual(
        channels.conversations.map(each => each.name),
        [undefined, 'Builds', 'Alerts'],
      );
    });

    it('refuses with the codes of Teams', async () => {
      assert.equal(codeOf(await get(`/v3/teams/${playground.world.team.groupId}`)), '400 Bad Argument');
      assert.equal(codeOf(await get('/v3/teams/19%3Aother%40thread.tacv2')), '404 ConversationNotFound');
      assert.equal(codeOf(await get('/v3/conversations/%')), '404 NotFound');
    });
  });

  it('wants a token when told so', async () => {
    const strict = await startPlayground({ requireToken: true });
    const body = { isGroup: true, channelData: { channel: { id: strict.world.team.id } }, activity: message('a') };
    assert.equal(codeOf(await call(strict, 'POST', '/v3/conversations', body)), '401 Unauthorized');
    const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
    const response = await fetch(`${strict.url}/v3/conversations`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 201);
    await strict.close();
  });
});
