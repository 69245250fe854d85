import { createInstance, type i18n, type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en/texts.ts';

/** The languages of the page; each has a folder here, with the same files and keys. */
export type Language = 'en' | 'fr';

export type Texts = typeof en;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}

/** The page's language for a locale of Teams, such as `fr-ca`. English where we do not speak it. */
export function languageOf(locale: string): Language {
  return /^fr\b/i.test(locale) ? 'fr' : 'en';
}

/**
 * French has a space before double punctuation and within « … », at which no line may end. In the files it is an
 * ordinary one, which people can see and type.
 */
const frenchSpaces: PostProcessorModule = {
  type: 'postProcessor',
  name: 'frenchSpaces',
  process: (text: string) => text.replace(/ (?=[:»])|(?<=«) /g, '\u00a0').replace(/ (?=[;!?])/g, '\u202f'),
};

/**
 * Texts in the language of a locale. English comes with the page, the others are loaded when they are needed; where
 * they cannot be loaded, a page in English is better than none.
 */
export async function loadTexts(locale: string): Promise<i18n> {
  const french = languageOf(locale) === 'fr' ? await import('./fr/texts.ts').catch(() => undefined) : undefined;
  const language: Language = french ? 'fr' : 'en';
  const texts = french?.default ?? en;
  const instance = createInstance();
  await instance
    .use(initReactI18next)
    .use(frenchSpaces)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'common',
      resources: { [language]: texts },
      interpolation: { escapeValue: false },
      ...(language === 'fr' && { postProcess: frenchSpaces.name }),
      react: { useSuspense: false },
    });
  return instance;
}
