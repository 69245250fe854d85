import type { Notification } from '../notification/notification.ts';
import type { Store } from '../store/store.ts';
import { nextOfChannel, type Queued, type Round } from './channel-queue.ts';
import type { Destination, Failed, Post, PostResult } from './destination.ts';
import type { Entry } from './journal.ts';
import { standingPost } from './standing-post.ts';
import type { TenantHealth } from './tenant-health.ts';
import { type Situation, verdictOn } from './verdict.ts';
import { probePause } from './waits.ts';

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

/** What a worker has of the dispatcher. */
export interface Dispatched extends ChannelWorkerOptions {
  health: TenantHealth;
  /** Something was posted where nothing was before. */
  onWorksAgain: (tenantId: string) => Promise<void>;
}

export interface Attempt {
  outcome: Outcome['kind'];
  deliveryId: number;
  channelId: string;
  connectionId: string | null;
  /** From the request, or the last replay, to now. */
  milliseconds: number;
  error?: string;
}

/** What is older is no news any more; people find it among the dead letters and may replay it. */
export const oldest = 24 * 60 * 60 * 1000;

/** What a worker knows of its channel, as it goes along. */
interface Progress extends Pick<Round, 'failures' | 'postedAt' | 'connections'> {
  /** What has failed with nothing posted since; undefined if the last one was posted. */
  lastFailed: { delivery: Queued; judged: boolean } | undefined;
}

/** Teams' limits for a channel begin with 7 posts in a second and 8 in two. */
const busyFor = 2_000;

/**
 * Posts what waits for one channel, one at a time, until nothing can be sent now or `stopped` says so.
 * A mark is written before each attempt, so that after a crash it is known which outcome is unknown.
 */
export async function workChannel(options: Dispatched, channelId: string, stopped: () => boolean): Promise<void> {
  const progress: Progress = { failures: 0, postedAt: 0, connections: 0, lastFailed: undefined };
  while (!stopped()) {
    const { deliveries, ...round } = await nextOfChannel(options.store, channelId, options.now());
    if (deliveries.length === 0) return;
    Object.assign(progress, round);
    const held = new Set<string | null>();
    for (const delivery of deliveries) {
      if (stopped()) return;
      if (held.has(delivery.connectionId)) continue;
      const entry = await attempt(options, delivery, progress);
      if (entry === undefined || entry.kind === 'dead letter') continue;
      if (entry.kind === 'posted') {
        await blame(options, progress.lastFailed, delivery, entry.at);
        Object.assign(progress, { postedAt: entry.at, failures: 0, lastFailed: undefined });
        if (options.health.worked(delivery.tenantId, entry.at)) await options.onWorksAgain(delivery.tenantId);
        continue;
      }
      if (entry.kind === 'try again') {
        if (entry.untilWorks) options.health.failed(delivery.tenantId);
        if (entry.hold === 'channel') return;
        progress.lastFailed = { delivery, judged: entry.judged };
      }
      held.add(delivery.connectionId);
    }
  }
}

/** The one before was refused as if the channel were at its limit, and this one was posted right after it. */
async function blame(options: Dispatched, last: Progress['lastFailed'], posted: Queued, at: number): Promise<void> {
  if (!last || last.judged || last.delivery.connectionId === posted.connectionId) return;
  const { id, tenantId, channelId } = last.delivery;
  await options.journal({ kind: 'failed alone', id, tenantId, channelId, at });
}

/** One attempt; undefined if the delivery was cancelled in between. */
async function attempt(options: Dispatched, delivery: Queued, progress: Progress): Promise<Outcome | undefined> {
  const { id, tenantId, channelId, insteadOf } = delivery;
  if (!(await options.journal({ kind: 'sending', id, tenantId, channelId }))) return undefined;
  const entry = await post(options, delivery, progress);
  const givenUp = entry.kind === 'posted' && insteadOf ? givenUpFor(delivery, insteadOf, entry.at) : undefined;
  // In one turn, and so in one transaction: what was overtaken is never posted after it.
  await Promise.all([options.journal(entry), givenUp && options.journal(givenUp)]);
  tell(options, delivery, entry);
  return entry;
}

