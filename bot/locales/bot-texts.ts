import en from './en/bot.json' with { type: 'json' };
import fr from './fr/bot.json' with { type: 'json' };
import type { Language } from './language.ts';

/** What the bot says in channels and chats, as Markdown where Teams renders it. */
export type BotTexts = typeof en;

const texts: Record<Language, BotTexts> = { en, fr };

export function botTexts(language: Language): BotTexts {
  return texts[language];
}

/** Puts values in place of `{name}`. */
export function fillIn(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
