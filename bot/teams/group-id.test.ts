import assert from 'node:assert/strict';
import { startTestBot, type TestBot } from '../../test/support/bot.ts';
import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import { createGroupIdFinder } from './group-id.ts';

describe('the group of a channel’s team', () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await startTestBot();
    await bot.playground.botEvent({ event: 'install' });
  });
  afterEach(() => bot.close());

  const find = (tenantId = bot.playground.world.tenantId, channelId = bot.playground.world.team.id) => {
    const { store, options } = bot;
    return createGroupIdFinder({ store, botConnector: options.botConnector, now: Date.now })({ tenantId, channelId });
  };
  const forget = () => bot.store.updateTable('team').set({ group_id: null }).execute();
  const requests = () => bot.playground.record.totals().requests;

  it('is in the store', async () => {
    const before = requests();
    assert.equal(await find(), bot.playground.world.team.groupId);
    assert.equal(requests(), before);
  });

  it('is asked for where it is not, and kept', async () => {
    await forget();
    assert.equal(await find(), bot.playground.world.team.groupId);
    const before = requests();
    assert.equal(await find(), bot.playground.world.team.groupId);
    assert.equal(requests(), before);
  });

  it('is not known while the Bot Connector does not tell it', async () => {
    await forget();
    bot.playground.faults.add({ match: { path: '/v3/teams/*' }, action: { status: 500 }, times: 1 });
    await assert.rejects(find(), (error: unknown) => {
      assert.ok(error instanceof DirectoryUnavailableError);
      assert.equal(error.problem, 'team-unknown');
      assert.match(error.message, /answered 500.*add it again/);
      return true;
    });
  });

  it('is not known for a channel that is not, nor for that of another tenant', async () => {
    await assert.rejects(find(undefined, '19:other'), DirectoryUnavailableError);
    await assert.rejects(find('c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832'), DirectoryUnavailableError);
  });
});
