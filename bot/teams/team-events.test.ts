import assert from 'node:assert/strict';
import { startTestBot, type TestBot } from '../../test/support/bot.ts';

describe('events of a team', () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await startTestBot();
  });
  afterEach(() => bot.close());

  const team = () => bot.store.selectFrom('team').selectAll().executeTakeFirst();
  const channels = async () =>
    (await bot.store.selectFrom('channel').selectAll().orderBy('name').execute()).map(row =>
      row.deleted_at === null ? row.name : `(${row.name})`,
    );
  const channel = (name: string) =>
    bot.store.selectFrom('channel').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const idOf = (name: string) => bot.playground.world.channels.find(each => each.name === name)?.id ?? '';
  const install = () => bot.playground.botEvent({ event: 'install' });
  /** An event of the team at a time in seconds, with what the test adds. */
  const event = (seconds: number, channelData: object, more: object = {}) => {
    const { world, url } = bot.playground;
    return bot.send({
      type: 'conversationUpdate',
      channelId: 'msteams',
      serviceUrl: url,
      timestamp: new Date(seconds * 1000).toISOString(),
      recipient: world.bot,
      conversation: { id: world.team.id, conversationType: 'channel', tenantId: world.tenantId },
      ...more,
      channelData: { tenant: { id: world.tenantId }, team: { id: world.team.id, name: 'T' }, ...channelData },
    });
  };
  const installation = (seconds: number, action: string) => event(seconds, {}, { type: 'installationUpdate', action });
  const channelEvent = (seconds: number, eventType: string, name: string, id = '19:x@thread.tacv2') =>
    event(seconds, { eventType, channel: { id, name } });

  it('at install make the team known with both its ids, and all its channels', async () => {
    assert.equal((await install()).status, 200);
    const { world, url } = bot.playground;
    const row = await team();
    assert.deepEqual(
      [row?.id, row?.tenant_id, row?.group_id, row?.name, row?.service_url, row?.removed_at],
      [world.team.id, world.tenantId, world.team.groupId, world.team.name, url, null],
    );
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General']);
    assert.equal((await channel('General')).id, world.team.id);
    assert.deepEqual(bot.playground.record.violations(), []);
  });

  it('bring one welcome at an install, however often it is told', async () => {
    await install();
    await install();
    await installation(Date.now() / 1000, 'add-upgrade');
    assert.deepEqual(
      bot.posted.map(({ channelId }) => channelId),
      [bot.playground.world.team.id],
    );
    await bot.playground.botEvent({ event: 'uninstall' });
    assert.notEqual((await team())?.removed_at, null);
    await bot.playground.botEvent({ event: 'install', selectedChannelId: idOf('Builds') });
    assert.equal((await team())?.removed_at, null);
    assert.deepEqual(
      bot.posted.map(({ channelId }) => channelId),
      [bot.playground.world.team.id, idOf('Builds')],
    );
  });

  it('hold the connections of a team that the bot leaves, and wake them when it is back', async () => {
    await install();
    const teamId = bot.playground.world.team.id;
    await bot.playground.botEvent({ event: 'uninstall' });
    assert.deepEqual(bot.suspended, [{ where: { teamId }, reason: 'The app was removed from the team.' }]);
    bot.woken.length = 0;
    await install();
    assert.deepEqual(bot.woken[0], { teamId });
  });

  it('follow channels through their lives', async () => {
    await install();
    await bot.playground.botEvent({ event: 'channelCreated', name: 'New' });
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General', 'New']);
    const channelId = idOf('New');
    await bot.playground.botEvent({ event: 'channelRenamed', channelId, name: 'Newer' });
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General', 'Newer']);
    await bot.playground.botEvent({ event: 'channelDeleted', channelId });
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General', '(Newer)']);
    assert.deepEqual(bot.suspended, [{ where: { channelId }, reason: 'The channel was deleted.' }]);
    bot.woken.length = 0;
    await bot.playground.botEvent({ event: 'channelRestored', channelId });
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General', 'Newer']);
    assert.deepEqual(bot.woken, [{ channelId }]);
  });

  it('follow the bot into private and shared channels and out of them', async () => {
    await install();
    await bot.playground.botEvent({ event: 'channelCreated', name: 'Secret', membershipType: 'private' });
    const channelId = idOf('Secret');
    bot.woken.length = 0;
    await bot.playground.botEvent({ event: 'channelMemberAdded', channelId });
    assert.equal((await channel('Secret')).membership_type, 'private');
    assert.deepEqual(bot.woken, [{ channelId }]);
    const someone = bot.playground.world.users[1]?.id ?? '';
    await bot.playground.botEvent({ event: 'channelMemberAdded', channelId, userIds: [someone] });
    await bot.playground.botEvent({ event: 'channelMemberRemoved', channelId, userIds: [someone] });
    assert.deepEqual(bot.suspended, []);
    await bot.playground.botEvent({ event: 'channelMemberRemoved', channelId });
    assert.deepEqual(
      bot.suspended.map(({ where }) => where),
      [{ channelId }],
    );
    await channelEvent(Date.now() / 1000, 'channelShared', 'Open', '19:open@thread.tacv2');
    assert.equal((await channel('Open')).membership_type, 'shared');
  });

  it('take a channel whose kind the list of channels does not name for what is known of it', async () => {
    await install();
    await channelEvent(Date.now() / 1000, 'channelShared', 'Open', '19:open@thread.tacv2');
    const { id } = bot.playground.world.team;
    const list = [{ id }, { id: '19:open@thread.tacv2' }, { id: '19:untold@thread.tacv2', name: 'Untold' }];
    bot.playground.faults.add({
      match: { path: '/v3/teams/*/conversations' },
      action: { status: 200, body: { conversations: list } },
    });
    await bot.playground.botEvent({ event: 'uninstall' });
    await install();
    const kinds = ['General', 'Open', 'Untold'].map(async name => (await channel(name)).membership_type);
    assert.deepEqual(await Promise.all(kinds), ['standard', 'shared', 'private']);
  });

  it('follow the team: renamed, archived, deleted and back', async () => {
    await install();
    const where = { teamId: bot.playground.world.team.id };
    await bot.playground.botEvent({ event: 'teamRenamed', name: 'Renamed' });
    assert.equal((await team())?.name, 'Renamed');
    const soon = Date.now() / 1000;
    await event(soon + 1, { eventType: 'teamArchived' });
    assert.deepEqual(bot.suspended.at(-1), { where, reason: 'The team is archived.' });
    bot.woken.length = 0;
    await event(soon + 2, { eventType: 'teamUnarchived' });
    assert.deepEqual(bot.woken, [where]);
    await event(soon + 3, { eventType: 'teamDeleted' });
    assert.equal((await team())?.removed_at, Math.trunc((soon + 3) * 1000));
    await event(soon + 4, { eventType: 'teamRestored' });
    assert.equal((await team())?.removed_at, null);
    assert.equal(bot.woken.length, 2);
    await event(soon + 5, { eventType: 'teamHardDeleted' });
    assert.notEqual((await team())?.removed_at, null);
    assert.equal(bot.posted.length, 1);
  });

  it('of people, and of kinds that nobody knows, change nothing', async () => {
    await install();
    const before = [await team(), await channels()];
    const someone = bot.playground.world.users[1]?.id ?? '';
    await bot.playground.botEvent({ event: 'membersRemoved', userIds: [someone] });
    await bot.playground.botEvent({ event: 'membersAdded', userIds: [someone] });
    assert.equal((await bot.playground.botEvent({ event: 'unknown' })).status, 200);
    await event(Date.now() / 1000, { eventType: 'constructor', channel: { id: '19:x@thread.tacv2' } });
    assert.deepEqual([await team(), await channels()], before);
    assert.deepEqual(bot.suspended, []);
  });

  it('may come in any order: the bot that left stays out, a deleted channel deleted', async () => {
    await installation(10, 'add');
    await installation(20, 'remove');
    await installation(10, 'add');
    await channelEvent(19, 'channelCreated', 'Late');
    assert.equal((await team())?.removed_at, 20_000);
    await installation(30, 'add');
    assert.equal((await team())?.removed_at, null);
    await installation(20, 'remove');
    assert.equal((await team())?.removed_at, null);
    await channelEvent(41, 'channelDeleted', 'X');
    await channelEvent(40, 'channelCreated', 'X');
    assert.ok((await channels()).includes('(X)'));
  });

  it('may begin with the removal', async () => {
    await installation(20, 'remove');
    await installation(10, 'add');
    assert.equal((await team())?.removed_at, 20_000);
    assert.deepEqual(bot.posted, []);
  });

  it('of a team that is not known make it so, without a welcome', async () => {
    Object.assign(bot.playground.world.bot, { installed: true });
    await channelEvent(50, 'channelCreated', 'X');
    assert.equal((await team())?.group_id, bot.playground.world.team.groupId);
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General', 'X']);
    assert.deepEqual(bot.posted, []);
  });

  it('of another tenant never touch a team', async () => {
    await install();
    const before = await team();
    const tenant = { id: '00000000-0000-0000-0000-000000000001' };
    const conversation = { id: 'x', conversationType: 'channel' };
    await event(Date.now() / 1000 + 9, { eventType: 'teamDeleted', tenant }, { conversation });
    await event(Date.now() / 1000 + 9, { eventType: 'teamRenamed', tenant }, { conversation });
    assert.deepEqual(await team(), before);
  });

  it('of other channels of the Bot Framework are let be', async () => {
    assert.equal(await event(1, {}, { type: 'installationUpdate', action: 'add', channelId: 'webchat' }), 200);
    assert.equal(await team(), undefined);
  });

  it('are kept when Teams does not answer: the team and General are known', async () => {
    bot.playground.faults.add({ action: { status: 502 } });
    assert.equal((await install()).status, 200);
    assert.equal((await team())?.name, bot.playground.world.team.name);
    assert.deepEqual(await channels(), ['General']);
    assert.equal(bot.posted.length, 1);
    assert.ok(bot.warnings.length > 0);
    bot.playground.faults.clear();
    await install();
    assert.deepEqual(await channels(), ['Alerts', 'Builds', 'General']);
  });

  it('name General in the language of the installation', async () => {
    const french = await startTestBot('fr');
    await french.playground.botEvent({ event: 'install' });
    const names = await french.store.selectFrom('channel').select('name').orderBy('name').execute();
    assert.deepEqual(
      names.map(({ name }) => name),
      ['Alerts', 'Builds', 'Général'],
    );
    await french.close();
  });
});
