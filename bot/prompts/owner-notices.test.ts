import assert from 'node:assert/strict';
import { listPeople, recordTeams } from '../../test/support/recorded-teams.ts';
import { groupId, teamId, tenantId, testStore } from '../../test/support/store.ts';
import { createConnections } from '../connections/connections.ts';
import { reachability, suspendConnections, type Where, wakeConnections } from '../connections/reachability.ts';
import { parseRootKeys } from '../connections/root-keys.ts';
import { createDispatcher } from '../delivery/dispatcher.ts';
import { createJournal } from '../delivery/journal.ts';
import { createOutbox, type Outbox } from '../delivery/outbox.ts';
import type { Notification } from '../notification/notification.ts';
import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import type { SuspensionCause } from '../store/schema.ts';
import { createTeamsDestination } from '../teams/destination.ts';
import type { Directory } from './directory.ts';
import { createPrompts } from './prompts.ts';

const hour = 3_600_000;
const day = 24 * hour;
const builds = '19:builds@thread.tacv2';
const secret = '19:secret@thread.tacv2';
const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);

/** A team with two standard channels and a private one, with connections, a Teams that records, a clock in hand. */
async function setUp() {
  const clock = { now: Date.UTC(2026, 8, 1, 9) };
  const now = () => clock.now;
  const store = await testStore([teamId, builds, secret]);
  await store.updateTable('channel').set({ membership_type: 'private' }).where('id', '=', secret).execute();
  const teams = recordTeams(now);
  const people = listPeople();
  people.owners.set(groupId, [
    { id: 'ada', name: 'Ada' },
    { id: 'ben', name: 'Ben' },
  ]);
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const log = { info: () => {}, warn: () => {}, error: onError };
  const dispatcher = createDispatcher({
    store,
    destination: createTeamsDestination({ store, botConnector: teams.botConnector, language: 'en', log }),
    journal: createJournal(store, reachability),
    now,
    random: () => 0,
    onAttempt: () => {},
    onError,
  });
  const outbox = createOutbox({ store, onQueued: dispatcher.wake });
  const state: { outbox: Outbox; owners: Directory['owners'] } = {
    outbox,
    owners: async channel =>
      channel.membershipType === 'private' ? [{ id: 'cleo', name: null }] : people.directory.owners(channel),
  };
  const prompts = createPrompts({
    store,
    directory: { ...people.directory, owners: channel => state.owners(channel) },
    outbox: arrival => state.outbox(arrival),
    language: 'en',
    now,
    onError,
  });
  const connections = createConnections({ store, keys, publicUrl: 'http://localhost', now });
  const add = (channelId: string, name: string) =>
    connections.add(tenantId, { channelId, name, connector: 'incoming-webhook', createdBy: 'dan' });
  const message: Notification = { contents: [{ kind: 'message', text: 'x', sections: [], actions: [] }], summary: 'x' };
  return {
    clock,
    store,
    teams,
    state,
    outbox,
    errors,
    add,
    /** Moves the clock on, and lets prompts and delivery do what is due. */
    pass: async (time = 0) => {
      clock.now += time;
      for (let again = 0; again < 2; again += 1) {
        await prompts.round();
        await dispatcher.sweep();
        await dispatcher.idle();
      }
    },
    /** Something comes in for a connection and is posted. */
    send: async ({ id, channelId }: { id: string; channelId: string }) => {
      await outbox({ tenantId, connectionId: id, channelId, at: clock.now, notifications: [message] });
      await dispatcher.idle();
    },
    suspend: (where: Where, cause: SuspensionCause) =>
      suspendConnections(store, tenantId, where, { at: clock.now, cause, reason: 'for people' }),
    wake: (where: Where) => wakeConnections(store, tenantId, where),
    chat: (person: string) => teams.in(`user:${person}`),
    setLanguage: (language: 'en' | 'fr') =>
      store
        .insertInto('group_config')
        .values({ tenant_id: tenantId, group_id: groupId, connectors_enabled: null, language })
        .execute(),
    addFeed: async (told: 'gone' | 'failing' | null, lastSuccessAt: number | null) => {
      const { id } = await add(builds, 'News');
      await store
        .insertInto('feed')
        .values({
          connection_id: id,
          tenant_id: tenantId,
          url: 'https://blog.example/?key=secret',
          host: 'blog.example',
          connection_version: 1,
          moved_to: null,
          title: null,
          ttl_minutes: null,
          etag: null,
          last_modified: null,
          body_hash: null,
          next_poll_at: null,
          last_success_at: lastSuccessAt,
          failing_since: clock.now - day,
          last_error: null,
          told,
        })
        .execute();
      return id;
    },
  };
}

const away = () => Promise.reject(new DirectoryUnavailableError('unavailable', 'Graph does not answer.'));

