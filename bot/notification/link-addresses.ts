import { escapeMarkdown } from './escape-markdown.ts';
import { addressesIn } from './markdown/addresses.ts';
import type { Markdown } from './notification.ts';
import { linkUrl } from './web-url.ts';

/**
 * Plain text as Markdown in which its addresses (`https://…`, `www.…`) are links, since Teams makes none by itself;
 * all else reads as it stands.
 */
export function linkAddresses(text: string, atLineStart = true): Markdown {
  let markdown = '';
  for (const { text: part, href } of addressesIn(text)) {
    const url = href === undefined ? undefined : linkUrl(href);
    const escaped = escapeMarkdown(part, atLineStart && markdown === '');
    markdown += url === undefined ? escaped : `[${escaped}](${url})`;
  }
  return markdown;
}
