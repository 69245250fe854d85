import createParser, { type Env, type MarkdownIt, type StateCore, type Token } from 'markdown-it';
import { blockquote, deepLine, paragraph, rawHtml } from './block-rules.ts';
import { codeSpan } from './code-spans.ts';
import { angleLink, entity, htmlInline, isText, textOrAddress } from './inline-rules.ts';
import { plainBracket } from './plain-bracket.ts';
import { buildTokensQuickly, textToken } from './quick-tokens.ts';
import { table } from './table-rule.ts';

/** A longer paragraph is read in parts, so that no construct can make reading it slow. */
const MAX_PARAGRAPH = 8_000;

const markdownIt = createMarkdownIt();

/**
 * The tokens of a Markdown text, read by markdown-it with rules of our own where Teams, or time, need others: HTML and
 * addresses (theirs would look at long texts again and again), paragraphs, tables and nesting. Definitions of links
 * stay among the tokens, since an unused one is text to its sender.
 */
export function parseMarkdown(source: string): Token[] {
  return markdownIt.parse(source, {});
}

/** The tokens of a text that is known to be inside a block. */
export function parseInline(source: string): Token[] {
  const env: Env = {};
  const children: Token[] = [];
  parseParts(source, env, children);
  return children;
}

function createMarkdownIt(): MarkdownIt {
  const parser = createParser({ html: true });
  // What an address is worth is decided where it is written.
  parser.validateLink = () => true;
  parser.normalizeLink = url => url;
  parser.normalizeLinkText = url => url;
  buildTokensQuickly(parser);
  const { core, block, inline } = parser;
  core.ruler.disable(['normalize', 'strip_references', 'linkify', 'replacements', 'smartquotes', 'text_join']);
  core.ruler.at('inline', readInlines);
  block.ruler.before('table', 'deep_line', deepLine);
  block.ruler.at('table', table, { alt: ['paragraph', 'reference'] });
  const outermost = ['paragraph', 'reference', 'blockquote', 'list'];
  block.ruler.at('blockquote', blockquote, { alt: outermost });
  block.ruler.at('html_block', rawHtml(), { alt: ['paragraph', 'reference', 'blockquote'] });
  block.ruler.disable('lheading');
  block.ruler.at('paragraph', paragraph);
  inline.ruler.at('text', textOrAddress);
  inline.ruler.disable('linkify');
  inline.ruler.at('backticks', codeSpan());
  inline.ruler.before('link', 'plain_bracket', plainBracket());
  inline.ruler.at('autolink', angleLink);
  inline.ruler.at('html_inline', htmlInline());
  inline.ruler.at('entity', entity);
  return parser;
}

function readInlines(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    token.children = [];
    parseParts(token.content, state.env, token.children);
  }
}

function parseParts(content: string, env: Env, children: Token[]): void {
  if (isText(content)) {
    children.push(textToken(content));
    return;
  }
  for (let at = 0; at < content.length; ) {
    const end = partEnd(content, at);
    const part: Token[] = [];
    markdownIt.inline.parse(content.slice(at, end), markdownIt, env, part);
    for (const token of part) children.push(token);
    at = end;
  }
}

/** Where the part that starts at `at` ends: at a line break or a space, if there is one not far before. */
function partEnd(content: string, at: number): number {
  const limit = at + MAX_PARAGRAPH;
  if (content.length <= limit) return content.length;
  const half = at + MAX_PARAGRAPH / 2;
  for (const space of ['\n', ' ']) {
    const found = content.lastIndexOf(space, limit - 1);
    if (found > half) return found;
  }
  const code = content.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}
