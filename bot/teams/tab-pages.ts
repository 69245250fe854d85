/** The tab's page of a channel. Ids only: who may see what is decided when the page asks for it. */
export function connectorsPage(publicUrl: string, channelId: string): string {
  return `${publicUrl}/tab/connectors?channel=${encodeURIComponent(channelId)}`;
}

/** The page on which URLs are regenerated: the one of a connection, or all that need it in the channel. */
export function updateUrlPage(publicUrl: string, channelId: string, connectionId?: string): string {
  const connection = connectionId === undefined ? '' : `&connection=${encodeURIComponent(connectionId)}`;
  return `${publicUrl}/tab/update-url?channel=${encodeURIComponent(channelId)}${connection}`;
}
