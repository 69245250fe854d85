import { html } from './html.ts';
import { drawIcon } from './icon.ts';
import { type Source, textOf, wordOf } from './read.ts';

/** A badge: a word or two, and an icon, on a ground of one colour. */
export function drawBadge(source: Source): HTMLElement {
  const style = wordOf(source.style, ['default', 'subtle', 'informative', 'accent', 'good', 'attention', 'warning']);
  const appearance = wordOf(source.appearance, ['filled', 'tint']);
  const shape = wordOf(source.shape, ['circular', 'rounded', 'square']);
  const icon = textOf(source.icon) === '' ? [] : [drawIcon({ name: source.icon })];
  const text = html('span', '', textOf(source.text));
  const parts = wordOf(source.iconPosition, ['before', 'after']) === 'after' ? [text, ...icon] : [...icon, text];
  const badge = html('span', `card-badge ${style} ${appearance} ${shape}`, ...parts);
  badge.title = textOf(source.tooltip);
  return html('div', 'card-line', badge);
}
