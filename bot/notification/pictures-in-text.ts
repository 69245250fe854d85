import { escapeMarkdown } from './escape-markdown.ts';
import type { Markdown } from './notification.ts';
import { imageLabel } from './picture-label.ts';
import { webUrl } from './web-url.ts';

/** A picture that stands in a text, in a paragraph of its own. */
export interface PictureInText {
  url: string;
  /** Plain text; empty if the sender has none. */
  alt: string;
  /** Where a click leads. */
  href: string | undefined;
}

const PICTURE = /^(\[?)!\[((?:[^\]\\]|\\.){0,4000})\]\(([^\s()]{1,4200})\)(?:\]\(([^\s()]{1,4200})\))?$/;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** The parts of a text as `toMarkdown` writes it: Markdown, and the pictures between. */
export function splitPictures(text: Markdown): (Markdown | PictureInText)[] {
  if (!text.includes('![')) return [text];
  const parts: (Markdown | PictureInText)[] = [];
  let paragraphs: string[] = [];
  const endText = () => {
    if (paragraphs.length > 0) parts.push(paragraphs.join('\n\n'));
    paragraphs = [];
  };
  for (const paragraph of text.split('\n\n')) {
    const picture = readPicture(paragraph);
    if (picture === undefined) {
      paragraphs.push(paragraph);
      continue;
    }
    endText();
    parts.push(picture);
  }
  endText();
  return parts;
}

function readPicture(paragraph: string): PictureInText | undefined {
  if (!paragraph.startsWith('![') && !paragraph.startsWith('[![')) return undefined;
  const [, bracket = '', alt = '', src = '', target] = PICTURE.exec(paragraph) ?? [];
  const url = webUrl(src);
  if (url === undefined || (bracket === '[') !== (target !== undefined)) return undefined;
  return { url, alt: alt.replace(ESCAPE, '$1'), href: target === undefined ? undefined : webUrl(target) };
}

/** A text where no picture can be: each is a link to it, or its words where it is a link already. */
export function withoutPictures(text: Markdown): Markdown {
  if (!text.includes('![')) return text;
  return text
    .split('\n\n')
    .map(paragraph => {
      const picture = readPicture(paragraph);
      if (picture === undefined) return paragraph;
      return `[${labelOf(picture)}](${picture.href ?? picture.url})`;
    })
    .join('\n\n');
}

function labelOf({ url, alt }: PictureInText): string {
  return alt === '' ? imageLabel(url) : escapeMarkdown(alt, false);
}
