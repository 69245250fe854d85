import type { StateInline } from 'markdown-it';
import { decodeEntities } from '../html-entities.ts';
import { linkUrl } from '../web-url.ts';
import { readAddress } from './addresses.ts';
import { MarkupFinder } from './find-markup.ts';
import { QuickToken } from './quick-tokens.ts';

export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** What some rule of markdown-it, or of ours, looks at; all else is text. */
const STOPS = /[\n!&*<[\\\]_`~]|https?:\/\/|www\./gi;

/** Whether no rule can find anything in the text of a block. */
export function isText(content: string): boolean {
  STOPS.lastIndex = 0;
  return !STOPS.test(content);
}

/** Text up to the next character that may mean something; an address as a whole, so that nothing in it is markup. */
export const textOrAddress: InlineRule = (state, silent) => {
  const { src, pos, posMax } = state;
  STOPS.lastIndex = pos;
  const found = STOPS.exec(src);
  const stop = Math.min(found?.index ?? posMax, posMax);
  if (stop > pos) {
    if (!silent) state.pending += src.slice(pos, stop);
    state.pos = stop;
    return true;
  }
  if (found === null || found[0].length < 4) return false;
  const address = readAddress(src, pos, posMax);
  const end = address?.end ?? Math.min(pos + found[0].length, posMax);
  if (!silent) {
    if (address?.href === undefined) state.pending += address?.text ?? src.slice(pos, end);
    else pushLink(state, address.text, address.href);
  }
  state.pos = end;
  return true;
};

/** Inside a link its address is a mere text; whoever writes the tokens knows. */
function pushLink(state: StateInline, text: string, href: string): void {
  const token = state.push('address', '', 0);
  token.content = text;
  token.attrSet('href', href);
}

const SLACK = /<([a-z][a-z0-9+.-]{0,31}:[^\s<>|]{1,4000})\|([^<>\n]{0,2000})>/iy;
const AUTOLINK = /<([a-z][a-z0-9+.-]{0,31}:[^\s<>]{0,4000})>/iy;
const MAIL = /<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,255})>/iy;

/** `<https://…>`, `<me@example.org>`, and Slack's `<https://…|text>`. */
export const angleLink: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== '<') return false;
  const slack = matchAt(SLACK, state);
  const autolink = slack === null ? matchAt(AUTOLINK, state) : null;
  const match = slack ?? autolink ?? matchAt(MAIL, state);
  if (match === null || state.pos + match[0].length > state.posMax) return false;
  const address = (match[1] ?? '').replaceAll('&amp;', '&');
  const href = slack === null && autolink === null ? `mailto:${address}` : address;
  // Such as `Handle<v8::Object>`.
  if (autolink !== null && linkUrl(href) === undefined) return false;
  if (!silent) {
    const label = decodeEntities(match[2]?.trim() ?? '');
    pushLink(state, label === '' ? address : label, href);
  }
  state.pos += match[0].length;
  return true;
};

function matchAt(pattern: RegExp, { src, pos }: StateInline): RegExpExecArray | null {
  pattern.lastIndex = pos;
  return pattern.exec(src);
}

/** The HTML that starts here; what only looks like some is text. */
export function htmlInline(): InlineRule {
  const known = new WeakMap<StateInline, MarkupFinder>();
  return (state, silent) => {
    if (state.src[state.pos] !== '<') return false;
    let finder = known.get(state);
    if (finder === undefined) {
      finder = new MarkupFinder(state.src);
      known.set(state, finder);
    }
    const markup = finder.find(state.pos, state.posMax);
    if (markup === undefined) return false;
    if (!silent) {
      const token = state.push('html_inline', '', 0);
      if (token instanceof QuickToken) token.html = markup;
    }
    state.pos = markup.end;
    return true;
  };
}

const ENTITY = /&(?:#(?:\d{1,7}|x[0-9a-f]{1,6})|[a-z][a-z0-9]{1,31});/iy;

/** A character reference of HTML; what it stands for means nothing. */
export const entity: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== '&') return false;
  ENTITY.lastIndex = state.pos;
  const source = ENTITY.exec(state.src)?.[0];
  if (source === undefined || state.pos + source.length > state.posMax) return false;
  const decoded = decodeEntities(source);
  if (decoded === source) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = decoded.replace(/\s/g, character => (character === '\u00a0' ? character : ' '));
    token.markup = source;
    token.info = 'entity';
  }
  state.pos += source.length;
  return true;
};
