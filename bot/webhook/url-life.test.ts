import assert from 'node:assert/strict';
import fc from 'fast-check';
import { testStore } from '../../test/support/store.ts';
import { day, live, replacedBy, statusOf, type UrlModel } from '../../test/support/url-model.ts';
import {
  compare,
  createReal,
  Happens,
  kinds,
  type Real,
  remove,
  type Step,
  update,
  use,
} from '../../test/support/url-steps.ts';
import type { Store } from '../store/store.ts';

/** What people can do in each state leads to URLs that are up to date. */
async function leaveEveryState(real: Real, model: UrlModel): Promise<void> {
  for (const one of live(model)) {
    if (one.removed) continue;
    const newest = replacedBy(model, one);
    if (newest && statusOf(model, newest) !== 'waiting-for-first-message') await remove(real, model, newest);
    if (['expired', 'attention-required'].includes(statusOf(model, one)) && !replacedBy(model, one))
      await update(real, model, one);
    const last = replacedBy(model, one) ?? one;
    await use(real, model, last, last.urls.length - 1);
  }
  await compare(real, model);
  for (const one of live(model)) assert.equal(statusOf(model, one), 'up-to-date');
}

describe('the life of a webhook URL', () => {
  it('is right whatever happens in whatever order, and leaves no state without a way out', async () => {
    // Each run knows only some of what can happen: rare things then meet each other more often.
    const happenings = fc.subarray([...kinds], { minLength: 2 }).chain(some => {
      const kind = fc.constantFrom<Step['kind'][]>('add', 'use current', ...some);
      const days = fc.constantFrom(0.5, 1, 3, 10, 31);
      const step = fc.record({ kind, of: fc.nat(3), url: fc.nat(3), days });
      return fc.commands([step.map(one => new Happens(one))], { maxCommands: 25, size: 'max' });
    });
    const store = await testStore();
    try {
      await fc.assert(
        fc.asyncProperty(happenings, async commands => {
          const model: UrlModel = { now: 1_000 * day, connections: [], transition: undefined, maxAge: undefined };
          await empty(store);
          const real = createReal(store, model);
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await leaveEveryState(real, model);
        }),
        { numRuns: 120 },
      );
    } finally {
      await store.destroy();
    }
  });
});

async function empty(store: Store): Promise<void> {
  for (const name of ['connection', 'webhook_url', 'url_attention', 'url_transition', 'organization_config'] as const)
    await store.deleteFrom(name).execute();
}
