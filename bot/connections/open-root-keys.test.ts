import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { temporaryDirectory } from '../../test/support/service.ts';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { createConnections } from './connections.ts';
import { knownRootKeys, openRootKeys } from './open-root-keys.ts';
import { keyFile, parseRootKeys, type RootKeys, RootKeysError } from './root-keys.ts';

const one = Buffer.alloc(32, 1).toString('base64url');
const two = Buffer.alloc(32, 2).toString('base64url');
const at = Date.UTC(2026, 10, 1);

describe('the root keys at a start', () => {
  let directory: string;
  let store: Store;
  beforeEach(async () => {
    directory = temporaryDirectory();
    store = await testStore();
  });
  afterEach(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  const open = (configured?: string, lost: number[] = []) =>
    openRootKeys({ store, configured, dataDirectory: directory, lost, now: () => at });
  const known = (configured?: string) => knownRootKeys({ store, configured, dataDirectory: directory, now: () => at });
  const connect = (keys: RootKeys) =>
    createConnections({ store, keys, publicUrl: 'https://a.example', now: () => at }).add(tenantId, {
      channelId: teamId,
      connector: 'incoming-webhook',
      name: 'One',
    });

  /** What a RootKeysError says. */
  async function complaint(opening: Promise<RootKeys>): Promise<string> {
    try {
      await opening;
    } catch (error) {
      assert.ok(error instanceof RootKeysError, String(error));
      return error.message;
    }
    return '';
  }

  it('are made once, for a store that has known none', async () => {
    const made = await open();
    assert.equal((await open()).fingerprint(1), made.fingerprint(1));
    assert.equal((await known()).fingerprint(1), made.fingerprint(1));
  });

  it('are missed where their file is gone, whether or not a URL was made', async () => {
    const made = await open();
    rmSync(keyFile(directory));
    assert.match(await complaint(open()), /^Root key 1 is missing in the file webhook-url-keys/);
    await connect(made);
    assert.match(
      await complaint(open()),
      /1 webhook URLs and 0 secret settings.*\n.*backup.*\n.*LOST_WEBHOOK_URL_KEYS=1/,
    );
    assert.match(await complaint(known()), /^Root key 1 is missing/);
  });

  it('are missed by a store that knew no fingerprints yet', async () => {
    await connect(parseRootKeys(`7:${one}`));
    assert.match(await complaint(open()), /^Root key 7 is missing/);
    assert.match(await complaint(open(`1:${one}`)), /^Root key 7 is missing in WEBHOOK_URL_KEYS/);
    assert.equal(await complaint(open(`7:${one}`)), '');
  });

  it('are missed where another key has the id', async () => {
    await connect(await open(`1:${one}`));
    const message = await complaint(open(`1:${two}`));
    assert.match(message, /^Root key 1 is another one than before in WEBHOOK_URL_KEYS/);
    assert.ok(!message.includes(two));
  });

  it('are made anew under the ids that were given up, and then known', async () => {
    await connect(await open());
    rmSync(keyFile(directory));
    const made = await open(undefined, [1]);
    assert.deepEqual(made.ids, [1]);
    assert.equal((await open()).fingerprint(1), made.fingerprint(1));
  });

  it('may go when nothing needs them any more', async () => {
    await connect(await open(`1:${one}`));
    await open(`2:${two},1:${one}`);
    assert.match(await complaint(open(`2:${two}`)), /^Root key 1 is missing/);
    await store.updateTable('webhook_url').set({ root_key: 2 }).execute();
    assert.equal((await open(`2:${two}`)).current, 2);
    // Its id is free again.
    assert.equal((await open(`2:${two},1:${two}`)).current, 2);
  });
});
