import { html } from './html.ts';
import { numberOf, type Source, textOf } from './read.ts';
import type { Words } from './words.ts';

/** More stars than this are no rating that somebody reads. */
const MOST_STARS = 20;

/** Stars, the figure, and how many have rated. */
export function drawRating(source: Source, words: Words, locale: string): HTMLElement {
  const most = Math.min(Math.max(Math.round(numberOf(source.max) ?? 5), 1), MOST_STARS);
  const value = Math.min(Math.max(numberOf(source.value) ?? 0, 0), most);
  const count = numberOf(source.count);
  const filled = html('span', 'card-stars-filled', '★'.repeat(most));
  filled.style.width = `${(value / most) * 100}%`;
  const stars = html('span', 'card-stars', '☆'.repeat(most), filled);
  stars.role = 'img';
  stars.ariaLabel = words.rating(value.toLocaleString(locale), most.toLocaleString(locale));
  const figures = `${value.toLocaleString(locale)}${count === undefined ? '' : ` · ${count.toLocaleString(locale)}`}`;
  return html('div', 'card-line', stars, html('span', 'card-note', figures));
}

/** What asks for a rating: what is asked, and what is chosen before somebody answers. */
export function drawRatingInput(source: Source, words: Words, locale: string): HTMLElement {
  const label = textOf(source.label);
  const { count: _, ...rating } = source;
  return html(
    'div',
    '',
    ...(label === '' ? [] : [html('div', 'card-title', label)]),
    drawRating(rating, words, locale),
  );
}
