import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { listPeople, recordTeams } from '../../test/support/recorded-teams.ts';
import { teamId as channelId, groupId, tenantId, testStore } from '../../test/support/store.ts';
import { createConnections } from '../connections/connections.ts';
import { suspendConnections, wakeConnections } from '../connections/reachability.ts';
import { parseRootKeys } from '../connections/root-keys.ts';
import { createUrlAttention } from '../connections/url-attention.ts';
import { createUrlUsage } from '../connections/url-usage.ts';
import { createDispatcher } from '../delivery/dispatcher.ts';
import { createJournal } from '../delivery/journal.ts';
import { createOutbox, type Outbox } from '../delivery/outbox.ts';
import type { Language } from '../locales/language.ts';
import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import { createTeamsDestination } from '../teams/destination.ts';
import type { Directory } from './directory.ts';
import { createPrompts } from './prompts.ts';
import { unreachableConnections } from './unreachable.ts';

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.UTC(2026, 8, 1, 9);
const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);

/** One channel with two connections, a Teams that records, and a clock in hand. */
async function setUp(organization: { prompt_in?: 'channel' | 'chat'; language?: Language } = {}) {
  const clock = { now: begin };
  const now = () => clock.now;
  const store = await testStore();
  await store
    .insertInto('organization_config')
    .values({
      tenant_id: tenantId,
      connectors_enabled: null,
      connectors_enabled_for_teams: null,
      connectors_actionable_messages_enabled: null,
      ...organization,
    })
    .execute();
  const teams = recordTeams(now);
  const people = listPeople();
  people.owners.set(groupId, [
    { id: 'ada', name: 'Ada' },
    { id: 'ben', name: 'Ben' },
  ]);
  people.members.set(groupId, [{ id: 'cleo', name: 'Cleo' }]);
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const log = { info: () => {}, warn: () => {}, error: onError };
  const destination = createTeamsDestination({ store, botConnector: teams.botConnector, language: 'en', log });
  const dispatcher = createDispatcher({
    store,
    destination,
    journal: createJournal(store, {
      unreachable: async () => assert.fail('nothing is to be suspended'),
      reached: async () => assert.fail('nothing is suspended'),
    }),
    now,
    random: () => 0,
    onAttempt: () => {},
    onError,
  });
  const outbox = createOutbox({ store, onQueued: dispatcher.wake });
  const state: { outbox: Outbox; directory: Directory } = { outbox, directory: people.directory };
  const start = () =>
    createPrompts({
      store,
      directory: {
        owners: channel => state.directory.owners(channel),
        members: (channel, ids) => state.directory.members(channel, ids),
        isArchived: channel => state.directory.isArchived(channel),
      },
      outbox: arrival => state.outbox(arrival),
      language: 'en',
      now,
      onError,
    });
  let prompts = start();
  const onUrlChange = (place: { tenantId: string; channelId: string }) => prompts.changed(place);
  const connections = createConnections({ store, keys, publicUrl: 'http://localhost', now, onUrlChange });
  const attention = createUrlAttention({ store, keys, now, onUrlChange });
  const used = createUrlUsage({ store, onUrlChange, onError });
  const add = async (name: string) =>
    (await connections.add(tenantId, { channelId, name, connector: 'incoming-webhook', createdBy: 'cleo' })).id;
  const ids = [await add('Builds'), await add('Alerts')];

  /** Moves the clock on, and lets prompts and delivery do what is due. */
  const pass = async (time = 0) => {
    clock.now += time;
    for (let again = 0; again < 2; again += 1) {
      await prompts.round();
      await dispatcher.sweep();
      await dispatcher.idle();
    }
  };
  return {
    clock,
    store,
    teams,
    people,
    state,
    outbox,
    connections,
    attention,
    ids,
    errors,
    pass,
    cards: () => teams.in(channelId),
    startTransition: (length = 30 * day) =>
      attention.startTransition(tenantId, { deadline: clock.now + length, by: null }),
    update: (id = '') => connections.updateUrl(tenantId, id),
    firstMessage: (connectionId = '', generation = 2) =>
      used({
        tenantId,
        connectionId,
        channelId,
        generation,
        at: clock.now,
        address: '10.0.0.1',
        userAgent: null,
        outcome: 'accepted',
        isOld: false,
      }),
    callToEndedUrl: (connectionId = '') =>
      used({
        tenantId,
        connectionId,
        channelId,
        generation: 1,
        at: clock.now,
        address: '10.0.0.1',
        userAgent: null,
        outcome: 'ended',
        isOld: true,
      }),
    remind: (userId: string) => prompts.remindTomorrow({ tenantId, channelId, userId }),
    start: () => prompts.start(),
    stop: () => prompts.stop(),
    restart: async () => {
      await prompts.stop();
      prompts = start();
    },
  };
}

