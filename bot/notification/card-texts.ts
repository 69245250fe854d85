/** The words that a card needs beside the sender's own, in the language of the team. See `bot/locales/texts.ts`. */
export interface CardTexts {
  newMessage: string;
  moreFacts(count: number): string;
  moreSections(count: number): string;
  moreImages(count: number): string;
  moreActions(count: number): string;
  moreElements(count: number): string;
  moreContents(count: number): string;
  /** A button that cannot be used here; `name` may be empty. */
  unsupportedAction(name: string): string;
  /** Buttons that were taken out of a sender's card. */
  removedButtons(names: string[]): string;
  /** Types of elements that were taken out of a sender's card. */
  removedElements(types: string[]): string;
}
