/** The languages that the bot speaks; each has a folder here, with the same files and keys. */
export type Language = 'en' | 'fr';

/** The language of a locale, such as `fr-CA`; undefined where it is none of ours. */
export function languageOf(locale: string): Language | undefined {
  const [language] = locale.toLowerCase().split('-');
  return language === 'en' || language === 'fr' ? language : undefined;
}
