/** The texts (`<at>Ada</at>`) that a card declares as mentions, in `msteams.entities`. */
export function mentionTexts(card: unknown): string[] {
  const entities = isObject(card) && isObject(card.msteams) ? card.msteams.entities : undefined;
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((entity: unknown) =>
    isObject(entity) && entity.type === 'mention' && typeof entity.text === 'string' ? entity.text : [],
  );
}

/** Escapes each `<at>` that no entity declares: as in Teams, such a one is shown as it was written. */
export function keepMentions(text: string, declared: readonly string[]): string {
  return text.replace(/<at>[^<>]*<\/at>/g, found => (declared.includes(found) ? found : `\\${found}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