function tell(options: Dispatched, { id, channelId, connectionId, queuedAt }: Queued, entry: Outcome): void {
  options.onAttempt({
    outcome: entry.kind,
    deliveryId: id,
    channelId,
    connectionId,
    milliseconds: options.now() - queuedAt,
    ...('error' in entry && { error: entry.error }),
  });
}

type Outcome = Exclude<Entry, { kind: 'sending' | 'failed alone' }>;

async function post(options: Dispatched, delivery: Queued, progress: Progress): Promise<Outcome> {
  const { id, tenantId, channelId, head } = delivery;
  const about = { id, tenantId, channelId };
  if (options.now() - delivery.queuedAt >= oldest)
    return { ...about, kind: 'dead letter', at: options.now(), error: tooOld(delivery.error) };
  // Written by our own outbox: no need to check its shape again.
  const notification: Notification = JSON.parse(delivery.notification);
  const result = await postOrUpdate(options, delivery.postKey, { tenantId, channelId, head, notification });
  const at = options.now();
  if (!result.posted) return failed(delivery, result, at, situationOf(options, delivery, progress));
  const { conversationId, activityId } = result;
  const wakes = delivery.probes === null ? null : delivery.connectionId;
  return { ...about, kind: 'posted', at, conversationId, activityId, wakes };
}

/** What stood there before may be gone from the channel: somebody deleted it. It is then posted anew. */
async function postOrUpdate(
  { store, destination }: Dispatched,
  postKey: string | null,
  post: Post,
): Promise<PostResult> {
  const updates = postKey === null ? undefined : await standingPost(store, { ...post, postKey });
  if (!updates) return destination.post(post);
  const result = await destination.post({ ...post, updates });
  return !result.posted && result.status === 404 ? destination.post(post) : result;
}

function situationOf({ health, now, random }: Dispatched, delivery: Queued, progress: Progress): Situation {
  const { judgedAt, tenantId, connectionId } = delivery;
  const { postedAt, lastFailed } = progress;
  const at = now();
  const tenantWorks = judgedAt !== null && health.workedSince(tenantId, judgedAt, at);
  const channelWorks = judgedAt !== null && postedAt > judgedAt && postedAt <= at;
  // Where another has just failed too that does not always do so, it is not alone with that.
  const other = lastFailed?.delivery;
  const another = other !== undefined && other.connectionId !== connectionId && other.failedAlone === 0;
  return {
    attempts: delivery.attempts + 1,
    // Longer only once each connection has failed: any of them may be the one that is at fault.
    channelFailures: Math.floor(progress.failures / Math.max(1, progress.connections)) + 1,
    seemsAlone: !another && (channelWorks || (progress.connections === 1 && tenantWorks)),
    channelIsBusy: postedAt <= at && at - postedAt < busyFor,
    failedAlone: delivery.failedAlone,
    tenantWorks,
    // What the app itself has to say has nobody who would wait for another look.
    secondLook: delivery.secondLook || delivery.probes !== null || connectionId === null,
    random: random(),
  };
}

function failed(delivery: Queued, result: Failed, at: number, situation: Situation): Outcome {
  const { id, tenantId, channelId, connectionId, probes } = delivery;
  const about = { id, tenantId, channelId, at, error: result.error };
  const verdict = verdictOn(result, situation);
  switch (verdict.next) {
    case 'dead letter':
      return { ...about, kind: 'dead letter', error: verdict.alone ? failedAlone(result.error) : result.error };
    case 'suspend':
      return connectionId === null
        ? { ...about, kind: 'dead letter' }
        : { ...about, kind: 'suspended', connectionId, probeAt: at + probePause(probes === null ? 0 : probes + 1) };
    case 'try again':
      return { ...about, ...verdict, kind: 'try again', connectionId, until: at + verdict.after };
  }
}

function givenUpFor(
  { tenantId, channelId }: Queued,
  { id, error }: NonNullable<Queued['insteadOf']>,
  at: number,
): Entry {
  return { id, tenantId, channelId, kind: 'dead letter', at, error: failedAlone(error) };
}

const lastError = (error: string | null) => (error === null ? '' : ` The last error was: ${error}`);
const tooOld = (error: string | null) => `Not posted within a day.${lastError(error)}`;
const failedAlone = (error: string | null) =>
  `Given up: Teams took other messages meanwhile, but not this one.${lastError(error)}`;
