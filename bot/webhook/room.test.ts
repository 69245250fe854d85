import assert from 'node:assert/strict';
import { createRoom } from './room.ts';

describe('room for large bodies', () => {
  const taken = async (promise: Promise<(() => void) | undefined>) => {
    const giveBack = await promise;
    assert.ok(giveBack);
    return giveBack;
  };

  it('is given in the order in which it was asked for', async () => {
    const room = createRoom({ bytes: 100, patience: 60_000, mostWaiting: 10 });
    const first = await taken(room.take(80));
    const order: string[] = [];
    const large = room.take(50).then(giveBack => {
      order.push('large');
      return giveBack;
    });
    // There would be room for it, but it came later.
    const small = room.take(10).then(giveBack => {
      order.push('small');
      return giveBack;
    });
    first();
    for (const giveBack of await Promise.all([large, small])) giveBack?.();
    assert.deepEqual(order, ['large', 'small']);
    (await taken(room.take(100)))();
  });

  it('is given back once, however often that is said', async () => {
    const room = createRoom({ bytes: 100, patience: 0, mostWaiting: 10 });
    const first = await taken(room.take(60));
    const second = await taken(room.take(40));
    first();
    first();
    assert.equal(await room.take(61), undefined);
    second();
    (await taken(room.take(100)))();
  });

  it('is not waited for longer than the patience, nor by too many, and whoever has gone blocks nobody', async () => {
    const room = createRoom({ bytes: 100, patience: 0, mostWaiting: 1 });
    const all = await taken(room.take(100));
    const [late, tooMany] = await Promise.all([room.take(100), room.take(1)]);
    assert.deepEqual([late, tooMany], [undefined, undefined]);
    all();
    (await taken(room.take(100)))();
  });

  it('is as much as there is for what is larger than all of it', async () => {
    const room = createRoom({ bytes: 100, patience: 0, mostWaiting: 1 });
    const all = await taken(room.take(1_000));
    assert.equal(await room.take(1), undefined);
    all();
    (await taken(room.take(100)))();
  });
});
