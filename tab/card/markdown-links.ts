import type { MarkdownIt, Token } from 'markdown-it';
import { LINK_REL, safeAddress } from './safe-address.ts';

/**
 * A plugin of markdown-it: a link leads to where a card may lead, in a page of its own that does not learn where it was
 * opened; of one that leads elsewhere its text is left, as in Teams.
 */
export function safeLinks(parser: MarkdownIt): void {
  // Any address makes a link to the parser, so that the marks around a text never show.
  parser.validateLink = () => true;
  parser.normalizeLink = address => address;
  parser.core.ruler.after('inline', 'safe_links', ({ tokens }) => {
    for (const { children } of tokens) if (children) keepSafe(children);
  });
}

/** Links do not stand in links, so that each end belongs to the beginning before it. */
function keepSafe(tokens: Token[]): void {
  let isSafe = false;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const address = safeAddress(String(token.attrGet('href')));
      isSafe = address !== undefined;
      token.attrs = isSafe
        ? [
            ['href', address ?? ''],
            ['target', '_blank'],
            ['rel', LINK_REL],
          ]
        : null;
    }
    if (!isSafe && token.type.startsWith('link_')) token.tag = 'span';
  }
}
