import en from './en/feed.json' with { type: 'json' };
import fr from './fr/feed.json' with { type: 'json' };
import type { Language } from './language.ts';

/** What people read about feeds, in channels and in Activity; plain text. */
export type FeedTexts = typeof en;

const texts: Record<Language, FeedTexts> = { en, fr };

export function feedTexts(language: Language): FeedTexts {
  return texts[language];
}
