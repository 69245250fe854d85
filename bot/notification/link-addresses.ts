import { escapeMarkdown } from './escape-markdown.ts';
import { addressesIn } from './markdown/addresses.ts';
import type { Markdown } from './notification.ts';
import { linkUrl } from './web-url.ts';

const WEB = /www\./i;

/**
 * Plain text as Markdown in which its addresses (`https://…`, `www.…`) are links, since Teams makes none by itself;
 * all else reads as it stands.
 */
export function linkAddresses(text: string, atLineStart = true): Markdown {
  if (!text.includes('://') && !WEB.test(text)) return escapeMarkdown(text, atLineStart);
  let markdown = '';
  for (const { text: part, href } of addressesIn(text)) {
    // One that was cut leads nowhere.
    const url = href === undefined || href.endsWith('…') ? undefined : linkUrl(href);
    const escaped = escapeMarkdown(part, atLineStart && markdown === '');
    if (url === undefined) {
      markdown += escaped;
      continue;
    }
    // Behind an exclamation mark a link would be a picture.
    if (markdown.endsWith('!')) markdown = `${markdown.slice(0, -1)}\\!`;
    markdown += `[${escaped}](${url})`;
  }
  return markdown;
}
