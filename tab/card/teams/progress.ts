import { html } from './html.ts';
import { numberOf, type Source, textOf, wordOf } from './read.ts';
import type { Words } from './words.ts';

/** How much is done, as a bar; without a value it is under way. */
export function drawProgressBar(source: Source, words: Words, locale: string): HTMLElement {
  const color = wordOf(source.color, ['accent', 'good', 'warning', 'attention']);
  const value = numberOf(source.value);
  if (value === undefined) return html('div', 'card-line', html('span', 'card-note', words.inProgress));
  const part = Math.min(Math.max(value / (numberOf(source.max) || 100), 0), 1);
  const percent = part.toLocaleString(locale, { style: 'percent' });
  const done = html('span', `card-bar ${color}`);
  done.style.width = `${part * 100}%`;
  const track = html('span', 'card-track', done);
  track.role = 'progressbar';
  track.ariaValueNow = String(Math.round(part * 100));
  track.ariaLabel = percent;
  return html('div', 'card-line', track, html('span', 'card-note', percent));
}

/** Something is under way. */
export function drawProgressRing(source: Source, words: Words): HTMLElement {
  const label = textOf(source.label) || words.inProgress;
  const ring = html('span', `card-ring ${wordOf(source.size, ['medium', 'tiny', 'small', 'large'])}`);
  ring.role = 'progressbar';
  ring.ariaLabel = label;
  const position = wordOf(source.labelPosition, ['below', 'before', 'after', 'above']);
  return html('div', `card-line card-ring-${position}`, ring, html('span', '', label));
}
