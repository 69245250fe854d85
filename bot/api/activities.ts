import { z } from 'zod';
import type { Notification } from '../notification/notification.ts';
import {
  outcomeWith,
  readActivities,
  readActivity,
  readActivityIds,
  readDeliveries,
  readDeliverySummaries,
} from './activity-rows.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { activitiesQuery } from './contract/requests.ts';
import type { ActivityDetail, ActivityOutcome, ActivityPage, ActivitySummary, DeliveryView } from './contract.ts';
import { readCursor, writeCursor } from './http/cursor.ts';
import type { Handler } from './http/resource.ts';
import { drawCards, type Head } from './preview.ts';

type ActivityRow = Awaited<ReturnType<typeof readActivities>>[number];
type DeliveryRow = Awaited<ReturnType<typeof readDeliveries>>[number];

const cursorShape = z.tuple([z.string().max(50)]);

/** `GET /api/connections/:id/activities` */
export function activityPage(context: ApiContext): Handler {
  return async ({ user, texts, part, query }) => {
    const { channel, row } = await context.access.seeConnection(user, part('id'));
    const { tenantId } = channel;
    const { cursor, limit, outcome } = query(activitiesQuery);
    const [before] = readCursor(cursorShape, cursor, texts) ?? [];
    const about = { tenantId, connectionId: row.id, before, limit, outcome };
    const { ids, next } = await readActivityIds(context.store, about);
    const outcomes = new Map(ids.map(one => [one.id, one.outcome]));
    const wanted = [...outcomes.keys()];
    const activities = await readActivities(context.store, tenantId, row.id, wanted);
    const summaries = await readDeliverySummaries(context.store, tenantId, wanted);
    const deliveries = Map.groupBy(summaries, delivery => delivery.activity_id);
    const body: ActivityPage = {
      activities: activities.map(one => toSummary(one, outcomes.get(one.id) ?? 'posted', deliveries.get(one.id) ?? [])),
      next: next === null ? null : writeCursor([next]),
    };
    return { body };
  };
}

/** `GET /api/connections/:id/activities/:activityId` */
export function activityDetail(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.seeConnection(user, part('id'));
    const { tenantId } = channel;
    const activity = await readActivity(context.store, tenantId, row.id, part('activityId'));
    if (!activity) throw new ApiError('not-found');
    const deliveries = await readDeliveries(context.store, tenantId, activity.id);
    const head = { name: row.name, pictureUrl: row.picture_url };
    const language = channel.language ?? context.language;
    const body: ActivityDetail = {
      ...toSummary(activity, outcomeWith(activity, deliveries), deliveries),
      contentType: activity.content_type,
      body: activity.body,
      bodyLeftOut: activity.body_left_out === 1,
      deliveries: deliveries.map(delivery => toDelivery(delivery, head, language)),
    };
    return { body };
  };
}

function toSummary(
  row: ActivityRow,
  outcome: ActivityOutcome,
  deliveries: readonly Pick<DeliveryRow, 'summary' | 'error'>[],
): ActivitySummary {
  return {
    id: row.id,
    at: row.at,
    outcome,
    reason: row.reason ?? deliveries.find(({ error }) => error !== null)?.error ?? null,
    summary: deliveries[0]?.summary ?? null,
    address: row.address,
    userAgent: row.user_agent,
    size: row.size,
    status: row.status,
  };
}

function toDelivery(row: DeliveryRow, head: Head, language: ApiContext['language']): DeliveryView {
  // Written by our own outbox: no need to check its shape again.
  const notification: Notification = JSON.parse(row.notification);
  return {
    id: row.id,
    state: row.state,
    attempts: row.attempts,
    possibleDuplicates: row.possible_duplicates,
    error: row.error,
    queuedAt: row.queued_at,
    finishedAt: row.finished_at,
    cards: drawCards(notification, head, language),
  };
}
