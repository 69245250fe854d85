import type { CardTexts } from './card-texts.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Action, Json, JsonObject, Markdown, Picture } from './notification.ts';
import { type PictureInText, splitPictures, withoutPictures } from './pictures-in-text.ts';
import { imageUrl } from './web-url.ts';

/** Buttons that Teams shows side by side; further ones go into the menu at the end. */
const MAX_PRIMARY = 6;

/** A TextBlock that wraps; `looks` are further properties of it. Pictures in the text become links. */
export function textBlock(text: Markdown, looks: JsonObject = {}): JsonObject {
  return { type: 'TextBlock', text: withoutPictures(text), wrap: true, ...looks };
}

/** A text as TextBlocks, with the pictures in it between them; `looks` are further properties of the first element. */
export function textElements(text: Markdown, looks: JsonObject = {}): JsonObject[] {
  const parts = splitPictures(text);
  return parts.map((part, index) => {
    const own = index === 0 ? looks : {};
    return typeof part === 'string' ? textBlock(part, own) : pictureInText(part, own);
  });
}

function pictureInText({ url, alt, href }: PictureInText, looks: JsonObject): JsonObject {
  const { isSubtle: _, ...spacing } = looks;
  return {
    type: 'Image',
    url,
    ...(alt !== '' && { altText: alt }),
    ...(href !== undefined && { selectAction: { type: 'Action.OpenUrl', url: href } }),
    ...spacing,
  };
}

/** A line that is ours, not the sender's: what was left out, what cannot be used. */
export function note(text: string): JsonObject {
  return textBlock(text, { isSubtle: true, size: 'Small' });
}

/** The usable ones of some actions as buttons. */
export function openActions(actions: readonly Action[]): JsonObject[] {
  const buttons: JsonObject[] = [];
  for (const action of actions) {
    if (action.kind !== 'open') continue;
    const mode = buttons.length >= MAX_PRIMARY ? { mode: 'secondary' } : {};
    buttons.push({ type: 'Action.OpenUrl', title: action.title, url: action.url, ...mode });
  }
  return buttons;
}

/** Some actions as elements of a body: the buttons, then a line that names those that cannot be used. */
export function actionElements(actions: readonly Action[], texts: CardTexts): Json[] {
  const buttons = openActions(actions);
  const elements: Json[] = buttons.length > 0 ? [{ type: 'ActionSet', actions: buttons }] : [];
  return [...elements, ...unsupportedNote(actions, texts)];
}

/** Lines that name those actions that cannot be used, if there are any, with the addresses that cannot be opened. */
export function unsupportedNote(actions: readonly Action[], texts: CardTexts): Json[] {
  const unsupported: string[] = [];
  const unopenable: string[] = [];
  for (const action of actions) {
    if (action.kind === 'unsupported')
      unsupported.push(escapeMarkdown(action.title === '' ? action.type : action.title, false));
    if (action.kind === 'unopenable') unopenable.push(escapeMarkdown(titleAndAddress(action), false));
  }
  return [
    ...(unopenable.length > 0 ? [note(texts.unopenableActions(unopenable))] : []),
    ...(unsupported.length > 0 ? [note(texts.unsupportedActions(unsupported))] : []),
  ];
}

/** Both, so that who reads it can find the place by other means. */
function titleAndAddress({ title, address }: { title: string; address: string }): string {
  return title === '' || title === address ? address : address === '' ? title : `${title} (${address})`;
}

/** A picture as an Image, or its description where the picture cannot be shown, or nothing. */
export function pictureElement(picture: Picture, looks: JsonObject = {}): JsonObject | undefined {
  const image = imageElement(picture, looks);
  if (image !== undefined) return image;
  return picture.alt === undefined ? undefined : note(escapeMarkdown(picture.alt));
}

/** The same, but only as an Image. */
export function imageElement(picture: Picture, looks: JsonObject = {}): JsonObject | undefined {
  const url = imageUrl(picture.url);
  if (url === undefined) return undefined;
  return {
    type: 'Image',
    url,
    ...(picture.alt !== undefined && { altText: picture.alt }),
    ...(picture.round === true && { style: 'Person' }),
    ...looks,
  };
}
