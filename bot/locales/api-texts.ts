import en from './en/api.json' with { type: 'json' };
import fr from './fr/api.json' with { type: 'json' };
import type { Language } from './language.ts';

/** What people read of the answers to the tab: plain text, but for `test.text`, which is Markdown. */
export type ApiTexts = typeof en;

const texts: Record<Language, ApiTexts> = { en, fr };

export function apiTexts(language: Language): ApiTexts {
  return texts[language];
}
