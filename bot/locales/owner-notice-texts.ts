import en from './en/owner-notices.json' with { type: 'json' };
import fr from './fr/owner-notices.json' with { type: 'json' };
import type { Language } from './language.ts';

/** What owners are told in their chats with the bot, as Markdown; the titles are plain text. */
export type OwnerNoticeTexts = typeof en;

const texts: Record<Language, OwnerNoticeTexts> = { en, fr };

export function ownerNoticeTexts(language: Language): OwnerNoticeTexts {
  return texts[language];
}
