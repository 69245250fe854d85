import assert from 'node:assert/strict';
import fc from 'fast-check';
import { migrate } from '../store/migrations.ts';
import { openSqlite } from '../store/sqlite.ts';
import { channelDeleted, channelSeen, teamArrived, teamLeft, teamSeen } from './team-store.ts';

const team = { id: '19:t@thread.tacv2', tenantId: 't', serviceUrl: 'https://s', groupId: 'g', name: 'Team' };
const channel = { id: '19:c@thread.tacv2', tenantId: 't', teamId: team.id, name: 'C', membershipType: undefined };

/** Each story is told in order; then with events told twice, and the whole told again. The end must be the same. */
const told = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 8 }).chain(times => {
  const sorted = times.toSorted((a, b) => a - b);
  return fc.record({
    events: fc.tuple(...sorted.map(at => fc.record({ at: fc.constant(at), here: fc.boolean() }))),
    twice: fc.array(fc.nat(sorted.length - 1), { maxLength: 8 }),
  });
});

describe('teams and channels in the store', () => {
  it('end as the last event says, also where events are told again later', async () => {
    await fc.assert(
      fc.asyncProperty(told, async ({ events, twice }) => {
        const store = openSqlite(':memory:');
        await migrate(store);
        const tell = async ({ at, here }: { at: number; here: boolean }) => {
          await (here ? teamArrived(store, team, at) : teamLeft(store, team, at));
          await (here ? channelSeen(store, channel, at) : channelDeleted(store, channel, at));
        };
        for (const event of events) await tell(event);
        const isHere = events.at(-1)?.here ?? false;
        const { removed_at } = await store.selectFrom('team').select('removed_at').executeTakeFirstOrThrow();
        assert.equal(removed_at === null, isHere);
        const { deleted_at } = await store.selectFrom('channel').select('deleted_at').executeTakeFirstOrThrow();
        assert.equal(deleted_at === null, isHere);

        // Late arrivals of what is known already. The channel has no time of its restoring, so only its deletion is held.
        const late = twice.flatMap(index => events[index] ?? []);
        for (const { at, here } of late) await (here ? teamArrived(store, team, at) : teamLeft(store, team, at));
        const after = await store.selectFrom('team').select('removed_at').executeTakeFirstOrThrow();
        assert.equal(after.removed_at === null, isHere);
        if (!isHere) {
          for (const { at, here } of late) if (here) await channelSeen(store, channel, at);
          const { deleted_at } = await store.selectFrom('channel').select('deleted_at').executeTakeFirstOrThrow();
          assert.notEqual(deleted_at, null);
        }
        await store.destroy();
      }),
      { numRuns: 60 },
    );
  });

  it('keep what an event leaves out', async () => {
    const store = openSqlite(':memory:');
    await migrate(store);
    await teamArrived(store, team, 1);
    await teamSeen(store, { ...team, groupId: undefined, name: undefined, serviceUrl: 'https://moved' }, 2);
    const row = await store.selectFrom('team').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([row.group_id, row.name, row.service_url], ['g', 'Team', 'https://moved']);
    await channelSeen(store, { ...channel, membershipType: 'shared' }, 1);
    await channelSeen(store, { ...channel, name: undefined }, 2);
    const { name, membership_type } = await store.selectFrom('channel').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([name, membership_type], ['C', 'shared']);
    await store.destroy();
  });

  it('take a channel whose kind nobody has told for one with members of its own, but for General', async () => {
    const store = openSqlite(':memory:');
    await migrate(store);
    await channelSeen(store, channel, 1);
    await channelSeen(store, { ...channel, id: team.id }, 1);
    const kinds = await store.selectFrom('channel').select(['id', 'membership_type']).orderBy('id').execute();
    assert.deepEqual(
      kinds.map(row => row.membership_type),
      ['private', 'standard'],
    );
    await store.destroy();
  });
});
