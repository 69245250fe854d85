/** The languages that the playground's Teams can be set to, as Teams writes them into activities. */
export type Locale = 'en-US' | 'fr-FR';

export const localeTitles: Record<Locale, string> = { 'en-US': 'English', 'fr-FR': 'Français' };
export const locales: readonly Locale[] = ['en-US', 'fr-FR'];

/** The one of those languages that somebody with these browser languages reads. */
export function preferredLocale(languages: readonly string[]): Locale {
  const language = languages.map(each => each.slice(0, 2).toLowerCase()).find(each => each === 'fr' || each === 'en');
  return language === 'fr' ? 'fr-FR' : 'en-US';
}
