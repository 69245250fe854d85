/** A piece of a line of a guide. `href` leads only to http, https and mailto. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; inner: Inline[] }
  | { kind: 'link'; href: string; inner: Inline[] };

type Make = (found: RegExpExecArray, links: boolean) => Inline | undefined;

/**
 * Each is tried where the reading stands, the first that fits is taken. Nothing reaches further than a line of text is
 * long, so that a hostile guide costs no more than a long one.
 */
const patterns: [pattern: RegExp, make: Make][] = [
  [/\\([!-/:-@[-`{-~])/y, ([, text = '']) => ({ kind: 'text', text })],
  [
    /(`{1,3})([^`]|[^`].{0,400}?[^`])\1(?!`)/y,
    ([, , text = '']) => ({ kind: 'code', text: text.replace(/^ (.+) $/, '$1') }),
  ],
  [/\*\*(?=\S)(.{1,400}?)(?<=\S)\*\*/y, ([, text = ''], links) => ({ kind: 'strong', inner: readInline(text, links) })],
  [
    /\*(?=\S)([^*]{1,400}?)(?<=\S)\*/y,
    ([, text = ''], links) => ({ kind: 'emphasis', inner: readInline(text, links) }),
  ],
  [
    /(?<![\p{L}\p{N}])_(?=\S)([^_]{1,400}?)(?<=\S)_(?![\p{L}\p{N}])/uy,
    ([, text = ''], links) => ({ kind: 'emphasis', inner: readInline(text, links) }),
  ],
  [
    /\[([^\][]{1,400})\]\(<?([^\s()<>]{1,2000})>?\)/y,
    ([, text = '', address = ''], links) => (links ? link(address, readInline(text, false)) : undefined),
  ],
  [
    /<?(https?:\/\/[^\s<>()[\]`"]{0,2000}[^\s<>()[\]`".,:;!?'])>?/y,
    ([, text = ''], links) => (links ? link(text, [{ kind: 'text', text }]) : undefined),
  ],
];

/**
 * Reads bold, italics, code and links of one paragraph. What is none of them stays as the text it is.
 * @param links false: within the text of a link, where there can be no other
 */
export function readInline(text: string, links = true): Inline[] {
  const pieces: Inline[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = pieceAt(text, at, links);
    if (found === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
    pieces.push(found.piece);
    at += found.length;
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

function pieceAt(text: string, at: number, links: boolean): { piece: Inline; length: number } | undefined {
  // Most characters begin nothing.
  if (!'\\`*_[<h'.includes(text.charAt(at))) return undefined;
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const piece = found ? make(found, links) : undefined;
    if (found && piece) return { piece, length: found[0].length };
  }
  return undefined;
}

/** A link that leads somewhere unsafe is only its text. */
function link(address: string, inner: Inline[]): Inline | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? { kind: 'link', href: url.href, inner } : undefined;
}
