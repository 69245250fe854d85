import { decodeHTMLStrict } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { FeedError } from './feed.ts';
import { type Base, documentBase, innerBase } from './xml-base.ts';
import { createNames } from './xml-names.ts';

export interface XmlElement {
  /** In lower case; of a vocabulary other than RSS with its prefix, such as `dc:creator`. See `vocabularies.ts`. */
  name: string;
  /** Those that feeds are read by, names in lower case; see `readAttributes`. */
  attributes: ReadonlyMap<string, string>;
  /** What relative addresses in it are relative to. */
  base: Base;
  children: (string | XmlElement)[];
}

/** Picks the entries out of a document while it is read, so that it is never in memory as a whole. */
export interface EntryHandler {
  /** @param parents from the root on; the first is the document itself */
  isEntry(name: string, parents: readonly XmlElement[]): boolean;
  /** Called with each entry when it is complete. It is then no child of its parent any more. */
  onEntry(entry: XmlElement, parents: readonly XmlElement[]): void;
}

/** Real feeds stay far below these. Beyond, a document is refused. */
const deepest = 200;
const mostElements = 250_000;
const mostAttributes = 500_000;
const mostAttributesOfOne = 1_000;

/** Beyond these, what is further inside one entry, or in the feed outside of its entries, is not kept. */
const mostKept = 20_000;
const mostText = 500_000;
const longestText = 100_000;
const longestValue = 10_000;

const readAttributes: ReadonlySet<string> = new Set(
  'href src alt url rel type mode term label text medium ispermalink rdf:about xml:base'.split(' '),
);
const nothing: ReadonlyMap<string, string> = new Map();

/** An element that is open. */
interface Open {
  element: XmlElement;
  rawName: string;
  isEntry: boolean;
  /** Its parent has it as a child. */
  isKept: boolean;
  /** Characters that stand in it directly. */
  text: number;
  /** See `Names.depth`. */
  names: number;
}

/**
 * Reads XML as browsers read HTML: what is not well-formed costs that place at most. Entities that a document defines
 * are not expanded, those of HTML are known; nothing is loaded. Time is linear in the text and memory is bounded,
 * whatever it says. Throws a FeedError if it is nested too deep or has too many elements or attributes.
 * @param url the document's own address
 */
export function readXml(text: string, url: string, { isEntry, onEntry }: EntryHandler): XmlElement {
  const root: XmlElement = { name: '', attributes: nothing, base: documentBase(url), children: [] };
  const parents: XmlElement[] = [root];
  const open: Open[] = [{ element: root, rawName: '', isEntry: false, isKept: true, text: 0, names: 0 }];
  /** How many elements of a name are open. */
  const openNames = new Map<string, number>();
  const names = createNames();
  const entire = { elements: 0, attributes: 0 };
  const room = { ofFeed: { elements: mostKept, text: mostText }, ofEntry: { elements: 0, text: 0 } };
  let left = room.ofFeed;

  let rawName = '';
  let attributes: Map<string, string> | undefined;
  let attributesOfOne = 0;
  let attributeName: string | undefined;
  let value = '';

  const tooComplex = () => new FeedError('too-complex', 'The feed is too large or nested too deep to be read.');

  function begin(): void {
    const parent = open.at(-1);
    if (!parent) return;
    if (open.length > deepest || ++entire.elements > mostElements) throw tooComplex();
    const before = names.depth();
    for (const [name, namespace] of attributes ?? nothing) if (isDeclaration(name)) names.declare(name, namespace);
    const name = names.nameOf(rawName);
    const entry = left === room.ofFeed && isEntry(name, parents);
    if (entry) {
      room.ofEntry = { elements: mostKept, text: mostText };
      left = room.ofEntry;
    }
    const isKept = !entry && parent.isKept && left.elements > 0;
    const element: XmlElement = {
      name,
      attributes: attributes ?? nothing,
      base: innerBase(parent.element.base, attributes?.get('xml:base')),
      children: [],
    };
    if (isKept) {
      left.elements -= 1;
      parent.element.children.push(element);
    }
    open.push({ element, rawName, isEntry: entry, isKept: isKept || entry, text: 0, names: before });
    parents.push(element);
    openNames.set(rawName, (openNames.get(rawName) ?? 0) + 1);
  }

  function end(): void {
    const last = open.pop();
    parents.pop();
    if (!last) return;
    openNames.set(last.rawName, (openNames.get(last.rawName) ?? 1) - 1);
    names.leave(last.names);
    if (!last.isEntry) return;
    left = room.ofFeed;
    onEntry(last.element, parents);
  }

  function add(from: number, to: number, read: (piece: string) => string): void {
    const last = open.at(-1);
    if (!last?.isKept) return;
    const most = Math.min(longestText - last.text, left.text);
    if (most <= 0) return;
    const piece = read(text.slice(from, Math.min(to, from + most)));
    last.text += piece.length;
    left.text -= piece.length;
    const { children } = last.element;
    // The tokenizer ends a piece at each entity.
    const before = children.at(-1);
    if (typeof before === 'string') children[children.length - 1] = before + piece;
    else children.push(piece);
  }

  const callbacks: TokenizerCallbacks = {
    onopentagname(from, to) {
      rawName = text.slice(from, to);
      attributes = undefined;
      attributesOfOne = 0;
    },
    onattribname(from, to) {
      if (++attributesOfOne > mostAttributesOfOne || ++entire.attributes > mostAttributes) throw tooComplex();
      const name = to - from > longestValue ? '' : text.slice(from, to).toLowerCase();
      const isRead = readAttributes.has(name) || isDeclaration(name);
      attributeName = isRead && !attributes?.has(name) ? name : undefined;
      value = '';
    },
    onattribdata(from, to) {
      if (attributeName === undefined || value.length > longestValue) return;
      value += decoded(text.slice(from, Math.min(to, from + longestValue + 1)));
    },
    onattribentity(codepoint) {
      if (attributeName !== undefined && value.length <= longestValue) value += character(codepoint);
    },
    onattribend() {
      // A part of an address is no address.
      if (attributeName === undefined || value.length > longestValue) return;
      attributes ??= new Map();
      attributes.set(attributeName, value);
    },
    onopentagend: begin,
    onselfclosingtag() {
      begin();
      end();
    },
    onclosetag(from, to) {
      const name = text.slice(from, to);
      if (!openNames.get(name)) return;
      while (open.length > 1 && open.at(-1)?.rawName !== name) end();
      if (open.length > 1) end();
    },
    ontext: (from, to) => add(from, to, decoded),
    ontextentity: (codepoint, to) => add(to - 1, to, () => character(codepoint)),
    oncdata: (from, to, endOffset) => add(from, to - endOffset, piece => piece),
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };

  const tokenizer = new Tokenizer({ xmlMode: true }, callbacks);
  tokenizer.write(text);
  tokenizer.end();
  while (open.length > 1) end();
  return root;
}

const isDeclaration = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');

/** The tokenizer knows XML's five entities; feeds use HTML's. */
const decoded = (piece: string) => (piece.includes('&') ? decodeHTMLStrict(piece) : piece);

/** Many write the numbers of windows-1252, as HTML allows. */
const character = (codepoint: number) =>
  codepoint >= 0x80 && codepoint <= 0x9f ? decodeHTMLStrict(`&#${codepoint};`) : String.fromCodePoint(codepoint);
