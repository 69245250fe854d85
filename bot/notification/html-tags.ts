import { Parser } from 'htmlparser2';

/** A start or end tag in a text. */
export interface Tag {
  /** In lower case. */
  name: string;
  isEnd: boolean;
  /** The whole tag as it was written; see `attributesOf`. */
  source: string;
  /** The index after `>`. */
  end: number;
}

/** Tags that begin and end a line. */
const BLOCKS = (
  'p div h1 h2 h3 h4 h5 h6 ul ol menu dir li dl dt dd pre listing xmp plaintext blockquote table caption thead tbody ' +
  'tfoot tr hr section article header footer main aside nav search hgroup figure figcaption address details summary ' +
  'form fieldset legend center html body dialog select optgroup option datalist textarea frameset noframes'
).split(' ');

/** Tags that only say how a part of a line looks, or that show nothing of their own. */
const INLINES = (
  'a b strong i em u ins s strike del code kbd samp tt var span font small big sub sup mark abbr acronym cite q ' +
  'label time img image br wbr bdi bdo dfn td th col colgroup at emoji blink marquee nobr input button meta link ' +
  'base basefont source track noscript picture video audio ruby rb rt rtc rp data output progress meter map area ' +
  'slot canvas iframe embed object param frame keygen'
).split(' ');

/** Tags whose content is not meant to be read. */
const UNREADABLE = 'script style head title template svg math'.split(' ');

export type TagKind = 'block' | 'inline' | 'unreadable' | 'unknown';

const KINDS: ReadonlyMap<string, TagKind> = new Map([
  ...BLOCKS.map((name): [string, TagKind] => [name, 'block']),
  ...INLINES.map((name): [string, TagKind] => [name, 'inline']),
  ...UNREADABLE.map((name): [string, TagKind] => [name, 'unreadable']),
]);

/** What a tag is; what is unknown (`<none>`, `List<String>`) is no HTML to us and stays in the text. */
export function tagKind(name: string): TagKind {
  return KINDS.get(name) ?? 'unknown';
}

/**
 * A tag as CommonMark has it; addresses without quotes may hold `=`. Each repetition begins with a space and a name, so
 * there is one way only to read a text; and where quotes reach over other tags, no more than two readings can be under
 * way at any place. So looking at every `<` of a text is linear.
 */
const TAG =
  /<(?:\/([a-z][a-z0-9-]*)\s*|([a-z][a-z0-9-]*)(?:\s+[a-z_:@][\w:.-]*(?:\s*=\s*(?:[^\s"'<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>/iy;

/** The tag that starts at `index` (a `<`), or undefined if there is none. */
export function readTag(text: string, index: number): Tag | undefined {
  TAG.lastIndex = index;
  const match = TAG.exec(text);
  if (match === null) return undefined;
  const [source, end, start = ''] = match;
  return { name: (end ?? start).toLowerCase(), isEnd: end !== undefined, source, end: index + source.length };
}

/** The attributes of a start tag, names in lower case, character references decoded. */
export function attributesOf(tag: Tag): { readonly [name: string]: string | undefined } {
  let found: { [name: string]: string } = {};
  const parser = new Parser({
    onopentag: (_name, attributes) => {
      found = attributes;
    },
  });
  parser.write(tag.source);
  return found;
}
