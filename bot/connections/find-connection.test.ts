import assert from 'node:assert/strict';
import type { KyselyPlugin } from 'kysely';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { createConnections } from './connections.ts';
import { createConnectionFinder } from './find-connection.ts';
import { parseRootKeys } from './root-keys.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
const incoming = { channelId: teamId, connector: 'incoming-webhook', name: 'Builds' };

describe('finding the connection of a webhook URL', () => {
  let store: Store;
  /** How many rows each query answered. */
  let read: number[];
  let find: ReturnType<typeof createConnectionFinder>;

  beforeEach(async () => {
    store = await testStore();
    read = [];
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        read.push(result.rows.length);
        return result;
      },
    };
    find = createConnectionFinder(store.withPlugin(counting));
  });
  afterEach(() => store.destroy());

  /** A connection whose URL was updated so many times. */
  async function add(updates: number): Promise<string> {
    const connections = createConnections({ store, keys, publicUrl: '', now: () => 1_000_000 });
    const { id } = await connections.add(tenantId, incoming);
    for (let count = 0; count < updates; count += 1) await connections.updateUrl(tenantId, id);
    return id;
  }
  const urlOf = (connectionId: string, generation: number) => ({ connectionId, rootKey: 1, epoch: 0, generation });

  it('reads one row, however many URLs the connection has had', async () => {
    const id = await add(30);
    assert.equal((await find(urlOf(id, 31)))?.urlIsCurrent, true);
    assert.equal((await find(urlOf(id, 1)))?.urlIsCurrent, false);
    assert.deepEqual(read, [1, 1]);
  });

  it('finds all that is asked for in one turn with one query, each URL for itself', async () => {
    const [one, two] = [await add(2), await add(0)];
    const asked = [urlOf(one, 1), urlOf(two, 1), urlOf(one, 3), urlOf(one, 3), urlOf(one, 2)];
    const found = await Promise.all(asked.map(url => find(url)));
    assert.deepEqual(
      found.map(each => each && [each.id, each.generation, each.urlIsCurrent]),
      [
        [one, 1, false],
        [two, 1, true],
        [one, 3, true],
        [one, 3, true],
        [one, 2, false],
      ],
    );
    assert.deepEqual(read, [4]);
  });

  it('finds nothing for a URL that was never given', async () => {
    const id = await add(0);
    const never = [
      urlOf(id, 2),
      { ...urlOf(id, 1), epoch: 1 },
      { ...urlOf(id, 1), rootKey: 2 },
      urlOf('f'.repeat(24), 1),
    ];
    const found = await Promise.all([...never, urlOf(id, 1)].map(url => find(url)));
    assert.deepEqual(
      found.map(each => each?.id),
      [undefined, undefined, undefined, undefined, id],
    );
  });
});
