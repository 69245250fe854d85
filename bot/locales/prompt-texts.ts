import en from './en/prompts.json' with { type: 'json' };
import fr from './fr/prompts.json' with { type: 'json' };
import type { Language } from './language.ts';

/** What prompts say, as Markdown; the summaries are plain text. */
export type PromptTexts = typeof en;

const texts: Record<Language, PromptTexts> = { en, fr };

export function promptTexts(language: Language): PromptTexts {
  return texts[language];
}
