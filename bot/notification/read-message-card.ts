import type { Dialect } from './dialect.ts';
import type { Activity, Fact, Message, Notification, Picture, Section, Tone } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { type Fields, nameMap, type PayloadReader } from './payload-reader.ts';
import { readActions } from './read-actions.ts';
import { messageSummary } from './summary.ts';
import { imageUrl } from './web-url.ts';

/** The names are those of the message card reference ([MCR], section 1.3 of teams-platform.md). */
export const CARD_NAMES = nameMap(
  ...[
    '@type',
    'type',
    'title',
    'text',
    'summary',
    'themeColor',
    'sections',
    'potentialAction',
    'attachments',
    'entities',
    'msteams',
  ],
);
const SECTION_NAMES = nameMap(
  ...['title', 'startGroup', 'activityImage', 'activityImageType', 'activityTitle', 'activitySubtitle'],
  ...['activityText', 'heroImage', 'text', 'facts', 'images', 'markdown', 'potentialAction'],
);
const FACT_NAMES = nameMap('name', 'value');
const IMAGE_NAMES = nameMap('image', 'title');

/** What is read of each list; more cannot be shown in one message, and the rest is counted. */
const MAX_SECTIONS = 300;
const MAX_FACTS = 1_000;
const MAX_IMAGES = 200;

/**
 * A MessageCard that stands for itself, or a text with or without a title. Throws a PayloadError where it has neither
 * summary nor text.
 */
export function readCardAlone(fields: Fields, reader: PayloadReader, path = ''): Notification {
  const summary = reader.string(fields.summary, `${path}summary`)?.trim() ?? '';
  const text = reader.string(fields.text, `${path}text`)?.trim() ?? '';
  const message = readMessageCard(fields, reader, path);
  // A card that is nothing but a summary shows it, lest the post be blank.
  const shown = isMessageVisible(message) ? undefined : reader.markdown(summary, 'markdown', `${path}summary`);
  if ((summary === '' && text === '') || !(isMessageVisible(message) || shown !== undefined)) {
    const object = path === '' ? 'The body' : path.slice(0, -1);
    throw new PayloadError('summary-or-text-required', `${object} has neither a summary nor a text.`);
  }
  const content = shown === undefined ? message : { ...message, text: shown };
  return { contents: [content], summary: messageSummary(content, summary) };
}

/** The plain form of a MessageCard; everything that is absent, null or blank stays out. */
export function readMessageCard(card: Fields, reader: PayloadReader, path = ''): Message {
  const title = reader.markdown(card.title, 'markdown', `${path}title`);
  const text = reader.markdown(card.text, 'markdown', `${path}text`);
  const tone = readTone(reader.string(card.themeColor, `${path}themeColor`));
  const list = reader.list(card.sections, `${path}sections`);
  const sections = list.slice(0, MAX_SECTIONS).map((section, index) => {
    const sectionPath = `${path}sections[${index}]`;
    return readSection(reader.object(section, sectionPath), reader, sectionPath);
  });
  const actions = readActions(card.potentialAction, reader, `${path}potentialAction`);
  const message: Message = { kind: 'message', sections: sections.filter(isVisible), ...actions };
  if (title !== undefined) message.title = title;
  if (text !== undefined) message.text = text;
  if (tone !== undefined) message.tone = tone;
  if (list.length > MAX_SECTIONS) message.moreSections = list.length - MAX_SECTIONS;
  return message;
}

/** A themeColor: three, six or eight hex digits, with or without `#`. Anything else is no colour. */
function readTone(color: string | undefined): Tone | undefined {
  const digits = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\s*$/i.exec(color ?? '')?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  if (digits.length === 3) return `#${digits.replace(/./g, '$&$&')}`;
  // Eight digits are ARGB in Microsoft's frameworks, where themeColor comes from.
  return `#${digits.slice(-6)}`;
}

