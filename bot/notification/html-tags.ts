import { decodeEntities } from './html-entities.ts';

/** A start or end tag in a text. */
export interface Tag {
  name: string;
  isEnd: boolean;
  /** What stands between the name and `>`; see `attribute`. */
  attributes: string;
  /** The index after `>`. */
  end: number;
}

/** Tags that begin and end a line. */
const BLOCKS = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd pre blockquote table caption thead tbody tfoot tr hr section article ' +
    'header footer main aside nav figure figcaption address details summary form fieldset legend center html body'
  ).split(' '),
);

/** Tags that only say how a part of a line looks, or that show nothing of their own. */
const INLINES = new Set(
  (
    'a b strong i em u ins s strike del code kbd samp tt var span font small big sub sup mark abbr acronym cite q ' +
    'label time img br wbr bdi bdo dfn td th col colgroup at emoji blink marquee nobr input button meta link base ' +
    'source track noscript picture video audio'
  ).split(' '),
);

/** Tags whose content is not meant to be read. */
const UNREADABLE = new Set('script style head title template iframe object embed svg math'.split(' '));

export type TagKind = 'block' | 'inline' | 'unreadable' | 'unknown';

/** What a tag is; what is unknown (`<none>`, `List<String>`) is no HTML to us and stays in the text. */
export function tagKind(name: string): TagKind {
  if (INLINES.has(name)) return 'inline';
  if (BLOCKS.has(name)) return 'block';
  return UNREADABLE.has(name) ? 'unreadable' : 'unknown';
}

const NAME = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])/y;

/**
 * The tag that starts at `index` (a `<`), or undefined if there is none. A `<` before the closing `>` means that the
 * first one was not a tag, so every character is looked at a fixed number of times.
 */
export function readTag(text: string, index: number): Tag | undefined {
  NAME.lastIndex = index;
  const match = NAME.exec(text);
  if (match === null) return undefined;
  const start = NAME.lastIndex;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '>') {
      const name = (match[2] ?? '').toLowerCase();
      return { name, isEnd: match[1] === '/', attributes: text.slice(start, at), end: at + 1 };
    }
    if (character === '<') return undefined;
    if ((character === '"' || character === "'") && text[at - 1] === '=') {
      const close = text.indexOf(character, at + 1);
      if (close === -1) return undefined;
      at = close;
    }
    at += 1;
  }
  return undefined;
}

const ATTRIBUTE = /([a-zA-Z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** The value of one attribute of a tag, or undefined. */
export function attribute(tag: Tag, name: string): string | undefined {
  for (const [, key, double, single, bare] of tag.attributes.matchAll(ATTRIBUTE)) {
    if (key?.toLowerCase() === name) return decodeEntities(double ?? single ?? bare ?? '');
  }
  return undefined;
}
