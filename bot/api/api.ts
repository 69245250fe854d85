import type { Server } from 'restify';
import { createAccess } from './access.ts';
import { activityDetail, activityPage } from './activities.ts';
import type { ApiContext, ApiOptions } from './api-options.ts';
import { channelView } from './channel.ts';
import { addConnection, changeConnection, connectionDetail, connectionPage, removeConnection } from './connections.ts';
import { createConnectorFinder } from './connector-finder.ts';
import { connectorDetail, connectorList, connectorPreview } from './connectors.ts';
import { type Handlers, mountNothing, mountResource } from './http/resource.ts';
import { createSampleLister } from './list-samples.ts';
import { replayActivity, replayFailed } from './replay.ts';
import { sendTestMessage } from './test-message.ts';
import { tryAgain } from './try-again.ts';
import { cancelUrlTransition, startUrlTransition, urlTransition } from './url-transition.ts';
import { recreateConnection, reportLeak, stopOldUrl, updateUrl, webhookUrl } from './webhook-url.ts';

/** Serves what the tab calls: everything that `contract.ts` lists. */
export function mountApi(server: Server, options: ApiOptions): void {
  const context: ApiContext = {
    ...options,
    access: createAccess(options),
    findConnector: createConnectorFinder(options.catalogue),
    listSamples: createSampleLister(),
  };
  const channel = '/api/channels/:channelId';
  const connection = '/api/connections/:id';
  const activity = `${connection}/activities/:activityId`;
  const resources: Record<string, Handlers> = {
    [channel]: { get: channelView(context) },
    [`${channel}/connectors`]: { get: connectorList(context) },
    [`${channel}/connectors/:connectorId`]: { get: connectorDetail(context) },
    [`${channel}/connectors/:connectorId/preview`]: { post: connectorPreview(context) },
    [`${channel}/connections`]: { get: connectionPage(context), post: addConnection(context) },
    [connection]: {
      get: connectionDetail(context),
      patch: changeConnection(context),
      del: removeConnection(context),
    },
    [`${connection}/url`]: { get: webhookUrl(context) },
    [`${connection}/update-url`]: { post: updateUrl(context) },
    [`${connection}/stop-old-url`]: { post: stopOldUrl(context) },
    [`${connection}/report-leak`]: { post: reportLeak(context) },
    [`${connection}/recreate`]: { post: recreateConnection(context) },
    [`${connection}/test`]: { post: sendTestMessage(context) },
    [`${connection}/try-again`]: { post: tryAgain(context) },
    [`${connection}/activities`]: { get: activityPage(context) },
    [activity]: { get: activityDetail(context) },
    [`${activity}/replay`]: { post: replayActivity(context) },
    [`${connection}/replay-failed`]: { post: replayFailed(context) },
    '/api/url-transition': {
      get: urlTransition(context),
      post: startUrlTransition(context),
      del: cancelUrlTransition(context),
    },
  };
  for (const [path, handlers] of Object.entries(resources)) mountResource(server, context, path, handlers);
  mountNothing(server, context, '/api/*');
}
