import type { CardTexts } from '../notification/card-texts.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

export type Language = 'en' | 'fr';

/** A text in both numbers; `{count}` stands for the number. */
interface Plural {
  one: string;
  other: string;
}

const LOCALES = { en, fr };

/** The words of cards in one language. */
export function cardTexts(language: Language): CardTexts {
  const { card } = LOCALES[language];
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'unit' });
  const counted = (text: Plural) => (count: number) =>
    (rules.select(count) === 'one' ? text.one : text.other).replace('{count}', () => numbers.format(count));
  return {
    newMessage: card.newMessage,
    moreFacts: counted(card.moreFacts),
    moreSections: counted(card.moreSections),
    moreImages: counted(card.moreImages),
    moreActions: counted(card.moreActions),
    moreElements: counted(card.moreElements),
    moreContents: counted(card.moreContents),
    unsupportedAction: name => card.unsupportedAction.replace('{name}', () => name),
    removedButtons: names => card.removedButtons.replace('{names}', () => list.format(names)),
    removedElements: types => card.removedElements.replace('{types}', () => list.format(types)),
  };
}
