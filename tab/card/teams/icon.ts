import { html } from './html.ts';
import { type Source, textOf } from './read.ts';

/**
 * An icon of Fluent: there are thousands, which a page cannot hold, so its name stands where Teams draws it. Names may
 * carry a style, as in `Calendar,filled`.
 */
export function drawIcon(source: Source): HTMLElement {
  const name = textOf(source.name).split(',', 1)[0] ?? '';
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const icon = html('span', 'card-icon', words);
  icon.title = name;
  return icon;
}
