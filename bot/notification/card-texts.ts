/** The words that a card needs beside the sender's own, in the language of the team. See `bot/locales/card-texts.ts`. */
export interface CardTexts {
  newMessage: string;
  moreFacts(count: number): string;
  /** @param kind what the sections are, in both numbers; without it they are called sections */
  moreSections(count: number, kind?: { one: string; other: string }): string;
  moreImages(count: number): string;
  moreActions(count: number): string;
  moreElements(count: number): string;
  moreContents(count: number): string;
  /** Buttons whose address Teams never opens, with that address. */
  unopenableActions(names: string[]): string;
  /** Buttons that cannot be used here yet. */
  unsupportedActions(names: string[]): string;
  /** Buttons that were taken out of a sender's card. */
  removedButtons(names: string[]): string;
  /** Types of elements that were taken out of a sender's card. */
  removedElements(names: string[]): string;
}