function readSection(object: { [key: string]: unknown }, reader: PayloadReader, path: string): Section {
  const fields = reader.fields(object, SECTION_NAMES);
  const dialect = readDialect(fields.markdown);
  const title = reader.markdown(fields.title, dialect, `${path}.title`);
  const activity = readActivity(fields, dialect, reader, path);
  const heroImage = readPicture(fields.heroImage, reader, `${path}.heroImage`);
  const text = reader.markdown(fields.text, dialect, `${path}.text`);
  const facts = reader.list(fields.facts, `${path}.facts`);
  const images = reader.list(fields.images, `${path}.images`);
  const section: Section = {
    facts: readAll(facts, MAX_FACTS, (fact, index) => readFact(fact, dialect, reader, `${path}.facts[${index}]`)),
    images: readAll(images, MAX_IMAGES, (image, index) => readPicture(image, reader, `${path}.images[${index}]`)),
    ...readActions(fields.potentialAction, reader, `${path}.potentialAction`),
  };
  if (title !== undefined) section.title = title;
  if (activity !== undefined) section.activity = activity;
  if (heroImage !== undefined) section.heroImage = heroImage;
  if (text !== undefined) section.text = text;
  if (facts.length > MAX_FACTS) section.moreFacts = facts.length - MAX_FACTS;
  if (images.length > MAX_IMAGES) section.moreImages = images.length - MAX_IMAGES;
  return section;
}

/** What `read` makes of the first items of a list; without those that show nothing. */
function readAll<Item>(
  list: readonly unknown[],
  max: number,
  read: (item: unknown, index: number) => Item | undefined,
): Item[] {
  const items: Item[] = [];
  for (let index = 0; index < list.length && index < max; index += 1) {
    const item = read(list[index], index);
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** `markdown: false`, also as a string, means that the texts are HTML ([CRD]). */
function readDialect(markdown: unknown): Dialect {
  return markdown === false || (typeof markdown === 'string' && markdown.trim().toLowerCase() === 'false')
    ? 'html'
    : 'markdown';
}

function readActivity(fields: Fields, dialect: Dialect, reader: PayloadReader, path: string): Activity | undefined {
  const url = imageUrl(reader.string(fields.activityImage, `${path}.activityImage`) ?? '');
  const isArticle = reader.string(fields.activityImageType, `${path}.activityImageType`)?.toLowerCase() === 'article';
  const title = reader.markdown(fields.activityTitle, dialect, `${path}.activityTitle`);
  const subtitle = reader.markdown(fields.activitySubtitle, dialect, `${path}.activitySubtitle`);
  const text = reader.markdown(fields.activityText, dialect, `${path}.activityText`);
  const activity: Activity = {};
  if (url !== undefined) activity.image = isArticle ? { url } : { url, round: true };
  if (title !== undefined) activity.title = title;
  if (subtitle !== undefined) activity.subtitle = subtitle;
  if (text !== undefined) activity.text = text;
  return isEmpty(activity) ? undefined : activity;
}

function isEmpty({ image, title, subtitle, text }: Activity): boolean {
  return image === undefined && title === undefined && subtitle === undefined && text === undefined;
}

function readFact(value: unknown, dialect: Dialect, reader: PayloadReader, path: string): Fact | undefined {
  const fields = reader.fields(reader.object(value, path), FACT_NAMES);
  const name = reader.markdown(fields.name, dialect, `${path}.name`) ?? '';
  const fact = reader.markdown(fields.value, dialect, `${path}.value`) ?? '';
  return name === '' && fact === '' ? undefined : { name, value: fact };
}

/** `{image, title}`, or the address alone. Where the address is none that Teams shows, the title still is. */
function readPicture(value: unknown, reader: PayloadReader, path: string): Picture | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') {
    const plain = imageUrl(value);
    return plain === undefined ? undefined : { url: plain };
  }
  const fields = reader.fields(reader.object(value, path), IMAGE_NAMES);
  return picture(reader.string(fields.image, `${path}.image`), reader.line(fields.title, `${path}.title`));
}

/** A picture with its description; without a usable address only the description, shown as text. */
export function picture(address: string | undefined, alt: string): Picture | undefined {
  const url = imageUrl(address ?? '');
  if (url === undefined) return alt === '' ? undefined : { url: '', alt };
  return alt === '' ? { url } : { url, alt };
}

function isVisible(section: Section): boolean {
  const { title, activity, heroImage, text, facts, images, actions } = section;
  return (
    title !== undefined ||
    activity !== undefined ||
    heroImage !== undefined ||
    text !== undefined ||
    facts.length + images.length + actions.length > 0
  );
}

/** Whether a message shows anything at all. */
export function isMessageVisible(message: Message): boolean {
  const { title, text, sections, actions } = message;
  return title !== undefined || text !== undefined || sections.length + actions.length > 0;
}
