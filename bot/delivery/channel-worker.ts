import type { Notification } from '../notification/notification.ts';
import type { Store } from '../store/store.ts';
import { nextOfChannel, type Queued } from './channel-queue.ts';
import type { Destination, Failed, Post, PostResult } from './destination.ts';
import type { Entry } from './journal.ts';
import { standingPost } from './standing-post.ts';
import { verdictOn } from './verdict.ts';

export interface ChannelWorkerOptions {
  store: Store;
  destination: Destination;
  journal: (entry: Entry) => Promise<boolean>;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  /** Told of each attempt, for the log and the metrics. */
  onAttempt: (attempt: Attempt) => void;
}

export interface Attempt {
  outcome: Exclude<Entry['kind'], 'sending'>;
  deliveryId: number;
  channelId: string;
  connectionId: string | null;
  /** From the request, or the last replay, to now. */
  milliseconds: number;
  error?: string;
}

/** What is older is no news any more; people find it among the dead letters and may replay it. */
export const oldest = 24 * 60 * 60 * 1000;

/**
 * Posts what waits for one channel, one at a time, until nothing can be sent now or `stopped` says so.
 * A mark is written before each attempt, so that after a crash it is known which outcome is unknown.
 */
export async function workChannel(
  options: ChannelWorkerOptions,
  channelId: string,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const round = await nextOfChannel(options.store, channelId, options.now());
    if (round.length === 0) return;
    const held = new Set<string | null>();
    for (const delivery of round) {
      if (stopped()) return;
      if (held.has(delivery.connectionId)) continue;
      const entry = await attempt(options, delivery);
      if (entry === undefined || entry.kind === 'posted' || entry.kind === 'dead letter') continue;
      if (entry.kind === 'try again' && entry.hold === 'channel') return;
      held.add(delivery.connectionId);
    }
  }
}

/** One attempt; undefined if the delivery was cancelled in between. */
async function attempt(options: ChannelWorkerOptions, delivery: Queued): Promise<Entry | undefined> {
  const { id, tenantId, channelId } = delivery;
  if (!(await options.journal({ kind: 'sending', id, tenantId, channelId }))) return undefined;
  const entry = await post(options, delivery);
  await options.journal(entry);
  options.onAttempt({
    outcome: entry.kind,
    deliveryId: id,
    channelId,
    connectionId: delivery.connectionId,
    milliseconds: options.now() - delivery.queuedAt,
    ...('error' in entry && { error: entry.error }),
  });
  return entry;
}

type Outcome = Exclude<Entry, { kind: 'sending' }>;

async function post(options: ChannelWorkerOptions, delivery: Queued): Promise<Outcome> {
  const { id, tenantId, channelId, head } = delivery;
  const about = { id, tenantId, channelId };
  if (options.now() - delivery.queuedAt >= oldest)
    return { ...about, kind: 'dead letter', at: options.now(), error: tooOld(delivery.error) };
  // Written by our own outbox: no need to check its shape again.
  const notification: Notification = JSON.parse(delivery.notification);
  const result = await postOrUpdate(options, delivery.postKey, { tenantId, channelId, head, notification });
  const at = options.now();
  if (result.posted)
    return { ...about, kind: 'posted', at, conversationId: result.conversationId, activityId: result.activityId };
  return failed(options, delivery, result, at);
}

/** What stood there before may be gone from the channel: somebody deleted it. It is then posted anew. */
async function postOrUpdate(
  { store, destination }: ChannelWorkerOptions,
  postKey: string | null,
  post: Post,
): Promise<PostResult> {
  const updates = postKey === null ? undefined : await standingPost(store, { ...post, postKey });
  if (!updates) return destination.post(post);
  const result = await destination.post({ ...post, updates });
  return !result.posted && result.status === 404 ? destination.post(post) : result;
}

function failed(options: ChannelWorkerOptions, delivery: Queued, result: Failed, at: number): Outcome {
  const { id, tenantId, channelId, connectionId } = delivery;
  const about = { id, tenantId, channelId, error: result.error };
  const verdict = verdictOn(result, delivery.attempts + 1, options.random());
  switch (verdict.next) {
    case 'dead letter':
      return { ...about, kind: 'dead letter', at };
    case 'suspend':
      // What the app itself had to say has nobody who would wait for it.
      return connectionId === null
        ? { ...about, kind: 'dead letter', at }
        : { ...about, kind: 'suspended', at, connectionId };
    case 'try again':
      return { ...about, ...verdict, kind: 'try again', at: at + verdict.after };
  }
}

const tooOld = (error: string | null) =>
  `Not posted within a day.${error === null ? '' : ` The last error was: ${error}`}`;
