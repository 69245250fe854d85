/**
 * Finds the mention of the bot (`@` and its name, in any case) in what a person wrote. It is taken out of the text, as
 * the message says it apart; a text that is nothing but the mention stays as it is.
 */
export function withMention(text: string, botName: string): { text: string; mentionBot: boolean } {
  const at = text.toLowerCase().indexOf(`@${botName.toLowerCase()}`);
  if (at === -1) return { text: text.trim(), mentionBot: false };
  const before = text.slice(0, at).trim();
  const after = text.slice(at + 1 + botName.length).trim();
  return { text: [before, after].filter(Boolean).join(' ') || text.trim(), mentionBot: true };
}
