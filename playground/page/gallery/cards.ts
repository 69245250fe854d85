import { z } from '../zod.ts';

const sample = z.object({
  name: z.string(),
  language: z.string(),
  /** The summary, or why nothing is posted. */
  about: z.string(),
  /** Adaptive Cards; none where nothing is posted. */
  cards: z.array(z.unknown()),
});
const group = z.object({ id: z.string(), name: z.string(), samples: z.array(sample) });

export type GallerySample = z.infer<typeof sample>;
/** The samples of one connector. */
export type GalleryGroup = z.infer<typeof group>;

/** The cards that were written into the page. */
export function cardsOfPage(): GalleryGroup[] {
  return z.array(group).parse(JSON.parse(document.getElementById('cards')?.textContent || '[]'));
}
