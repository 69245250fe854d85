import { cutText } from './cut-text.ts';
import { levelFor } from './level.ts';
import type { Action, Activity, Message, Picture, Section } from './notification.ts';

/** What each part takes in a card's JSON beside its texts, in UTF-16 units; about as `adaptive-card.ts` renders it. */
const TEXT = 60;
const FACT = 26;
const SECTION = 160;
const PICTURE = 90;
const ACTION = 70;

/** A text is not cut below this for the sake of others; rather, later parts are left out. */
const MIN_TEXT = 400;

/** About how many UTF-16 units a message takes in a card. */
export function messageSize(message: Message): number {
  let size = 200 + actionsSize(message.actions) + textsSize(message.title, message.text);
  for (const section of message.sections) size += sectionSize(section);
  return size;
}

function sectionSize(section: Section): number {
  const { activity, heroImage, facts, images } = section;
  let size = SECTION + textsSize(section.title, section.text) + actionsSize(section.actions);
  if (activity !== undefined) {
    size += pictureSize(activity.image) + textsSize(activity.title, activity.subtitle, activity.text);
  }
  for (const fact of facts) size += FACT + fact.name.length + fact.value.length;
  for (const image of images) size += pictureSize(image);
  return size + pictureSize(heroImage);
}

function textsSize(...texts: (string | undefined)[]): number {
  let size = 0;
  for (const text of texts) if (text !== undefined) size += TEXT + text.length;
  return size;
}

function pictureSize(picture: Picture | undefined): number {
  return picture === undefined ? 0 : PICTURE + picture.url.length + (picture.alt?.length ?? 0);
}

function actionsSize(actions: readonly Action[]): number {
  let size = 0;
  for (const action of actions) size += actionSize(action);
  return size;
}

function actionSize(action: Action): number {
  const { kind, title } = action;
  return (
    ACTION + title.length + (kind === 'open' ? action.url.length : kind === 'unopenable' ? action.address.length : 0)
  );
}

/** How much room there still is, in UTF-16 units. */
interface Room {
  left: number;
  /** No single text may be longer. */
  text: number;
}

/**
 * At most about `units` UTF-16 units of a message: first overlong texts are cut, then what comes last is left out
 * and counted. Buttons of the whole message come first, since they lead to what was left out.
 */
export function cutMessage(message: Message, units: number): Message {
  const room: Room = { left: units - 200, text: textLevel(message, units) };
  const { title, text, tone, moreSections = 0, moreActions = 0 } = message;
  const actions = takeAll(message.actions, actionSize, room, Math.floor(units / 3));
  const cutTitle = takeText(title, room);
  const cutBody = takeText(text, room);
  const sections: Section[] = [];
  for (const section of message.sections) {
    if (room.left < SECTION + TEXT) break;
    sections.push(cutSection(section, room));
  }
  const cut: Message = { kind: 'message', sections, actions };
  if (cutTitle !== undefined) cut.title = cutTitle;
  if (cutBody !== undefined) cut.text = cutBody;
  if (tone !== undefined) cut.tone = tone;
  if (message.sectionKind !== undefined) cut.sectionKind = message.sectionKind;
  const lostSections = moreSections + message.sections.length - sections.length;
  if (lostSections > 0) cut.moreSections = lostSections;
  const lostActions = moreActions + message.actions.length - actions.length;
  if (lostActions > 0) cut.moreActions = lostActions;
  return cut;
}

function cutSection(section: Section, room: Room): Section {
  room.left -= SECTION;
  const { moreFacts = 0, moreImages = 0, moreActions = 0 } = section;
  const cut: Section = { facts: [], images: [], actions: [] };
  const title = takeText(section.title, room);
  if (title !== undefined) cut.title = title;
  const heroImage = takePicture(section.heroImage, room);
  if (heroImage !== undefined) cut.heroImage = heroImage;
  if (section.activity !== undefined) cut.activity = cutActivity(section.activity, room);
  const text = takeText(section.text, room);
  if (text !== undefined) cut.text = text;
  for (const fact of section.facts) {
    if (room.left < FACT + 40) break;
    room.left -= FACT;
    cut.facts.push({ name: takeText(fact.name, room, 0) ?? '', value: takeText(fact.value, room, 0) ?? '' });
  }
  cut.images = takeAll(section.images, pictureSize, room, room.left);
  cut.actions = takeAll(section.actions, actionSize, room, room.left);
  const lostFacts = moreFacts + section.facts.length - cut.facts.length;
  if (lostFacts > 0) cut.moreFacts = lostFacts;
  const lostHero = section.heroImage !== undefined && heroImage === undefined ? 1 : 0;
  const lostImages = moreImages + section.images.length - cut.images.length + lostHero;
  if (lostImages > 0) cut.moreImages = lostImages;
  const lostActions = moreActions + section.actions.length - cut.actions.length;
  if (lostActions > 0) cut.moreActions = lostActions;
  return cut;
}

function cutActivity(activity: Activity, room: Room): Activity {
  const cut: Activity = {};
  const image = takePicture(activity.image, room);
  if (image !== undefined) cut.image = image;
  const title = takeText(activity.title, room);
  if (title !== undefined) cut.title = title;
  const subtitle = takeText(activity.subtitle, room);
  if (subtitle !== undefined) cut.subtitle = subtitle;
  const text = takeText(activity.text, room);
  if (text !== undefined) cut.text = text;
  return cut;
}

/** As much of a text as there is room for; at least an ellipsis, so that a cut is always seen. */
function takeText(text: string | undefined, room: Room, overhead = TEXT): string | undefined {
  if (text === undefined || text === '') return text;
  const cut = cutText(text, Math.max(Math.min(room.text, room.left - overhead), 1));
  room.left -= cut.length + overhead;
  return cut;
}

function takePicture(picture: Picture | undefined, room: Room): Picture | undefined {
  const size = pictureSize(picture);
  if (size > room.left) return undefined;
  room.left -= size;
  return picture;
}

function takeAll<Item>(items: readonly Item[], sizeOf: (item: Item) => number, room: Room, limit: number): Item[] {
  const taken: Item[] = [];
  let left = limit;
  for (const item of items) {
    const size = sizeOf(item);
    if (size > left) break;
    taken.push(item);
    left -= size;
    room.left -= size;
  }
  return taken;
}

/** The length at which texts are cut so that the message fits, if cutting texts is enough. */
function textLevel(message: Message, units: number): number {
  const lengths: number[] = [];
  const note = (text: string | undefined) => {
    if (text !== undefined) lengths.push(text.length);
  };
  note(message.title);
  note(message.text);
  for (const { title, text, activity, facts } of message.sections) {
    for (const value of [title, text, activity?.title, activity?.subtitle, activity?.text]) note(value);
    for (const fact of facts) {
      note(fact.name);
      note(fact.value);
    }
  }
  const texts = lengths.reduce((sum, length) => sum + length, 0);
  const rest = messageSize(message) - texts;
  return Math.max(levelFor(lengths, units - rest), Math.min(MIN_TEXT, units));
}
