import { Parser } from 'htmlparser2';
import { FeedError } from './feed.ts';
import { vocabularyOf } from './vocabularies.ts';

export interface XmlElement {
  /** In lower case; of a vocabulary other than RSS with its prefix, such as `dc:creator`. See `vocabularies.ts`. */
  name: string;
  /** Names as they stand in the document. */
  attributes: Readonly<Record<string, string>>;
  /** What relative addresses in it are relative to (`xml:base`). */
  base: string;
  children: (string | XmlElement)[];
}

/** Real feeds stay far below both. */
const deepest = 200;
const mostElements = 250_000;

interface Scope {
  element: XmlElement;
  /** Vocabularies by prefix; the default one has an empty prefix. */
  prefixes: ReadonlyMap<string, string>;
}

/**
 * Reads XML as browsers read HTML: what is not well-formed costs that place at most. Entities that a document defines
 * are not expanded, nothing is loaded. Throws a FeedError if it is nested too deep or has too many elements.
 * @param base the document's own address
 */
export function readXml(text: string, base: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, base, children: [] };
  const open: Scope[] = [{ element: root, prefixes: new Map() }];
  let elements = 0;

  const parser = new Parser(
    {
      onopentag(rawName, attributes) {
        const parent = open.at(-1);
        if (!parent) return;
        if (open.length > deepest || ++elements > mostElements)
          throw new FeedError('too-complex', 'The feed is too large or nested too deep to be read.');
        const prefixes = prefixesIn(attributes, parent.prefixes);
        const ownBase = attributes['xml:base'];
        const element: XmlElement = {
          name: qualifiedName(rawName, prefixes),
          attributes,
          base: (ownBase !== undefined && URL.parse(ownBase, parent.element.base)?.href) || parent.element.base,
          children: [],
        };
        parent.element.children.push(element);
        open.push({ element, prefixes });
      },
      ontext(piece) {
        const children = open.at(-1)?.element.children ?? [];
        // The parser ends a piece at each entity.
        const last = children.length - 1;
        const before = children[last];
        if (typeof before === 'string') children[last] = before + piece;
        else children.push(piece);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return root;
}

function prefixesIn(
  attributes: Record<string, string>,
  inherited: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let prefixes: Map<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const prefix = name.slice('xmlns:'.length).toLowerCase();
    prefixes ??= new Map(inherited);
    prefixes.set(prefix, vocabularyOf(attributes[name] ?? '') ?? prefix);
  }
  return prefixes ?? inherited;
}

function qualifiedName(rawName: string, prefixes: ReadonlyMap<string, string>): string {
  const name = rawName.toLowerCase();
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  // A prefix that nobody declared is taken for what it usually stands for.
  const vocabulary = prefixes.get(prefix) ?? prefix;
  return vocabulary === '' ? name.slice(colon + 1) : `${vocabulary}:${name.slice(colon + 1)}`;
}
