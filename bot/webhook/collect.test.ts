import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCollector } from './collect.ts';
import { createRoom } from './room.ts';

const cap = 200_000;

describe('putting a body together', () => {
  it('gives all of its pieces, whatever they are, whether the size was known or not', async () => {
    const pieces = fc.array(
      fc.integer({ min: 0, max: 30_000 }).map(size => Buffer.alloc(size, size % 251)),
      {
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(pieces, fc.boolean(), async (given, isKnown) => {
        const whole = Buffer.concat(given);
        const room = createRoom({ bytes: cap, patience: 0, mostWaiting: 1 });
        const collector = createCollector(room, isKnown ? whole.length : undefined, cap);
        let refused: string | undefined;
        for (const piece of given) {
          const added = await collector.add(piece);
          if (added === true) continue;
          refused = added;
          break;
        }
        assert.equal(refused, whole.length > cap ? 'too large' : undefined);
        if (refused === undefined) assert.ok(collector.bytes().equals(whole));
        collector.release();
        // All of the room is there again.
        assert.notEqual(await room.take(cap), undefined);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused where there is no room, but not what is small', async () => {
    const room = createRoom({ bytes: 100_000, patience: 0, mostWaiting: 1 });
    await room.take(100_000);
    assert.equal(createCollector(room, 1_000, cap).add(Buffer.alloc(1_000)), true);
    assert.equal(await createCollector(room, 50_000, cap).add(Buffer.alloc(50_000)), 'no room');
  });

  it('gives back what it gets after it was given up', async () => {
    const room = createRoom({ bytes: 100_000, patience: 60_000, mostWaiting: 1 });
    const others = await room.take(100_000);
    const collector = createCollector(room, 50_000, cap);
    const adding = collector.add(Buffer.alloc(50_000));
    collector.release();
    others?.();
    await adding;
    assert.notEqual(await room.take(100_000), undefined);
  });
});
