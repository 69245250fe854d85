/** An address that stands in a text by itself. */
export interface Address {
  /** As it is read, without escapes. */
  text: string;
  /** Where a link to it leads; undefined if it is none after all, and then nothing in it is one either. */
  href: string | undefined;
  end: number;
}

/** Where an address may begin. */
const ADDRESS_STARTS = /https?:\/\/|www\./gi;
const ADDRESS_START = /https?:\/\/|www\./iy;
/** No part of an address, but for what is in square brackets and brackets that are escaped. */
const ADDRESS = /(?:[^\s<>"`[\]\\|\u3000-\u303f\uff00-\uffef]|\\[!-/:-@[-`{-~]|\[[^\s<>"`[\]\\|]{0,100}\])+/y;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const AMPERSAND = /&amp;/g;
const BEFORE = /[\p{L}\p{N}_]/u;
const HOST = /^https?:\/\/(?:[\p{L}\p{N}]|\[[\da-f:])/iu;
const MAX_LENGTH = 4_000;

/**
 * The address that starts at `at` and ends by `limit`, as GitHub Flavored Markdown finds them: closing punctuation, and
 * a closing bracket that was not opened inside, belong to the sentence.
 */
export function readAddress(text: string, at: number, limit = text.length): Address | undefined {
  if (BEFORE.test(text[at - 1] ?? ' ')) return undefined;
  ADDRESS_START.lastIndex = at;
  const start = ADDRESS_START.exec(text)?.[0];
  if (start === undefined) return undefined;
  ADDRESS.lastIndex = at;
  const whole = (ADDRESS.exec(text)?.[0] ?? '').slice(0, limit - at);
  const source = withoutClosing(whole);
  if (source.length < start.length) return undefined;
  const shown = source.replace(ESCAPE, '$1').replace(AMPERSAND, '&');
  const href = start.toLowerCase() === 'www.' ? `http://${shown}` : shown;
  const isAddress = source.length <= MAX_LENGTH && HOST.test(href) && URL.canParse(href);
  return { text: shown, href: isAddress ? href : undefined, end: at + source.length };
}

/** Without punctuation that ends a sentence, marks of emphasis, and what closes more than was opened. */
function withoutClosing(address: string): string {
  let depth = 0;
  let braces = 0;
  for (const character of address) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '{') braces += 1;
    else if (character === '}') braces -= 1;
  }
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? '';
    if (last === ')' && depth < 0) depth += 1;
    else if (last === '}' && braces < 0) braces += 1;
    else if (!'?!.,:;*_~\'"’”»'.includes(last)) break;
  }
  return address.slice(0, end);
}

/** Places in the text itself, whole files and programs: no addresses of anything. */
const NO_ADDRESS = /^(?:#|cid:|data:|javascript:|vbscript:)/i;

/** Whether a link that cannot be opened is worth writing out. */
export function isWorthShowing(href: string): boolean {
  return href !== '' && href.length <= MAX_LENGTH && !NO_ADDRESS.test(href);
}

const ADDRESS_LABEL = /^(?:(?:https?:\/\/|www\.)\S+|[\w.-]+\.(?:com|org|net|edu|gov|io|dev)(?:[/:]\S*)?)$/i;

/** Whether the text of a link is an address, and another one than the link leads to. */
export function isOtherAddress(label: string, href: string): boolean {
  if (!ADDRESS_LABEL.test(label) || label === href) return false;
  const shown = URL.parse(/^https?:/i.test(label) ? label : `https://${label}`);
  const target = URL.parse(href);
  if (shown === null || target === null) return true;
  const host = (url: URL) => url.host.replace(/^www\./, '');
  if (host(shown) !== host(target)) return true;
  const path = `${shown.pathname}${shown.search}`.replace(/(?:%E2%80%A6|\.\.\.|\/)$/, '');
  return !`${target.pathname}${target.search}`.startsWith(path);
}

/** A text in parts: addresses that a link can lead to, and what stands between them. */
export function addressesIn(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let from = 0;
  let end = 0;
  for (const { index } of text.matchAll(ADDRESS_STARTS)) {
    if (index < end) continue;
    const address = readAddress(text, index);
    if (address === undefined) continue;
    end = address.end;
    if (address.href === undefined) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: address.text, href: address.href });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
