import en from './en/catalogue.json' with { type: 'json' };
import fr from './fr/catalogue.json' with { type: 'json' };
import type { Language } from './language.ts';

/** Why a connector takes no new connections. */
export type CatalogueTexts = typeof en;

const texts: Record<Language, CatalogueTexts> = { en, fr };

export function catalogueTexts(language: Language): CatalogueTexts {
  return texts[language];
}
