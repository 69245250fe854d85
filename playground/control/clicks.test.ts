import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground.ts';
import { CARD, call, cardMessage, createThread, type ReceivedActivity, startBot, type TestBot } from '../testing.ts';

const created = z.object({ activityId: z.string() });
const place = z.looseObject({ conversation: z.looseObject({ id: z.string() }), channelData: z.looseObject({}) });

const CONTINUE = {
  type: 'continue',
  value: { title: 'Update URL', width: 600, height: 'large', url: 'http://s/tab/x' },
};
const DIALOG = { title: 'Update URL', width: 600, height: 'large', url: 'http://s/tab/x' };
const reader = { locale: 'fr-FR', theme: 'dark' };

/** What Teams sends when a person clicks, and what it makes of the bot's answer. */
describe('a click', () => {
  let playground: Playground;
  let bot: TestBot;
  let answer: (activity: ReceivedActivity) => { status: number; body?: unknown };
  let activityId: string;
  const general = (): string => playground.world.team.id;
  const post = (path: string, body: object) => call(playground, 'POST', `/playground/api/${path}`, body);
  const press = (action: object) => post('invoke', { channelId: general(), activityId, action, ...reader });

  beforeEach(async () => {
    answer = () => ({ status: 200 });
    bot = await startBot(activity => answer(activity));
    playground = await startPlayground({ botUrl: bot.url, announce: false });
    activityId = created.parse((await createThread(playground, cardMessage(CARD))).body).activityId;
  });
  afterEach(async () => {
    await playground.close();
    await bot.close();
  });

  it('on a button whose data say so opens a dialog', async () => {
    answer = () => ({ status: 200, body: { task: CONTINUE } });
    const data = { msteams: { type: 'task/fetch' }, open: 'update-url' };
    const { body } = await press({ type: 'Action.Submit', data });
    assert.deepEqual(z.looseObject({ dialog: z.unknown() }).parse(body).dialog, DIALOG);
    const [fetch] = bot.received;
    assert.deepEqual(
      [fetch?.type, fetch?.name, fetch?.replyToId, fetch?.locale, fetch?.value],
      ['invoke', 'task/fetch', activityId, 'fr-FR', { data, context: { theme: 'dark' } }],
    );
    assert.equal(place.parse(fetch).conversation.id, `${general()};messageid=${activityId}`);
  });

  it('ends a dialog with what it came back with, which may open the next', async () => {
    const submit = (data: unknown) =>
      post('dialogs/submit', { from: 'card', channelId: general(), activityId, data, ...reader });
    const outcome = z.looseObject({ dialog: z.unknown() });
    assert.equal(outcome.parse((await submit({ updated: true })).body).dialog, null);
    const [first] = bot.received;
    assert.deepEqual(
      [first?.name, first?.value],
      ['task/submit', { data: { updated: true }, context: { theme: 'dark' } }],
    );
    answer = () => ({ status: 200, body: { task: { type: 'message', value: 'Thank you.' } } });
    const said = { title: '', width: 'small', height: 'small', text: 'Thank you.' };
    assert.deepEqual(outcome.parse((await submit('again')).body).dialog, said);
    answer = () => ({ status: 200, body: { task: { type: 'continue', value: { title: 'Nothing to show' } } } });
    assert.equal((await submit('once more')).status, 502);
  });

  it('on a command of the message extension asks for its dialog, in the channel and not in a thread', async () => {
    const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: CARD };
    answer = () => ({ status: 200, body: { task: { type: 'continue', value: { card, height: 'medium' } } } });
    const source = { from: 'message-extension', channelId: general(), commandId: 'connectors', ...reader };
    const { body } = await post('dialogs', source);
    const dialog = { title: '', width: 'small', height: 'medium', card: CARD };
    assert.deepEqual(z.looseObject({ dialog: z.unknown() }).parse(body).dialog, dialog);
    const [fetch] = bot.received;
    assert.equal(fetch?.name, 'composeExtension/fetchTask');
    const context = { commandId: 'connectors', commandContext: 'compose', context: { theme: 'dark' } };
    assert.deepEqual(fetch?.value, context);
    const { conversation, channelData } = place.parse(fetch);
    assert.deepEqual([conversation.id, channelData.source], [general(), { name: 'compose' }]);

    answer = () => ({ status: 200, body: { composeExtension: { type: 'result' } } });
    assert.equal((await post('dialogs/submit', { ...source, data: { a: 1 } })).status, 200);
    assert.equal(bot.received[1]?.name, 'composeExtension/submitAction');
    assert.deepEqual(bot.received[1]?.value, { ...context, data: { a: 1 } });
  });

  it('on the bot’s settings asks for their dialog', async () => {
    const outcome = z.looseObject({ dialog: z.unknown() });
    const source = { from: 'bot-settings', channelId: general(), ...reader };
    for (const config of [CONTINUE, { task: CONTINUE }]) {
      answer = () => ({ status: 200, body: { config, responseType: 'config' } });
      assert.deepEqual(outcome.parse((await post('dialogs', source)).body).dialog, DIALOG);
    }
    await post('dialogs/submit', { ...source, data: { a: 1 } });
    assert.deepEqual(
      bot.received.map(({ name }) => name),
      ['config/fetch', 'config/fetch', 'config/submit'],
    );
    assert.deepEqual(bot.received[2]?.value, { data: { a: 1 }, context: { theme: 'dark' } });
  });

  it('may be answered with words for the person alone, or with an error', async () => {
    const outcome = z.looseObject({ status: z.number(), message: z.string().nullable(), card: z.unknown() });
    const said = async (body: object) => {
      answer = () => ({ status: 200, body });
      const { status, message, card } = outcome.parse((await press({ type: 'Action.Execute', verb: 'v' })).body);
      return [status, message, card];
    };
    const message = 'application/vnd.microsoft.activity.message';
    assert.deepEqual(await said({ statusCode: 200, type: message, value: 'See you tomorrow.' }), [
      200,
      'See you tomorrow.',
      null,
    ]);
    const value = { code: 'Forbidden', message: 'Only owners may.' };
    const error = { statusCode: 403, type: 'application/vnd.microsoft.error', value };
    assert.deepEqual(await said(error), [403, 'Only owners may.', null]);
    assert.deepEqual(playground.posts(general())[0]?.attachments[0]?.content, CARD);
  });

  it('comes back with the bot’s status when it fails', async () => {
    answer = () => ({ status: 500 });
    for (const action of [
      { type: 'Action.Execute', verb: 'v' },
      { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } },
    ]) {
      const { body } = await press(action);
      const { status, dialog } = z.looseObject({ status: z.number(), dialog: z.null() }).parse(body);
      assert.deepEqual([status, dialog], [500, null]);
    }
  });
});