describe('owners of a channel that cannot be posted to', () => {
  it('get one message each when Teams refuses a post, with the connection, the reason and what to do', async () => {
    const { teams, add, send, pass, chat, errors } = await setUp();
    const connection = await add(builds, 'Build server');
    teams.closed.add(builds);
    await send(connection);
    for (let rounds = 0; rounds < 3; rounds += 1) await pass(hour);
    for (const owner of ['ada', 'ben']) {
      const [card, ...more] = chat(owner);
      assert.deepEqual([more, card?.updates], [[], []]);
      assert.ok(card?.texts.includes('Build server'));
      assert.ok(card?.texts.some(text => text.startsWith('Its answer: Teams answered 403')));
      assert.ok(card?.texts.some(text => text.startsWith('What to do:')));
    }
    assert.deepEqual(errors, []);
  });

  it('see a connection that is refused later on the message that stands', async () => {
    const { teams, add, send, pass, chat } = await setUp();
    const [one, other] = [await add(builds, 'Build server'), await add(builds, 'Alerts')];
    teams.closed.add(builds);
    await send(one);
    // The second look.
    await pass(10_000);
    await send(other);
    await pass(hour);
    await pass(hour);
    assert.deepEqual(
      chat('ada').map(({ updates, texts }) => [updates.length, texts.includes('Alerts and Build server')]),
      [[1, true]],
    );
  });

  it('get one message for all channels when the app leaves the team; those of a private channel their own', async () => {
    const { add, pass, suspend, chat } = await setUp();
    for (const channelId of [teamId, builds, secret]) await add(channelId, `In ${channelId}`);
    await suspend({ teamId }, 'app removed');
    await pass();
    await pass(hour);
    const texts = chat('ada').map(card => card.texts.filter(text => text.startsWith('In ')));
    assert.deepEqual(texts, [[`In ${builds}`, `In ${teamId}`]]);
    assert.deepEqual(
      chat('cleo').map(card => card.texts.filter(text => text.startsWith('In '))),
      [[`In ${secret}`]],
    );
  });

  it('hear nothing when it goes on, and once more when it happens again', async () => {
    const { add, pass, suspend, wake, chat } = await setUp();
    await add(builds, 'Build server');
    await suspend({ channelId: builds }, 'channel left');
    await pass();
    await wake({ channelId: builds });
    await pass(hour);
    assert.deepEqual(
      chat('ada').map(({ updates }) => updates),
      [[]],
    );
    await suspend({ channelId: builds }, 'channel left');
    await pass(hour);
    assert.equal(chat('ada').length, 2);
  });

  it('hear nothing of what somebody did to the team or the channel itself', async () => {
    const { add, pass, suspend, teams } = await setUp();
    await add(teamId, 'One');
    await add(builds, 'Two');
    await suspend({ channelId: builds }, 'channel deleted');
    await suspend({ teamId }, 'team archived');
    await pass();
    assert.deepEqual(teams.cards, []);
  });

  it('read it in the language of the team', async () => {
    const { add, pass, suspend, chat, setLanguage } = await setUp();
    await setLanguage('fr');
    await add(builds, 'Build server');
    await suspend({ teamId }, 'app removed');
    await pass();
    assert.equal(chat('ada')[0]?.summary, 'Un connecteur ne peut pas joindre son canal');
  });

  it('get it as soon as the directory is back, and nothing if that takes a day', async () => {
    const { add, pass, suspend, state, chat } = await setUp();
    const { owners } = state;
    await add(builds, 'Build server');
    await add(secret, 'Secret');
    state.owners = channel => (channel.membershipType === 'private' ? away() : owners(channel));
    await suspend({ teamId }, 'app removed');
    await pass();
    assert.deepEqual([chat('ada').length, chat('cleo').length], [1, 0]);
    state.owners = owners;
    await pass(hour);
    assert.equal(chat('cleo').length, 1);

    await suspend({ teamId }, 'app removed');
    state.owners = away;
    const late = await add(teamId, 'Late');
    await suspend({ connectionId: late.id }, 'refused');
    for (let hours = 0; hours < 25; hours += 1) await pass(hour);
    state.owners = owners;
    await pass(hour);
    assert.equal(chat('ada').length, 1);
  });

  it('are stood in for by who added the connections where the app took its sight of the team with it', async () => {
    const { add, pass, suspend, state, chat } = await setUp();
    state.owners = () => Promise.reject(new DirectoryUnavailableError('consent-missing', 'Not granted.'));
    await add(builds, 'Build server');
    await suspend({ teamId }, 'app removed');
    await pass();
    assert.equal(chat('dan').length, 1);
  });

  for (const cut of ['before it is written down', 'after it was written down'] as const)
    it(`get it once where the service is cut off on the way to the outbox, ${cut}`, async () => {
      const { add, pass, suspend, state, outbox, chat, errors } = await setUp();
      await add(builds, 'Build server');
      await suspend({ teamId }, 'app removed');
      state.outbox = async arrival => {
        if (cut === 'after it was written down') await outbox(arrival);
        throw new Error('cut off');
      };
      await pass();
      assert.ok(errors.length > 0);
      state.outbox = outbox;
      await pass(hour);
      await pass(hour);
      assert.deepEqual([chat('ada').length, chat('ben').length], [1, 1]);
    });
});

describe('owners of a channel whose feed died', () => {
  for (const told of ['gone', 'failing'] as const)
    it(`get one message, without the address: ${told}`, async () => {
      const { addFeed, pass, chat } = await setUp();
      await addFeed(told, 1);
      await pass();
      await pass(hour);
      assert.equal(chat('ada').length, 1);
      assert.ok(!JSON.stringify(chat('ada')).includes('blog.example'));
    });

  it('hear nothing of one that could never be read, or can be read again', async () => {
    const { addFeed, pass, store, teams } = await setUp();
    await addFeed('failing', null);
    await addFeed(null, 1);
    await pass();
    assert.deepEqual(teams.cards, []);
    const id = await addFeed('gone', 1);
    await pass();
    await store.updateTable('feed').set({ told: null }).where('connection_id', '=', id).execute();
    await pass(hour);
    assert.deepEqual(
      teams.in('user:ada').map(({ updates }) => updates),
      [[]],
    );
  });
});
