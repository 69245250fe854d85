/** The path of a channel, whose id has characters that mean something in paths. */
export const channelPath = (channelId: string) => `/api/channels/${encodeURIComponent(channelId)}`;

export const connectorsPath = (channelId: string) => `${channelPath(channelId)}/connectors`;

export const connectorPath = (channelId: string, connectorId: string) =>
  `${connectorsPath(channelId)}/${encodeURIComponent(connectorId)}`;
