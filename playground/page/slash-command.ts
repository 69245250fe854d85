/** The commands of the app's message extension, as the manifest has them (`composeExtensions.commands`). */
export const commands = [{ id: 'connectors', title: 'Connectors', description: 'Open the connectors of this channel' }];

/** The id of the command that a text is, written as `/connectors`. Undefined: it is a message. */
export function slashCommand(text: string): string | undefined {
  const typed = /^\/(\S+)$/.exec(text.trim())?.[1]?.toLowerCase();
  return commands.find(({ id }) => id === typed)?.id;
}
