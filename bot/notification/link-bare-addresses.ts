import { escapeMarkdown } from './escape-markdown.ts';
import { readAddress } from './markdown/addresses.ts';
import type { Markdown } from './notification.ts';
import { linkUrl } from './web-url.ts';

const ADDRESS_STARTS = /https?:\/\/|www\./gi;
/** The addresses of a line with any of these may be in a link or in code. */
const HAS_MARKUP = /\]\(|[`<]/;
/** A longer text would become too long with its addresses in it twice. */
const MAX_TEXT = 10_000;

/** A card's Markdown in which its bare addresses (`https://…`, `www.…`) are links, since Teams makes none by itself. */
export function linkBareAddresses(markdown: Markdown): Markdown {
  if (markdown.length > MAX_TEXT || !/:\/\/|www\./i.test(markdown)) return markdown;
  return markdown
    .split('\n')
    .map(line => (HAS_MARKUP.test(line) ? line : linkLine(line)))
    .join('\n');
}

function linkLine(line: string): Markdown {
  let linked = '';
  let done = 0;
  for (const { index } of line.matchAll(ADDRESS_STARTS)) {
    const address = index < done ? undefined : readAddress(line, index);
    const url = address?.href === undefined ? undefined : linkUrl(address.href);
    if (address === undefined || url === undefined) continue;
    linked += `${line.slice(done, index)}[${escapeMarkdown(address.text, false)}](${url})`;
    done = address.end;
  }
  return linked + line.slice(done);
}
