import type { Action, Message, Picture, Section } from './notification.ts';
import { nameMap, type PayloadReader } from './payload-reader.ts';
import { openAction } from './read-actions.ts';
import { picture } from './read-message-card.ts';

/** The names are those of the Bot Framework's hero and thumbnail cards ([CRD]). */
const NAMES = nameMap('title', 'subtitle', 'text', 'images', 'buttons', 'tap');
const IMAGE_NAMES = nameMap('url', 'alt', 'tap');
const BUTTON_NAMES = nameMap('type', 'title', 'text', 'value');

/** The plain form of a hero card (large picture above the text) or a thumbnail card (small picture beside it). */
export function readBotCard(
  object: { [key: string]: unknown },
  kind: 'hero' | 'thumbnail',
  reader: PayloadReader,
  path: string,
): Message {
  const fields = reader.fields(object, NAMES);
  const title = reader.markdown(fields.title, 'html', `${path}.title`);
  const subtitle = reader.markdown(fields.subtitle, 'html', `${path}.subtitle`);
  const text = reader.markdown(fields.text, 'html', `${path}.text`);
  const images = reader.list(fields.images, `${path}.images`).slice(0, 50);
  const pictures = images.flatMap((image, index) => readImage(image, reader, `${path}.images[${index}]`) ?? []);
  const [first, ...others] = pictures;
  const buttons = reader.list(fields.buttons, `${path}.buttons`).slice(0, 50);
  const actions = buttons.map((button, index) => readButton(button, reader, `${path}.buttons[${index}]`));
  const isBeside = kind === 'thumbnail' && first !== undefined && first.url !== '';
  const section: Section = {
    ...(!isBeside && first !== undefined && { heroImage: first }),
    ...((subtitle !== undefined || isBeside) && {
      activity: {
        ...(isBeside && { image: first }),
        ...(subtitle !== undefined && { subtitle }),
        ...(isBeside && text !== undefined && { text }),
      },
    }),
    ...(!isBeside && text !== undefined && { text }),
    facts: [],
    images: others,
    actions: [],
  };
  const isEmpty = first === undefined && subtitle === undefined && text === undefined;
  return { kind: 'message', ...(title !== undefined && { title }), sections: isEmpty ? [] : [section], actions };
}

function readImage(value: unknown, reader: PayloadReader, path: string): Picture | undefined {
  if (typeof value === 'string') return picture(value, '');
  const fields = reader.fields(reader.object(value, path), IMAGE_NAMES);
  return picture(reader.string(fields.url, `${path}.url`), reader.line(fields.alt, `${path}.alt`));
}

function readButton(value: unknown, reader: PayloadReader, path: string): Action {
  const fields = reader.fields(reader.object(value, path), BUTTON_NAMES);
  const type = reader.line(fields.type, `${path}.type`);
  const title = reader.line(fields.title ?? fields.text, `${path}.title`);
  if (type.toLowerCase() !== 'openurl') return { kind: 'unsupported', title, type };
  return openAction(title, [reader.string(fields.value, `${path}.value`)]);
}
