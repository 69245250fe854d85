/** The command line that adds a connector to a channel, ready to be copied. */
export function addCommand(channelId: string, name: string): string {
  return `npx channel-connectors connections add --connector incoming-webhook --channel "${channelId}" --name "${name}"`;
}
