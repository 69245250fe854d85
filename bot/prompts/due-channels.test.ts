import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { tenantId, testStore } from '../../test/support/store.ts';
import { transitionStatus } from '../connections/transition-status.ts';
import type { Store } from '../store/store.ts';
import { channelsToLookAt, channelsWithoutPrompt, everyChannel } from './due-channels.ts';

const channels = 1_150;
const startedAt = 1_000;

/** Two connections in each of many channels, all of them with something open: more than one query reads. */
async function manyChannels(): Promise<Store> {
  const store = await testStore();
  await sql`
    with recursive number(i) as (select 0 union all select i + 1 from number where i < ${channels * 2 - 1})
    insert into connection (id, tenant_id, team_id, channel_id, connector, name, settings, created_at)
    select printf('%024x', i), ${tenantId}, 'team', 'channel ' || (i / 2), 'incoming-webhook', 'x', '{}', 0 from number
  `.execute(store);
  await sql`
    insert into webhook_url (connection_id, tenant_id, generation, root_key, epoch, created_at)
    select id, tenant_id, 1, 1, 0, 0 from connection
  `.execute(store);
  await sql`
    insert into url_attention (tenant_id, connection_id, generation, reason, deadline, started_at)
    select tenant_id, id, 1, 'transition', 9000, ${startedAt} from connection
  `.execute(store);
  return store;
}

describe('the channels that prompts look at', () => {
  it('are all found, each once, however many there are', async () => {
    const store = await manyChannels();
    const numberOf = (places: readonly { channelId: string }[]) => [
      places.length,
      new Set(places.map(({ channelId }) => channelId)).size,
    ];
    assert.deepEqual(numberOf(await everyChannel(store)), [channels, channels]);
    assert.deepEqual(numberOf(await channelsWithoutPrompt(store)), [channels, channels]);
    assert.deepEqual(numberOf(await channelsToLookAt(store, startedAt, startedAt)), [channels, channels]);
    assert.deepEqual(await channelsToLookAt(store, startedAt + 1, startedAt + 1), []);
    await store.updateTable('url_attention').set({ ended_at: 5_000 }).execute();
    assert.deepEqual(await everyChannel(store), []);
    assert.deepEqual(numberOf(await channelsToLookAt(store, 5_000, 5_000)), [channels, channels]);
  });

  it('are not looked for again where they have a prompt', async () => {
    const store = await manyChannels();
    await sql`
      insert into prompt (tenant_id, channel_id, created_at, deadline, stage, card, sent_to, shown)
      select distinct tenant_id, channel_id, 0, 9000, 'first', 1, '[]', 'x' from connection
    `.execute(store);
    assert.deepEqual(await channelsWithoutPrompt(store), []);
    assert.equal((await everyChannel(store)).length, channels);
  });

  it('are counted for the administrator in the same way', async () => {
    const store = await manyChannels();
    await store
      .insertInto('url_transition')
      .values({
        tenant_id: tenantId,
        epoch: 1,
        root_key: null,
        started_at: startedAt,
        started_by: null,
        deadline: 9_000,
        cancelled_at: null,
      })
      .execute();
    const { counts } = await transitionStatus({ store, now: () => 2_000 }, tenantId);
    assert.deepEqual(counts, { open: channels * 2, waiting: 0, done: 0, expired: 0 });
  });
});
