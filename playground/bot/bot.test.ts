import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground.ts';
import { call, fakeClock, type ReceivedActivity, startBot, type TestBot } from '../testing.ts';

const channelDataSchema = z.looseObject({
  eventType: z.string().optional(),
  channel: z.looseObject({ id: z.string(), name: z.string().optional() }).optional(),
  settings: z.object({ selectedChannel: z.object({ id: z.string() }) }).optional(),
  team: z.object({ id: z.string(), aadGroupId: z.string(), name: z.string() }),
  tenant: z.object({ id: z.string() }),
});
const conversationSchema = z.looseObject({ id: z.string() });

const channelData = (activity: ReceivedActivity | undefined) => channelDataSchema.parse(activity?.channelData);

describe('what Teams sends to the bot', () => {
  let playground: Playground;
  let bot: TestBot;
  const event = async (body: object) => (await call(playground, 'POST', '/playground/api/bot-events', body)).body;

  describe('at the first start', () => {
    it('is the installation, with both ids of the team', async () => {
      bot = await startBot();
      playground = await startPlayground({ botUrl: bot.url, botAppId: 'b7f0c0de-0000-4000-8000-000000000000' });
      await playground.announced;
      const { tenantId, team, users } = playground.world;
      const recipient = { id: '28:b7f0c0de-0000-4000-8000-000000000000', name: 'Channel Connectors' };
      const [installation, members] = bot.received;
      const common = {
        serviceUrl: playground.url,
        channelId: 'msteams',
        recipient,
        locale: 'en-US',
        from: { id: users[0]?.id, aadObjectId: users[0]?.aadObjectId },
        conversation: { isGroup: true, conversationType: 'channel', tenantId, id: team.id },
      };
      const teamData = {
        team: { id: team.id, aadGroupId: team.groupId, name: team.name },
        tenant: { id: tenantId },
      };
      assert.deepEqual(installation, {
        type: 'installationUpdate',
        id: installation?.id,
        timestamp: installation?.timestamp,
        ...common,
        action: 'add',
        channelData: {
          settings: { selectedChannel: { id: team.id } },
          channel: { id: team.id },
          ...teamData,
          source: { name: 'message' },
        },
      });
      assert.deepEqual(members, {
        type: 'conversationUpdate',
        id: members?.id,
        timestamp: members?.timestamp,
        ...common,
        membersAdded: [{ id: recipient.id }],
        channelData: { ...teamData, eventType: 'teamMemberAdded' },
      });
      await playground.close();
      await bot.close();
    });

    it('is tried until the bot takes it, and one line says why not', async () => {
      const lines: string[] = [];
      const clock = fakeClock();
      bot = await startBot((_activity, index) => ({ status: index < 6 ? 500 : 200 }));
      playground = await startPlayground({ botUrl: bot.url, clock, log: line => lines.push(line) });
      for (let attempt = 1; attempt <= 6; attempt += 1) {
        await bot.receives(attempt);
        while (clock.waiting() === 0) await new Promise(setImmediate);
        clock.advance(5_000);
      }
      await playground.announced;
      assert.equal(bot.received.filter(({ type }) => type === 'installationUpdate').length, 7);
      assert.deepEqual(lines, [
        'The bot answered 500 to installationUpdate. The playground goes on trying to tell it that it was installed.',
      ]);
      await playground.close();
      await bot.close();
    });

    it('does not keep a playground from closing while the bot is away', async () => {
      const clock = fakeClock();
      playground = await startPlayground({ botUrl: 'http://127.0.0.1:9/api/messages', clock, log: () => {} });
      while (clock.waiting() === 0) await new Promise(setImmediate);
      await playground.close();
    });
  });

  describe('on demand', () => {
    beforeEach(async () => {
      bot = await startBot();
      playground = await startPlayground({ botUrl: bot.url, announce: false });
    });
    afterEach(async () => {
      await playground.close();
      await bot.close();
    });

    it('follows channels that come, change their name, go and come back', async () => {
      await event({ event: 'channelCreated', name: 'New', channelId: '19:new@thread.tacv2' });
      await event({ event: 'channelRenamed', channelId: '19:new@thread.tacv2', name: 'Newer' });
      await event({ event: 'channelDeleted', channelId: '19:new@thread.tacv2' });
      await event({ event: 'channelRestored', channelId: '19:new@thread.tacv2' });
      assert.deepEqual(
        bot.received.map(activity => [channelData(activity).eventType, channelData(activity).channel?.name]),
        [
          ['channelCreated', 'New'],
          ['channelRenamed', 'Newer'],
          ['channelDeleted', 'Newer'],
          ['channelRestored', 'Newer'],
        ],
      );
      const places = bot.received.map(activity => conversationSchema.parse(activity.conversation).id);
      assert.deepEqual([...new Set(places)], [playground.world.team.id]);
      const taken = await call(playground, 'POST', '/playground/api/bot-events', {
        event: 'channelCreated',
        name: 'New',
        channelId: '19:new@thread.tacv2',
      });
      assert.equal(taken.status, 409);
    });

    it('follows the team: its name and its people', async () => {
      const [, member] = playground.world.users;
      await event({ event: 'teamRenamed', name: 'Renamed' });
      await event({ event: 'membersRemoved', userIds: [member?.aadObjectId] });
      assert.ok(!playground.world.team.members.includes(member?.id ?? ''));
      await event({ event: 'membersAdded', userIds: [member?.id] });
      assert.ok(playground.world.team.members.includes(member?.id ?? ''));
      const [renamed, removed, added] = bot.received;
      assert.equal(channelData(renamed).team.name, 'Renamed');
      const people = [{ id: member?.id, aadObjectId: member?.aadObjectId }];
      assert.deepEqual([removed?.membersRemoved, channelData(removed).eventType], [people, 'teamMemberRemoved']);
      assert.deepEqual([added?.membersAdded, channelData(added).eventType], [people, 'teamMemberAdded']);
    });

    it('follows the team into the archive and back', async () => {
      await event({ event: 'teamArchived' });
      assert.equal(playground.world.team.archived, true);
      await event({ event: 'teamUnarchived' });
      assert.equal(playground.world.team.archived, false);
      assert.deepEqual(
        bot.received.map(activity => channelData(activity).eventType),
        ['teamArchived', 'teamUnarchived'],
      );
    });

    it('leaves who goes out of the team in none of its private channels', async () => {
      const [ada, ben, bea] = playground.world.users.map(({ id }) => id);
      const own = { event: 'channelCreated', ownerIds: [ben], userIds: [ada, bea] };
      await event({ ...own, name: 'Private', membershipType: 'private' });
      await event({ ...own, name: 'Shared', membershipType: 'shared' });
      await event({ event: 'membersRemoved', userIds: [ben] });
      const [inPrivate, inShared] = playground.world.channels.slice(-2);
      assert.deepEqual([inPrivate?.members, inPrivate?.owners], [[ada, bea], []]);
      assert.deepEqual([inShared?.members, inShared?.owners], [[ben, ada, bea], [ben]]);
      const standard = { event: 'channelCreated', name: 'Standard', ownerIds: [ada] };
      assert.equal((await call(playground, 'POST', '/playground/api/bot-events', standard)).status, 400);
    });

    it('lets the bot into a private channel and out again', async () => {
      const channelId = '19:secret@thread.tacv2';
      await event({ event: 'channelCreated', name: 'Secret', channelId, membershipType: 'private' });
      await event({ event: 'channelMemberAdded', channelId });
      await event({ event: 'channelMemberRemoved', channelId });
      const [, added, removed] = bot.received;
      assert.deepEqual(added?.membersAdded, [{ id: playground.world.bot.id }]);
      assert.equal(channelData(added).eventType, 'channelMemberAdded');
      assert.equal(conversationSchema.parse(added?.conversation).id, channelId);
      assert.equal(channelData(removed).eventType, 'channelMemberRemoved');
      const general = { event: 'channelMemberAdded', channelId: playground.world.team.id };
      assert.equal((await call(playground, 'POST', '/playground/api/bot-events', general)).status, 400);
    });

    it('takes the bot out of the team and installs it in the channel that was chosen', async () => {
      const alerts = playground.world.channels[2]?.id ?? '';
      await event({ event: 'uninstall' });
      assert.equal(playground.world.bot.installed, false);
      assert.deepEqual(await event({ event: 'install', selectedChannelId: alerts }), {
        status: 200,
        activities: [
          { type: 'installationUpdate', status: 200 },
          { type: 'conversationUpdate', status: 200 },
        ],
      });
      assert.equal(playground.world.bot.installed, true);
      const [, removed, added] = bot.received;
      assert.deepEqual([removed?.action, added?.action], ['remove', 'add']);
      assert.equal(channelData(added).settings?.selectedChannel.id, alerts);
    });

    it('may be something that no bot knows', async () => {
      await event({ event: 'unknown', eventType: 'channelPainted' });
      assert.equal(channelData(bot.received[0]).eventType, 'channelPainted');
    });

    it('is whatever a test makes up', async () => {
      assert.deepEqual(await playground.send({ type: 'trace', name: 'x' }), { status: 200 });
      assert.deepEqual(bot.received, [{ type: 'trace', name: 'x' }]);
    });
  });

  it('comes back with the status of the bot', async () => {
    bot = await startBot(() => ({ status: 418, body: { reason: 'tea' } }));
    playground = await startPlayground({ botUrl: bot.url, announce: false });
    assert.deepEqual(await playground.send({ type: 'x' }), { status: 418, body: { reason: 'tea' } });
    assert.equal((await playground.botEvent({ event: 'teamRenamed', name: 'a' })).status, 418);
    await playground.close();
    await bot.close();
  });
});
