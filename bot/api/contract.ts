/**
 * What the tab and the service say to each other. The tab imports types from here and nothing else; what it sends is
 * checked at the door with the schemas of contract/requests.ts. Times are milliseconds since 1970, texts are in the language that the request
 * asks for (`Accept-Language`). Secrets are masked everywhere but in `WebhookUrlView`.
 *
 * | request | answer |
 * |---|---|
 * | `GET /api/channels/:channelId` | `ChannelView` |
 * | `GET /api/channels/:channelId/connectors` | `ConnectorList` |
 * | `GET /api/channels/:channelId/connectors/:connectorId` | `ConnectorDetail` |
 * | `POST /api/channels/:channelId/connectors/:connectorId/preview` with `PreviewRequest` | `Preview` |
 * | `GET /api/channels/:channelId/connections?search&cursor&limit` | `ConnectionPage` |
 * | `POST /api/channels/:channelId/connections` with `NewConnectionRequest` | 201 `ConnectionDetail` |
 * | `GET /api/connections/:id` | `ConnectionDetail` with an ETag |
 * | `PATCH /api/connections/:id` with `ChangeConnectionRequest` and If-Match | `ConnectionDetail` |
 * | `DELETE /api/connections/:id` with If-Match | 204 |
 * | `GET /api/connections/:id/url` | `WebhookUrlView` |
 * | `POST /api/connections/:id/update-url` with If-Match | `WebhookUrlView` |
 * | `POST /api/connections/:id/stop-old-url` | `WebhookUrlView` |
 * | `POST /api/connections/:id/report-leak` with `LeakReport` | `ConnectionDetail` |
 * | `POST /api/connections/:id/recreate` with If-Match | 201 `ConnectionDetail` of the new connection |
 * | `POST /api/connections/:id/test` | `TestMessage` |
 * | `POST /api/connections/:id/try-again` | `TriedAgain` |
 * | `GET /api/connections/:id/activities?outcome&cursor&limit` | `ActivityPage` |
 * | `GET /api/connections/:id/activities/:activityId` | `ActivityDetail` |
 * | `POST /api/connections/:id/activities/:activityId/replay` | `Replayed` |
 * | `POST /api/connections/:id/replay-failed` | `Replayed` |
 * | `GET /api/url-transition` (administrators) | `UrlTransitionView` |
 * | `POST /api/url-transition` with `UrlTransitionRequest` (administrators) | `UrlTransitionView` |
 * | `DELETE /api/url-transition` (administrators) | `UrlTransitionView` |
 *
 * Whoever may see a channel's connectors may read, but for `…/url`: whoever has the URL can post, so it is for those who
 * may change them, as is all that changes something. A connection that one may not see is answered as one that there is
 * not. HEAD is answered where GET is. If-Match takes one ETag as it was given, and not `*`.
 *
 * Whatever is refused is a `Problem` as application/problem+json (RFC 9457).
 */
export type * from './contract/activity.ts';
export type * from './contract/channel.ts';
export type * from './contract/connection.ts';
export type * from './contract/connector.ts';
export type * from './contract/person.ts';
export type * from './contract/problem.ts';
export type {
  ChangeConnectionRequest,
  LeakReport,
  NewConnectionRequest,
  PreviewRequest,
  UrlTransitionRequest,
} from './contract/requests.ts';
export type * from './contract/webhook-url.ts';
