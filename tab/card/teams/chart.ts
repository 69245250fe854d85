import { type Chart, readChart } from './chart-data.ts';
import { html } from './html.ts';
import type { Source } from './read.ts';
import type { Words } from './words.ts';

/** A chart as a table with its title: every figure, and a bar that shows how it stands to the largest one. */
export function drawChart(source: Source, words: Words, locale: string): HTMLElement {
  const chart = readChart(source);
  const figure = html('figure', 'card-chart');
  if (chart.title !== '') figure.append(html('figcaption', 'card-title', chart.title));
  if (chart.note !== '') figure.append(html('div', 'card-note', chart.note));
  figure.append(drawTable(chart, words, locale));
  return figure;
}

function drawTable({ category, series, rows, most }: Chart, words: Words, locale: string): HTMLElement {
  const table = html('table', '');
  if (series.some(name => name !== '')) {
    const names = [category || words.category, ...series].map(name => html('th', '', name));
    for (const name of names) name.scope = 'col';
    table.append(html('thead', '', html('tr', '', ...names)));
  }
  const largest =
    most ?? rows.reduce((max, { values }) => Math.max(max, ...values.map(value => Math.abs(value ?? 0))), 0);
  const body = rows.map(({ name, values, colors }) => {
    const head = html('th', '', name);
    head.scope = 'row';
    const cells = values.map((value, index) => drawValue(value, largest, colors[index] ?? '', locale));
    return html('tr', '', head, ...cells);
  });
  table.append(html('tbody', '', ...body));
  return table;
}

function drawValue(value: number | undefined, largest: number, color: string, locale: string): HTMLElement {
  if (value === undefined) return html('td', '');
  const bar = html('span', `card-bar ${color}`);
  bar.style.width = `${largest === 0 ? 0 : Math.min(Math.abs(value) / largest, 1) * 100}%`;
  return html('td', '', html('span', 'card-value', value.toLocaleString(locale)), bar);
}
