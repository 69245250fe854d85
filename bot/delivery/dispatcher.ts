import { dueChannels } from './channel-queue.ts';
import { type ChannelWorkerOptions, workChannel } from './channel-worker.ts';
import { forgetWaits } from './forget-waits.ts';
import { createTenantHealth } from './tenant-health.ts';

export interface DispatcherOptions extends ChannelWorkerOptions {
  /** How many channels are posted to side by side. */
  channelsAtOnce?: number;
  /** For what goes wrong on our own side, such as a store that cannot write. */
  onError: (error: unknown) => void;
}

export interface Dispatcher {
  /** Has these channels looked at now. */
  wake(channelIds: string[]): void;
  /** Looks for channels that are due: after a wait, or because another process has changed something. */
  sweep(): Promise<void>;
  /** Resolves when nothing is being sent and nothing is ready to be. */
  idle(): Promise<void>;
  /** Begins no new attempt; resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** Gives each channel that has something to send a worker of its own, one at a time. */
export function createDispatcher({ channelsAtOnce = 64, onError, ...options }: DispatcherOptions): Dispatcher {
  const ready = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const health = createTenantHealth();
  let stopped = false;

  async function onWorksAgain(tenantId: string): Promise<void> {
    wake(await forgetWaits(options.store, tenantId));
  }

  function wake(channelIds: string[]): void {
    for (const channelId of channelIds) ready.add(channelId);
    pump();
  }

  function pump(): void {
    for (const channelId of ready) {
      if (stopped || running.size >= channelsAtOnce) return;
      // Somebody is at it: when that one has ended, it is looked at once more.
      if (running.has(channelId)) continue;
      ready.delete(channelId);
      running.set(channelId, work(channelId));
    }
  }

  async function work(channelId: string): Promise<void> {
    try {
      await workChannel({ ...options, health, onWorksAgain }, channelId, () => stopped);
    } catch (error) {
      // What was begun keeps its mark, and the next sweep comes back to the channel.
      onError(error);
    } finally {
      running.delete(channelId);
      pump();
    }
  }

  async function sweep(): Promise<void> {
    wake(await dueChannels(options.store, options.now()));
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.race(running.values());
  }

  async function stop(): Promise<void> {
    stopped = true;
    await Promise.all(running.values());
  }

  return { wake, sweep, idle, stop };
}
