import type { CardTexts } from '../notification/card-texts.ts';
import en from './en/card.json' with { type: 'json' };
import fr from './fr/card.json' with { type: 'json' };
import type { Language } from './language.ts';

/** A text in both numbers. */
interface Plural {
  one: string;
  other: string;
}

const TEXTS = { en, fr };

/** The words of cards in one language. */
export function cardTexts(language: Language): CardTexts {
  const texts = TEXTS[language];
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'unit' });
  const inNumber = (text: Plural, count: number) => (rules.select(count) === 'one' ? text.one : text.other);
  const counted = (text: Plural) => (count: number) =>
    inNumber(text, count).replace('{count}', () => numbers.format(count));
  const named = (text: Plural) => (names: string[]) =>
    inNumber(text, names.length).replace('{names}', () => list.format(names));
  return {
    newMessage: texts.newMessage,
    moreFacts: counted(texts.moreFacts),
    moreSections: (count, kind) => {
      if (kind === undefined) return counted(texts.moreSections)(count);
      const text = inNumber(texts.moreOfKind, count).replace('{count}', () => numbers.format(count));
      return text.replace('{kind}', () => inNumber(kind, count));
    },
    moreImages: counted(texts.moreImages),
    moreActions: counted(texts.moreActions),
    moreElements: counted(texts.moreElements),
    moreContents: counted(texts.moreContents),
    unopenableActions: named(texts.unopenableActions),
    unsupportedActions: named(texts.unsupportedActions),
    removedButtons: named(texts.removedButtons),
    removedElements: named(texts.removedElements),
  };
}
