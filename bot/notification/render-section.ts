import type { CardTexts } from './card-texts.ts';
import type { Activity, Fact, Json, JsonObject, Section } from './notification.ts';
import { withoutPictures } from './pictures-in-text.ts';
import { actionElements, imageElement, note, pictureElement, textBlock, textElements } from './render-parts.ts';

/**
 * A section as one Container; empty if it is empty. `hasLine` draws a line above it, as Teams does between sections
 * (it treats `startGroup` as always true, [CRD]).
 */
export function renderSection(section: Section, { hasLine }: { hasLine: boolean }, texts: CardTexts): Json[] {
  const { title, activity, heroImage, text, moreActions = 0 } = section;
  const items: Json[] = [];
  if (title !== undefined) items.push(textBlock(title, { weight: 'Bolder' }));
  if (activity !== undefined) items.push(...renderActivity(activity));
  if (heroImage !== undefined) items.push(pictureElement(heroImage, { size: 'Stretch' }) ?? []);
  if (text !== undefined) items.push(...textElements(text));
  items.push(...renderFacts(section, texts));
  items.push(...renderImages(section, texts));
  items.push(...actionElements(section.actions, texts));
  if (moreActions > 0) items.push(note(texts.moreActions(moreActions)));
  const shown = items.flat();
  const line = hasLine ? { separator: true, spacing: 'Medium' } : {};
  return shown.length === 0 ? [] : [{ type: 'Container', ...line, items: shown }];
}

/** Who did what: a small picture beside title, subtitle and text. */
function renderActivity(activity: Activity): Json[] {
  const { image, title, subtitle, text } = activity;
  const lines: JsonObject[] = [];
  if (title !== undefined) lines.push(textBlock(title, { weight: 'Bolder' }));
  if (subtitle !== undefined) lines.push(textBlock(subtitle, { isSubtle: true, spacing: 'None' }));
  if (text !== undefined) lines.push(...textElements(text, { spacing: 'Small' }));
  const picture = image === undefined ? undefined : imageElement(image, { size: 'Small' });
  if (picture === undefined) return lines;
  if (lines.length === 0) return [picture];
  const columns = [
    { type: 'Column', width: 'auto', items: [picture] },
    { type: 'Column', width: 'stretch', items: lines },
  ];
  return [{ type: 'ColumnSet', columns }];
}

function renderFacts(section: Section, texts: CardTexts): Json[] {
  const { facts, moreFacts = 0 } = section;
  const elements: Json[] = [];
  if (facts.length > 0) {
    elements.push({ type: 'FactSet', facts: facts.map(factOf) });
  }
  if (moreFacts > 0) elements.push(note(texts.moreFacts(moreFacts)));
  return elements;
}

/** Pictures have no place in a fact. */
function factOf({ name, value }: Fact): JsonObject {
  return { title: withoutPictures(name), value: withoutPictures(value) };
}

function renderImages(section: Section, texts: CardTexts): Json[] {
  const { images, moreImages = 0 } = section;
  const elements: Json[] = [];
  const pictures = images.flatMap(image => imageElement(image) ?? []);
  if (pictures.length > 0) elements.push({ type: 'ImageSet', imageSize: 'Medium', images: pictures });
  for (const image of images) {
    if (imageElement(image) === undefined) elements.push(pictureElement(image) ?? []);
  }
  if (moreImages > 0) elements.push(note(texts.moreImages(moreImages)));
  return elements.flat();
}
