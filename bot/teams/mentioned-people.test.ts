import assert from 'node:assert/strict';
import { startTestBot, type TestBot } from '../../test/support/bot.ts';
import { createTeamsDestination } from './destination.ts';
import { createDirectory } from './directory.ts';
import { createGraph } from './graph-client.ts';
import { localGraphToken } from './local-graph-token.ts';
import { createMentionedPeople, type FindMentioned } from './mentioned-people.ts';

describe('people who are mentioned by address', () => {
  let bot: TestBot;
  let now: number;
  let errors: unknown[];
  let findMentioned: FindMentioned;
  const channel = () => ({ tenantId: bot.playground.world.tenantId, channelId: bot.playground.world.team.id });
  const questions = () => bot.playground.graphRecord.entries().filter(({ path }) => path.endsWith('/members')).length;

  before(async () => {
    bot = await startTestBot();
    await bot.playground.botEvent({ event: 'install' });
  });
  beforeEach(() => {
    bot.playground.faults.clear();
    bot.playground.graphRecord.clear();
    now = Date.now();
    errors = [];
    findMentioned = finder();
  });
  after(() => bot.close());

  function finder(timeout?: number): FindMentioned {
    const { url, world } = bot.playground;
    const graph = createGraph({
      url: `${url}/graph/v1.0`,
      token: localGraphToken({ playgroundUrl: url, now: () => now }),
    });
    return createMentionedPeople({
      store: bot.store,
      directory: createDirectory({ graph, findGroupId: async () => world.team.groupId, now: () => now }),
      now: () => now,
      onError: error => errors.push(error),
      ...(timeout !== undefined && { timeout }),
    });
  }

  function member(givenName: string) {
    const user = bot.playground.world.users.find(each => each.givenName === givenName);
    assert.ok(user);
    return { address: user.userPrincipalName.toLowerCase(), id: user.aadObjectId, name: user.name };
  }

  it('are found with one question, whatever the case, and strangers are not', async () => {
    const [ada, ben] = [member('Ada'), member('Ben')];
    const found = await findMentioned(channel(), [ada.address, ben.address, 'nobody@contoso.example', "o'x@y.example"]);
    assert.deepEqual(Object.fromEntries(found), {
      [ada.address]: { id: ada.id, name: ada.name },
      [ben.address]: { id: ben.id, name: ben.name },
    });
    assert.equal(questions(), 1);
  });

  it('are asked for once, strangers too, and again after ten minutes', async () => {
    const addresses = [member('Ada').address, 'nobody@contoso.example'];
    const [first, second] = await Promise.all([
      findMentioned(channel(), addresses),
      findMentioned(channel(), addresses),
    ]);
    assert.deepEqual(first, second);
    await findMentioned(channel(), addresses);
    assert.equal(questions(), 1);
    now += 10 * 60_000;
    assert.equal((await findMentioned(channel(), addresses)).size, 1);
    assert.equal(questions(), 2);
  });

  it('are names where the directory fails, which is then left alone for a minute', async () => {
    bot.playground.faults.add({ match: { path: '/graph/*/members' }, action: { status: 403 }, times: 1 });
    assert.equal((await findMentioned(channel(), [member('Ada').address])).size, 0);
    assert.equal((await findMentioned(channel(), [member('Ada').address])).size, 0);
    assert.deepEqual([errors.length, questions()], [1, 1]);
    now += 60_000;
    assert.equal((await findMentioned(channel(), [member('Ada').address])).size, 1);
  });

  it('are names where the directory does not answer in time', async () => {
    bot.playground.faults.add({ match: { path: '/graph/*/members' }, action: { hang: true } });
    assert.equal((await finder(50)(channel(), [member('Ada').address])).size, 0);
    assert.equal(errors.length, 1);
  });

  it('are told by Teams when a notification is posted; others stand there as names', async () => {
    const { address, id, name } = member('Ada');
    const destination = createTeamsDestination({ ...bot.options, findMentioned });
    const text = `<at>${address}</at> and <at>nobody@contoso.example</at>, please look`;
    const contents = [{ kind: 'message' as const, text, sections: [], actions: [] }];
    await destination.post({ ...channel(), head: null, notification: { summary: 'Look', contents } });
    const card = JSON.stringify(bot.playground.posts(bot.playground.world.team.id).at(-1)?.attachments);
    const mention = { type: 'mention', text: `<at>${address}</at>`, mentioned: { id, name } };
    assert.ok(card.includes(JSON.stringify([mention])), card);
    assert.ok(card.includes(`<at>${address}</at> and nobody@contoso.example, please look`), card);
    assert.deepEqual(bot.playground.record.violations(), []);
  });
});
