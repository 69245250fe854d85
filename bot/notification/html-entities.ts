/** The names of the characters 160 to 255, in order (HTML 4, Latin-1). */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

/** Others that senders use: typographic signs, arrows, a few symbols. */
const SIGNS = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  AMP: '&',
  LT: '<',
  GT: '>',
  QUOT: '"',
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  Yuml: 'Ÿ',
  fnof: 'ƒ',
  circ: 'ˆ',
  tilde: '˜',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200c',
  zwj: '\u200d',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  dagger: '†',
  Dagger: '‡',
  bull: '•',
  hellip: '…',
  permil: '‰',
  prime: '′',
  Prime: '″',
  lsaquo: '‹',
  rsaquo: '›',
  euro: '€',
  trade: '™',
  larr: '←',
  uarr: '↑',
  rarr: '→',
  darr: '↓',
  harr: '↔',
  lArr: '⇐',
  rArr: '⇒',
  hArr: '⇔',
  minus: '−',
  infin: '∞',
  asymp: '≈',
  ne: '≠',
  equiv: '≡',
  le: '≤',
  ge: '≥',
  radic: '√',
  sum: '∑',
  check: '✓',
  cross: '✗',
  star: '☆',
  starf: '★',
  phone: '☎',
  hearts: '♥',
  spades: '♠',
  clubs: '♣',
  diams: '♦',
  num: '#',
  ast: '*',
  lowbar: '_',
  grave: '`',
  lbrack: '[',
  rbrack: ']',
  lpar: '(',
  rpar: ')',
  excl: '!',
  colon: ':',
  sol: '/',
  bsol: '\\',
  vert: '|',
  commat: '@',
  dollar: '$',
  percnt: '%',
  plus: '+',
  equals: '=',
  comma: ',',
  period: '.',
  semi: ';',
  quest: '?',
  lbrace: '{',
  rbrace: '}',
  lcub: '{',
  rcub: '}',
  NewLine: '\n',
  Tab: '\t',
};

const NAMES = new Map<string, string>(Object.entries(SIGNS));
for (const [index, name] of LATIN_1.split(' ').entries()) NAMES.set(name, String.fromCharCode(160 + index));

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,9}));/y;

/**
 * The HTML character reference that starts at `index` (an ampersand): what it stands for and how long it is, or
 * undefined if it is none that we know; then the ampersand is meant literally.
 */
export function readEntity(text: string, index: number): { value: string; length: number } | undefined {
  ENTITY.lastIndex = index;
  const match = ENTITY.exec(text);
  if (match === null) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  if (name !== undefined) {
    const value = NAMES.get(name);
    return value === undefined ? undefined : { value, length: whole.length };
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return { value: character(code), length: whole.length };
}

function character(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code === 0 || code > 0x10ffff || isSurrogate ? '\ufffd' : String.fromCodePoint(code);
}

/** Text of an HTML attribute: character references decoded. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  let decoded = '';
  let index = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', index)) {
    const entity = readEntity(text, at);
    decoded += text.slice(index, at) + (entity?.value ?? '&');
    index = at + (entity?.length ?? 1);
  }
  return decoded + text.slice(index);
}
