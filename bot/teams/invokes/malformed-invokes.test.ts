import assert from 'node:assert/strict';
import fc from 'fast-check';
import { startTestBot, type TestBot } from '../../../test/support/bot.ts';
import { invokeInChannel } from '../../../test/support/teams-invoke.ts';

describe('invokes that are wrong or unknown', () => {
  let bot: TestBot;
  before(async () => {
    bot = await startTestBot();
    await bot.playground.botEvent({ event: 'install' });
  });
  after(() => bot.close());

  const inChannel = (name: string, value: unknown, more: object = {}) =>
    invokeInChannel(bot.playground, bot.playground.world.team.id, { name, value, ...more });

  for (const [what, name, value, more] of [
    ['task/fetch without a value', 'task/fetch', undefined, {}],
    ['task/fetch of a page that there is not', 'task/fetch', { data: { open: 'constructor' } }, {}],
    [
      'task/fetch with a connection that is none',
      'task/fetch',
      { data: { open: 'update-url', connection: '../x' } },
      {},
    ],
    ['another command', 'composeExtension/fetchTask', { commandId: 'other' }, {}],
    ['a command that is no string', 'composeExtension/fetchTask', { commandId: ['connectors'] }, {}],
    ['a button without an action', 'adaptiveCard/action', {}, {}],
    ['a button of another kind', 'adaptiveCard/action', { action: { type: 'Action.Submit', verb: 'x' } }, {}],
    ['an unknown verb', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'toString' } }, {}],
    [
      'a button that nobody pressed',
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'remind-tomorrow' } },
      { from: { id: '29:x' } },
    ],
    ['an activity of the wrong shape', 'task/fetch', {}, { from: 'Ada' }],
  ] as const)
    it(`answers 400 and what is wrong to ${what}`, async () => {
      const { status, body } = await bot.invoke(inChannel(name, value, more));
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /value|from/);
      assert.deepEqual(bot.reminders, []);
    });

  it('answers 501 to invokes that it does not know, as the Bot Framework does', async () => {
    for (const name of ['composeExtension/query', 'some/thing', 'constructor', '', undefined])
      assert.deepEqual(await bot.invoke({ ...inChannel('', {}), name }), { status: 501 });
    const elsewhere = inChannel('task/fetch', { data: { open: 'connectors' } }, { channelId: 'webchat' });
    assert.deepEqual(await bot.invoke(elsewhere), { status: 501 });
  });

  it('never get a 5xx but 501, whatever they carry', async () => {
    const names = fc.constantFrom(
      'task/fetch',
      'composeExtension/fetchTask',
      'config/fetch',
      'adaptiveCard/action',
      'x',
    );
    const fields = fc.record(
      { value: fc.jsonValue(), channelData: fc.jsonValue(), from: fc.jsonValue(), locale: fc.jsonValue() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(names, fields, async (name, { value, ...more }) => {
        const { status } = await bot.invoke(inChannel(name, value, more));
        assert.ok(status < 500 || status === 501, String(status));
      }),
      { numRuns: 60 },
    );
  });
});
