import { z } from './zod.ts';

const cardWithEntities = z.object({
  msteams: z.object({ entities: z.array(z.unknown()) }),
});
const mention = z.object({ type: z.literal('mention'), text: z.string() });

/** The texts (`<at>Ada</at>`) that a card declares as mentions, in `msteams.entities`. */
export function mentionTexts(card: unknown): string[] {
  const entities = cardWithEntities.safeParse(card).data?.msteams.entities ?? [];
  return entities.flatMap(entity => mention.safeParse(entity).data?.text ?? []);
}

/** Escapes each `<at>` that no entity declares: as in Teams, such a one is shown as it was written. */
export function keepMentions(text: string, declared: readonly string[]): string {
  return text.replace(/<at>[^<>]*<\/at>/g, found => (declared.includes(found) ? found : `\\${found}`));
}
