import { setImmediate } from 'node:timers/promises';
import { DeliveryError, replayDelivery } from '../delivery/deliveries.ts';
import { mustBeEnabled } from './access.ts';
import { readActivity, readDeliveries } from './activity-rows.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import type { Replayed } from './contract.ts';
import { deadLettersAfter } from './dead-letters.ts';
import type { Handler } from './http/resource.ts';

type DeliveryRow = Awaited<ReturnType<typeof readDeliveries>>[number];

/** `POST /api/connections/:id/activities/:activityId/replay` */
export function replayActivity(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const { tenantId, channelId } = channel;
    const activity = await readActivity(context.store, tenantId, row.id, part('activityId'));
    if (!activity) throw new ApiError('not-found');
    mustBeEnabled(channel);
    const chosen = chooseReplayed(await readDeliveries(context.store, tenantId, activity.id));
    if (chosen.length === 0) throw new ApiError('nothing-to-replay');
    for (const { id } of chosen) await replayDelivery(context.store, tenantId, id, context.now());
    await context.wake(tenantId, [channelId]);
    return { body: { replayed: chosen.length } satisfies Replayed };
  };
}

/** `POST /api/connections/:id/replay-failed` */
export function replayFailed(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const { tenantId, channelId } = channel;
    mustBeEnabled(channel);
    let replayed = 0;
    for (let after = 0; ; ) {
      const ids = await deadLettersAfter(context.store, tenantId, row.id, { after, limit: 100 });
      for (const id of ids) {
        if (await replayUnlessTaken(context, tenantId, id)) replayed += 1;
        // Each is a commit of its own: others get their turn between.
        await setImmediate();
      }
      after = ids.at(-1) ?? after;
      if (ids.length === 0) break;
    }
    if (replayed > 0) await context.wake(tenantId, [channelId]);
    return { body: { replayed } satisfies Replayed };
  };
}

/** False for what somebody else has replayed meanwhile. */
async function replayUnlessTaken({ store, now }: ApiContext, tenantId: string, id: number): Promise<boolean> {
  try {
    await replayDelivery(store, tenantId, id, now());
    return true;
  } catch (error) {
    if (error instanceof DeliveryError) return false;
    throw error;
  }
}

/**
 * What failed, if something did; nothing while something still waits. Else what was posted, each notification once:
 * one that was replayed before stands there twice.
 */
function chooseReplayed(deliveries: readonly DeliveryRow[]): readonly DeliveryRow[] {
  const failed = deliveries.filter(one => one.state === 'dead letter' || one.state === 'cancelled');
  if (failed.length > 0) return failed;
  if (deliveries.some(one => one.finished_at === null)) return [];
  return [...Map.groupBy(deliveries, one => one.notification).values()].flatMap(same => same.slice(0, 1));
}
