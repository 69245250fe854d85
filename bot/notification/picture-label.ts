import { escapeMarkdown } from './escape-markdown.ts';

/** How a picture without a text of its own is called: the name of its file, else its address. */
export function imageLabel(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return escapeMarkdown(name === '' ? url : name, false);
}
