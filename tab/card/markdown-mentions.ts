import type { MarkdownIt, StateInline } from 'markdown-it';

const MENTION = /<at>([^<>]{1,200})<\/at>/y;

/** A plugin of markdown-it: `<at>Name</at>` is a mention. */
export function mentions(parser: MarkdownIt): void {
  parser.inline.ruler.push('mention', readMention);
  parser.renderer.rules.mention = (tokens, index) =>
    `<span class="mention">${parser.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;
}

function readMention(state: StateInline, silent: boolean): boolean {
  MENTION.lastIndex = state.pos;
  const found = MENTION.exec(state.src);
  if (found === null) return false;
  if (!silent) state.push('mention', '', 0).content = found[1] ?? '';
  state.pos += found[0].length;
  return true;
}
