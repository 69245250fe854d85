import type { Store } from '../store/store.ts';
import { type ActivityLimits, createActivityBudget } from './activity-budget.ts';
import { wakeChannels } from './channel-queue.ts';
import type { Attempt } from './channel-worker.ts';
import type { Destination } from './destination.ts';
import { createDispatcher } from './dispatcher.ts';
import { createJournal, type Reachability } from './journal.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { tidy } from './tidy.ts';

export interface DeliveryOptions {
  store: Store;
  destination: Destination;
  reachability: Reachability;
  /** How much of what comes in is kept. */
  activityLimits: ActivityLimits;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  onAttempt: (attempt: Attempt) => void;
  onError: (error: unknown) => void;
}

/** From the outbox to the channels. */
export interface Delivery {
  outbox: Outbox;
  /** Lets channels be looked at again, since something other than a new delivery has changed. */
  wake(tenantId: string, channelIds: string[]): Promise<void>;
  /** Begins to send, also what an earlier run left. */
  start(): void;
  /** Begins no new attempt; resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** How often what other processes changed, and what waited for its time, is looked for; in milliseconds. */
const sweepEvery = 500;
const tidyEvery = 60_000;
const sizesEvery = 10_000;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, now, onError } = options;
  const dispatcher = createDispatcher({ ...options, journal: createJournal(store, options.reachability) });
  const budget = createActivityBudget(store, options.activityLimits);
  const timers: NodeJS.Timeout[] = [];
  /** What is done again and again, as far as it is under way. */
  const underWay = new Set<Promise<void>>();
  let started = false;

  /** Never two at a time, and none before the start. */
  function repeat(every: number, work: () => Promise<void>): void {
    let busy = false;
    const run = async () => {
      if (busy) return;
      busy = true;
      const ended = work().catch(onError);
      underWay.add(ended);
      await ended;
      underWay.delete(ended);
      busy = false;
    };
    timers.push(setInterval(run, every));
    void run();
  }

  return {
    outbox: createOutbox({ store, budget, onQueued: channelIds => started && dispatcher.wake(channelIds) }),
    async wake(tenantId, channelIds) {
      await wakeChannels(store, tenantId, channelIds);
      if (started) dispatcher.wake(channelIds);
    },
    start() {
      started = true;
      repeat(sweepEvery, () => dispatcher.sweep());
      repeat(tidyEvery, () => tidy(store, now()));
      repeat(sizesEvery, () => budget.flush());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await dispatcher.stop();
      await Promise.all(underWay);
      if (started) await budget.flush();
    },
  };
}
