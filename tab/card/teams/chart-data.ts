import { numberOf, objectsOf, type Source, textOf } from './read.ts';

/** What a chart says, whatever its shape: figures by what they are of, in one or several series. */
export interface Chart {
  title: string;
  note: string;
  /** What the rows are; empty if the sender does not say. */
  category: string;
  /** Names of the series; one empty name where there is but one. */
  series: string[];
  rows: ChartRow[];
  /** What a whole bar is; without it, the largest figure. */
  most?: number;
}

interface ChartRow {
  name: string;
  /** One for each series. */
  values: (number | undefined)[];
  /** The sender's colour of each, if it is one of those that have a meaning. */
  colors: string[];
}

const MEANINGS = new Set(['good', 'warning', 'attention']);

/** Reads each of Teams' charts (npm, @microsoft/teams.cards). */
export function readChart(source: Source): Chart {
  const axes = [textOf(source.xAxisTitle), textOf(source.yAxisTitle)];
  const about = {
    title: textOf(source.title),
    note: [textOf(source.value), ...axes].filter(text => text !== '').join(' · '),
    category: axes[0] ?? '',
    series: [''],
  };
  switch (source.type) {
    case 'Chart.Line':
    case 'Chart.VerticalBar.Grouped':
      return { ...about, ...inSeries(objectsOf(source.data)) };
    case 'Chart.HorizontalBar.Stacked':
      return { ...about, ...stacked(objectsOf(source.data)) };
    case 'Chart.Gauge':
      return { ...about, ...gauge(source) };
    default:
      return { ...about, rows: objectsOf(source.data).map(point => row(point)) };
  }
}

function row(point: Source): ChartRow {
  return {
    name: textOf(point.legend) || textOf(point.x),
    values: [numberOf(point.value) ?? numberOf(point.y)],
    colors: [colorOf(point)],
  };
}

function inSeries(data: Source[]): Pick<Chart, 'series' | 'rows'> {
  const rows = new Map<string, ChartRow>();
  for (const [index, one] of data.entries()) {
    for (const point of objectsOf(one.values)) {
      const name = textOf(point.x);
      const found = rows.get(name) ?? { name, values: data.map(() => undefined), colors: data.map(colorOf) };
      found.values[index] = numberOf(point.y);
      rows.set(name, found);
    }
  }
  return { series: data.map(one => textOf(one.legend)), rows: [...rows.values()] };
}

/** A bar of several parts: one row for each part, below the name of its bar. */
function stacked(data: Source[]): Pick<Chart, 'rows'> {
  const rows = data.flatMap(bar =>
    objectsOf(bar.data).map(part => {
      const names = [textOf(bar.title), textOf(part.legend)].filter(name => name !== '');
      return { ...row(part), name: names.join(': ') };
    }),
  );
  return { rows };
}

function gauge(source: Source): Pick<Chart, 'note' | 'rows' | 'most'> {
  const range = [numberOf(source.min) ?? 0, numberOf(source.max)].filter(end => end !== undefined).join(' – ');
  const value = { name: textOf(source.subLabel) || range, values: [numberOf(source.value)], colors: [''] };
  const segments = objectsOf(source.segments).map(segment => ({
    name: textOf(segment.legend),
    values: [numberOf(segment.size)],
    colors: [colorOf(segment)],
  }));
  return { note: range, rows: [value, ...segments], most: numberOf(source.max) ?? 100 };
}

function colorOf(source: Source): string {
  const color = textOf(source.color);
  return MEANINGS.has(color) ? color : '';
}
