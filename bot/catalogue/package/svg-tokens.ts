/** A piece of an SVG. Texts and values are as they read, without entities. */
export type SvgToken =
  | { kind: 'open'; name: string; attributes: [name: string, value: string][]; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

/** Something that is not plain XML, or that this reader does not know. */
export class SvgError extends Error {
  override name = 'SvgError';
}

const name = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const declaration = /<\?xml\s[^<>?]{0,200}\?>/y;
const comment = /<!--(?:[^-]|-(?!-))*-->/y;
const open = new RegExp(`<(${name})`, 'y');
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const openEnd = /\s*(\/?)>/y;
const close = new RegExp(`</(${name})\\s*>`, 'y');
const text = /[^<]+/y;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Splits an SVG into its tags and texts; comments and the XML declaration are left out. Knows no document type, no
 * entity but the five of XML and numbers, no CDATA and no other instruction. Throws a SvgError for anything else.
 */
export function* svgTokens(svg: string): Generator<SvgToken> {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(svg);
    if (match) at += match[0].length;
    return match;
  };
  if (svg.startsWith('\uFEFF')) at = 1;
  take(declaration);
  while (at < svg.length) {
    const begun = at;
    if (take(comment)) continue;
    const plain = take(text);
    if (plain) {
      yield { kind: 'text', text: decoded(plain[0]) };
      continue;
    }
    const closed = take(close);
    if (closed) {
      yield { kind: 'close', name: closed[1] ?? '' };
      continue;
    }
    const opened = take(open);
    if (!opened) throw new SvgError(`what begins with "${svg.slice(begun, begun + 20)}" has no place in it.`);
    const attributes = new Map<string, string>();
    for (let one = take(attribute); one; one = take(attribute)) {
      if (attributes.has(one[1] ?? '')) throw new SvgError(`<${opened[1]}> has ${one[1]} twice.`);
      attributes.set(one[1] ?? '', decoded(one[2] ?? one[3] ?? ''));
    }
    const end = take(openEnd);
    if (!end) throw new SvgError(`the tag <${opened[1]}> is not written as XML.`);
    yield { kind: 'open', name: opened[1] ?? '', attributes: [...attributes], empty: end[1] === '/' };
  }
}

function decoded(source: string): string {
  return source.replace(/&(?:#(\d{1,7});|#x([0-9a-f]{1,6});|(\w+);)?/gi, (whole, decimal, hexadecimal, named) => {
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    const read = code === undefined ? (Object.hasOwn(entities, named) ? entities[named] : undefined) : character(code);
    if (read === undefined) throw new SvgError(`it has the entity "${whole}", which is not known.`);
    return read;
  });
}

const character = (code: number): string | undefined =>
  code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