describe('prompts', () => {
  it('follow a URL from attention required to up-to-date on the one card, and then rest', async () => {
    const { cards, pass, startTransition, update, firstMessage, ids, errors } = await setUp();
    await startTransition();
    await pass();
    assert.deepEqual(cards()[0]?.buttons, ['Update URL', 'Remind me tomorrow', 'Open connectors']);
    assert.deepEqual(cards()[0]?.mentioned, ['ada', 'ben', 'cleo']);
    for (const id of ids) await update(id);
    await pass(hour);
    assert.equal(cards()[0]?.summary, 'Waiting for the first messages on the new URLs of 2 connectors');
    for (const id of ids) await firstMessage(id);
    await pass(hour);
    assert.equal(cards()[0]?.summary, 'URL is up-to-date: 2 connectors');
    assert.deepEqual(cards()[0]?.buttons, []);
    const { updates } = cards()[0] ?? {};
    const before = updates?.length;
    await pass(40 * day);
    assert.deepEqual([cards().length, updates?.length, errors], [1, before, []]);
  });

  it('say that the old URL has ended where nothing comes on the new one, and end a week later', async () => {
    const { store, cards, pass, startTransition, update, ids } = await setUp();
    await startTransition(10 * day);
    await pass();
    for (const id of ids) await update(id);
    await pass(9.9 * day);
    assert.equal(cards()[0]?.texts.filter(text => text === 'Waiting for the first message on the new URL').length, 3);
    await pass(day);
    const ended = 'The old URL has ended, and no message has come on the new one yet';
    assert.equal(cards()[0]?.texts.filter(text => text === ended).length, 2);
    await pass(6.9 * day);
    assert.equal(cards()[0]?.summary, 'No messages on the new URLs of 2 connectors yet');
    assert.deepEqual(cards()[0]?.buttons, ['Open connectors']);
    assert.notEqual((await store.selectFrom('prompt').select('closed_at').executeTakeFirst())?.closed_at, null);
    const updates = cards()[0]?.updates.length;
    await pass(40 * day);
    assert.deepEqual([cards().length, cards()[0]?.updates.length], [1, updates]);
  });

  it('tell those who can act, in a new card and once, that the ended URL is still called', async () => {
    const { cards, pass, startTransition, update, ids, callToEndedUrl, firstMessage } = await setUp();
    await startTransition(10 * day);
    await pass();
    for (const id of ids) await update(id);
    await pass(11 * day);
    for (let calls = 0; calls < 3; calls += 1) {
      await callToEndedUrl(ids[0]);
      await pass(hour);
    }
    assert.equal(cards().length, 2);
    assert.equal(cards()[1]?.summary, 'Messages to the old URL of Builds are refused');
    assert.deepEqual(cards()[1]?.mentioned, ['ada', 'ben', 'cleo']);
    assert.ok(cards()[1]?.texts.includes('3 messages were refused'));
    for (const id of ids) await firstMessage(id);
    await pass(hour);
    assert.equal(cards()[1]?.summary, 'URL is up-to-date: 2 connectors');
    assert.equal(cards().length, 2);
  });

  it('show another state at once where they were started', async () => {
    const { cards, pass, startTransition, update, ids, start, stop } = await setUp();
    await startTransition();
    await pass();
    start();
    await update(ids[0]);
    while (!cards()[0]?.texts.includes('Waiting for the first message on the new URL')) await setImmediate();
    await stop();
  });

  it('tell at once of a leak, in a new card, and go on with the transition when it is mended', async () => {
    const { cards, pass, startTransition, attention, update, ids } = await setUp();
    await startTransition();
    await pass();
    await pass(5 * day);
    await attention.reportLeak(tenantId, ids[0] ?? '', { by: 'ada', detail: 'a wiki' });
    await pass();
    assert.equal(cards().length, 2);
    assert.deepEqual(cards()[0]?.buttons, []);
    assert.ok(cards()[1]?.texts.includes('Seen: a wiki'));
    await update(ids[0]);
    for (let hours = 0; hours < 30; hours += 6) await pass(6 * hour);
    assert.equal(cards().length, 2);
    assert.ok(cards()[1]?.texts.includes('The old URL has ended, and no message has come on the new one yet'));
    await pass(22.9 * day);
    assert.equal(cards().length, 3, 'the reminder of the day before');
  });

  it('end without a word more where the transition is cancelled', async () => {
    const { cards, pass, startTransition, attention } = await setUp();
    await startTransition();
    await pass();
    await attention.cancelTransition(tenantId);
    await pass(hour);
    await pass(40 * day);
    assert.deepEqual(
      cards().map(({ summary, buttons }) => [summary, buttons]),
      [['Nothing left to do', []]],
    );
  });

  it('write to each owner in a chat where the organization prefers it, in its language', async () => {
    const { teams, cards, pass, startTransition, update, ids } = await setUp({ prompt_in: 'chat', language: 'fr' });
    await startTransition();
    await pass();
    assert.equal(cards().length, 0);
    for (const owner of ['user:ada', 'user:ben']) {
      const [card] = teams.in(owner);
      assert.ok(card?.texts.includes('Attention requise'));
      assert.ok(card?.texts.some(text => text.startsWith('Canal ')));
    }
    for (const id of ids) await update(id);
    await pass(hour);
    assert.match(teams.in('user:ben')[0]?.summary ?? '', /^En attente/);
    assert.equal(teams.cards.length, 2);
  });

  it('ask the channel where no owner can be written to, and list it for the administrator', async () => {
    const { store, teams, cards, pass, startTransition, ids } = await setUp({ prompt_in: 'chat' });
    teams.closed.add('user:ada').add('user:ben');
    await startTransition();
    await pass();
    assert.equal(cards().length, 1);
    assert.deepEqual(
      (await unreachableConnections(store, tenantId)).map(({ connectionId }) => connectionId).sort(),
      [...ids].sort(),
    );
  });

  it('are content with one owner who can be written to', async () => {
    const { store, teams, cards, pass, startTransition } = await setUp({ prompt_in: 'chat' });
    teams.closed.add('user:ada');
    await startTransition();
    await pass();
    assert.deepEqual([teams.in('user:ben').length, cards().length], [1, 0]);
    assert.deepEqual(await unreachableConnections(store, tenantId), []);
  });

  it('ask the channel without names where the directory stays away, and not at once', async () => {
    const { state, store, cards, pass, startTransition, errors } = await setUp();
    const away = () => Promise.reject(new DirectoryUnavailableError('unavailable', 'Graph does not answer.'));
    state.directory = { owners: away, members: away, isArchived: away };
    await startTransition();
    await pass();
    await pass();
    assert.equal(cards().length, 0);
    for (let round = 0; round < 5; round += 1) await pass(hour / 2);
    assert.deepEqual(
      cards().map(({ mentioned }) => mentioned),
      [[]],
    );
    assert.equal((await unreachableConnections(store, tenantId)).length, 2);
    assert.deepEqual(errors, []);
  });

  it('post nothing in a channel that is suspended or archived, and one card when it is back', async () => {
    const { store, people, cards, pass, startTransition, clock } = await setUp();
    await suspendConnections(store, tenantId, { channelId }, { at: clock.now, cause: 'refused', reason: 'x' });
    await startTransition();
    await pass(16 * day);
    await wakeConnections(store, tenantId, { channelId });
    people.archived.add(groupId);
    await pass(8 * day);
    assert.equal(cards().length, 0);
    people.archived.clear();
    await pass();
    await pass(hour);
    assert.equal(cards().length, 1);
  });

  it('try again a day after the channel could not be posted to', async () => {
    const { teams, store, cards, pass, startTransition } = await setUp();
    teams.closed.add(channelId);
    await startTransition();
    await pass();
    await pass(hour);
    assert.equal(cards().length, 0);
    assert.equal((await unreachableConnections(store, tenantId)).length, 2);
    teams.closed.clear();
    for (let hours = 0; hours < 24; hours += 1) await pass(hour);
    assert.equal(cards().length, 1);
  });

  it('remind the one who pressed, a day later, if something is still open and the person still a member', async () => {
    const { people, teams, pass, startTransition, remind, update, ids } = await setUp();
    await startTransition();
    await pass();
    await remind('cleo');
    await remind('gone');
    await pass(23 * hour);
    assert.equal(teams.in('user:cleo').length, 0);
    people.members.set(groupId, [{ id: 'cleo', name: 'Cleo' }]);
    await pass(hour);
    await pass(hour);
    assert.deepEqual([teams.in('user:cleo').length, teams.in('user:gone').length], [1, 0]);
    assert.ok(teams.in('user:cleo')[0]?.buttons.includes('Update URL'));
    await remind('cleo');
    for (const id of ids) await update(id);
    await pass(day);
    assert.equal(teams.in('user:cleo').length, 1);
  });

  it('ask the directory about who wants to be reminded now and then, for a day, where it cannot say', async () => {
    const { people, state, teams, errors, pass, startTransition, remind, restart } = await setUp();
    await startTransition();
    await pass();
    people.members.set(groupId, [{ id: 'dora', name: 'Dora' }]);
    let asked = 0;
    let isDown = true;
    state.directory = {
      ...people.directory,
      members: async (channel, ids) => {
        if (ids.includes('dora')) asked += 1;
        if (isDown) throw new DirectoryUnavailableError('unavailable', 'It is down.');
        return people.directory.members(channel, ids);
      },
    };
    await remind('dora');
    await pass(day);
    for (let count = 0; count < 60; count += 1) await pass(30_000);
    assert.equal(asked, 4, 'every ten minutes');
    isDown = false;
    await pass(hour);
    await pass(hour);
    assert.equal(teams.in('user:dora').length, 1);

    isDown = true;
    await remind('dora');
    await pass(day);
    await restart();
    await pass(day - 1);
    assert.deepEqual(errors, []);
    await pass(1);
    await pass(hour);
    assert.match(String(errors), /It is down/);
    isDown = false;
    asked = 0;
    await pass(hour);
    assert.deepEqual([asked, teams.in('user:dora').length], [0, 1], 'it was given up');
  });

  it('show a recreated connection as up-to-date when the new one has had its first message', async () => {
    const { connections, cards, pass, startTransition, ids, firstMessage } = await setUp();
    await startTransition();
    await pass();
    await connections.updateUrl(tenantId, ids[1] ?? '');
    const recreated = await connections.recreate(tenantId, ids[0] ?? '');
    await pass(hour);
    assert.match(cards()[0]?.summary ?? '', /^Waiting/);
    await firstMessage(ids[1]);
    await firstMessage(recreated.id, 1);
    await pass(hour);
    assert.equal(cards()[0]?.summary, 'URL is up-to-date: 2 connectors');
  });

  for (const cut of ['before it is written down', 'after it was written down'] as const)
    it(`post once and remind once when the service is cut off while a card goes to the outbox, ${cut}`, async () => {
      const { clock, state, outbox, errors, cards, pass, startTransition, restart } = await setUp();
      const cutOff: Outbox = async arrival => {
        if (cut === 'after it was written down') await outbox(arrival);
        throw new Error('cut off');
      };
      await startTransition();
      const days: number[] = [];
      for (const at of [0, 15, 23, 29, 30]) {
        clock.now = begin + at * day;
        state.outbox = cutOff;
        await pass();
        assert.ok(errors.length > 0, `day ${at}`);
        errors.length = 0;
        state.outbox = outbox;
        await restart();
        await pass(hour);
        await pass(hour);
        days.push(cards().length);
      }
      assert.deepEqual(days, [1, 1, 1, 2, 3]);
      assert.deepEqual(
        cards().map(({ buttons }) => buttons.length),
        [0, 0, 3],
      );
    });
});
