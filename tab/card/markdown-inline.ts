import { safeAddress } from './safe-address.ts';

/** The text made fit for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A piece of HTML, or a run of * or _ that may turn out to open or close emphasis. */
type Piece = { html: string } | Run;
type Run = { mark: string; count: number; canOpen: boolean; canClose: boolean };

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Renders one paragraph's Markdown. Link texts are rendered without links in them. */
export function inline(text: string, linksAllowed = true): string {
  return emphasis(pieces(text, linksAllowed));
}

/** Cuts text into pieces, in one pass from left to right; each rule is anchored where the pass stands. */
function pieces(text: string, linksAllowed: boolean): Piece[] {
  const result: Piece[] = [];
  const closers = linksAllowed ? closingBrackets(text) : new Map<number, number>();
  let plain = '';
  const flush = () => {
    if (plain !== '') result.push({ html: escapeHtml(plain) });
    plain = '';
  };
  const push = (html: string) => {
    flush();
    result.push({ html });
  };
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && (next === '\n' || isPunctuation(next))) {
      if (next === '\n') push('<br>');
      else plain += next;
      at += 2;
    } else if (char === '\n') {
      const hard = plain.endsWith('  ');
      plain = plain.trimEnd();
      if (hard) push('<br>');
      else plain += ' ';
      at += 1;
    } else if (char === '&') {
      const entity = take(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/y, at);
      plain += entity ? decode(entity) : char;
      at += entity?.[0].length ?? 1;
    } else if (char === '*' || char === '_') {
      const run = take(/\*+|_+/y, at)?.[0] ?? char;
      flush();
      result.push(readRun(text, at, run));
      at += run.length;
    } else if (char === '<') {
      const mention = take(/<at>([^<>]{1,200})<\/at>/y, at);
      if (mention) push(`<span class="mention">${escapeHtml(mention[1] ?? '')}</span>`);
      else plain += char;
      at += mention?.[0].length ?? 1;
    } else if (char === '[' && closers.has(at)) {
      const close = closers.get(at) ?? at;
      const target = take(
        /\(\s*(?:<([^<>\s]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y,
        close + 1,
      );
      const label = text.slice(at + 1, close);
      if (target) push(link(label, withoutEscapes(target[1] ?? target[2] ?? '')));
      else plain += char;
      at = target ? close + 1 + target[0].length : at + 1;
    } else {
      plain += char;
      at += 1;
    }
  }
  flush();
  return result;
}

/** For each `[` whose bracket closes with `](`: where the `]` stands. One pass, so hostile nesting costs nothing. */
function closingBrackets(text: string): Map<number, number> {
  const result = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '[') open.push(at);
    else if (char === ']') {
      const start = open.pop();
      if (start !== undefined && text.charAt(at + 1) === '(') result.set(start, at);
    }
  }
  return result;
}

/** A link; one that leads somewhere unsafe is only its text. */
function link(label: string, target: string): string {
  const address = safeAddress(target);
  const html = inline(label, false);
  if (address === undefined) return html;
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${html}</a>`;
}

/** CommonMark's flanking rules, so that snake_case and 2 * 3 stay as they are. */
function readRun(text: string, at: number, run: string): Run {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + run.length);
  const left = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const right = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  const underscore = run.startsWith('_');
  return {
    mark: run.charAt(0),
    count: run.length,
    canOpen: left && (!underscore || !right || isPunctuation(before)),
    canClose: right && (!underscore || !left || isPunctuation(after)),
  };
}

type Opened = { run: Run; count: number; html: string };

/** Pairs the runs: each closer takes the nearest opener of its mark; what finds no partner stays as text. */
function emphasis(all: Piece[]): string {
  const stack: Opened[] = [];
  let html = '';
  const append = (more: string) => {
    const top = stack.at(-1);
    if (top) top.html += more;
    else html += more;
  };
  const abandon = () => {
    const top = stack.pop();
    if (top) append(top.run.mark.repeat(top.count) + top.html);
  };
  for (const piece of all) {
    if ('html' in piece) {
      append(piece.html);
      continue;
    }
    let left = piece.count;
    while (piece.canClose && left > 0) {
      const opener = stack.findLastIndex(each => each.run.mark === piece.mark);
      if (opener === -1) break;
      while (stack.length - 1 > opener) abandon();
      const top = stack.pop();
      if (!top) break;
      const used = left >= 2 && top.count >= 2 ? 2 : 1;
      const inner = used === 2 ? `<strong>${top.html}</strong>` : `<em>${top.html}</em>`;
      left -= used;
      if (top.count > used) stack.push({ run: top.run, count: top.count - used, html: inner });
      else append(inner);
    }
    if (left === 0) continue;
    // Nesting is bounded: what lies deeper is text.
    if (piece.canOpen && stack.length < 40) stack.push({ run: piece, count: left, html: '' });
    else append(piece.mark.repeat(left));
  }
  while (stack.length > 0) abandon();
  return html;
}

function decode([whole, decimal, hex, name]: RegExpExecArray): string {
  if (name !== undefined) return ENTITIES[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function withoutEscapes(target: string): string {
  return target.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
}

function isSpace(char: string): boolean {
  return char === '' || /\s/.test(char);
}

function isPunctuation(char: string): boolean {
  return char !== '' && /[\p{P}\p{S}]/u.test(char);
}
