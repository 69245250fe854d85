import type { OldUrl as StoredOldUrl } from '../connections/old-urls.ts';
import { mask } from '../delivery/mask.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { detailAnswer } from './connections.ts';
import { leakReport } from './contract/requests.ts';
import type { OldUrl, WebhookUrlView } from './contract.ts';
import type { ApiAnswer, Handler } from './http/resource.ts';

/** So many of the URLs that a connection had are shown. */
const mostOldUrls = 20;

/** `GET /api/connections/:id/url`: only for those who may change it, since whoever has the URL can post. */
export function webhookUrl(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    return urlAnswer(context, channel.tenantId, row.id, row.version);
  };
}

/** `POST /api/connections/:id/update-url`: whoever presses at the same time as another gets the URL that the other made. */
export function updateUrl(context: ApiContext): Handler {
  return async ({ user, part, seenVersion }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const { version } = await context.connections.updateUrl(channel.tenantId, row.id, { version: seenVersion() });
    return urlAnswer(context, channel.tenantId, row.id, version);
  };
}

/** `POST /api/connections/:id/stop-old-url` */
export function stopOldUrl(context: ApiContext): Handler {
  return async ({ user, part }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const { version } = await context.connections.stopOldUrls(channel.tenantId, row.id);
    return urlAnswer(context, channel.tenantId, row.id, version);
  };
}

/** `POST /api/connections/:id/report-leak` */
export function reportLeak(context: ApiContext): Handler {
  return async ({ user, language, texts, part, body }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const { detail } = await body(leakReport);
    const report = { by: user.id, ...(detail !== '' && { detail: mask(detail) }) };
    await context.urlAttention.reportLeak(channel.tenantId, row.id, report);
    return detailAnswer(context, { channel, id: row.id }, { language, texts });
  };
}

/** `POST /api/connections/:id/recreate` */
export function recreateConnection(context: ApiContext): Handler {
  return async ({ user, language, texts, part, seenVersion }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const by = { version: seenVersion(), by: user.id };
    const { id } = await context.connections.recreate(channel.tenantId, row.id, by);
    return detailAnswer(context, { channel, id, status: 201 }, { language, texts });
  };
}

async function urlAnswer(
  { connections, now }: ApiContext,
  tenantId: string,
  id: string,
  version: number,
): Promise<ApiAnswer> {
  const state = await connections.urlState(tenantId, id);
  if (!state) throw new ApiError('no-webhook-url');
  const { short, webhookb2, workflows } = await connections.urls(tenantId, id);
  const oldUrls = (await connections.oldUrls(tenantId, id))
    // One that has ended, and that nobody calls, is nobody's concern.
    .filter(({ endsAt, refusedCalls }) => endsAt > now() || refusedCalls > 0)
    .slice(0, mostOldUrls)
    .map(toOldUrl);
  const body: WebhookUrlView = { url: short, webhookb2, workflows, state, oldUrls, version };
  return { body, version };
}

const toOldUrl = ({ connectionId: _, ...url }: StoredOldUrl): OldUrl => url;
