import assert from 'node:assert/strict';
import { readChart } from './chart-data.ts';

describe('a chart', () => {
  it('of shares or bars has a row for each', () => {
    const data = [
      { legend: 'Passed', value: 12, color: 'good' },
      { x: 'Failed', y: '3' },
      { x: 'Unknown', y: null, color: 'categoricalRed' },
    ];
    assert.deepEqual(readChart({ type: 'Chart.Donut', title: 'Tests', value: '15', data }), {
      title: 'Tests',
      note: '15',
      category: '',
      series: [''],
      rows: [
        { name: 'Passed', values: [12], colors: ['good'] },
        { name: 'Failed', values: [3], colors: [''] },
        { name: 'Unknown', values: [undefined], colors: [''] },
      ],
    });
  });

  it('of several series has a row for each place on the axis, also where a series has nothing there', () => {
    const data = [
      { legend: 'eu', values: [{ x: 1, y: 4 }] },
      {
        legend: 'us',
        values: [
          { x: 1, y: 5 },
          { x: 2, y: 6 },
        ],
      },
    ];
    const { series, rows } = readChart({ type: 'Chart.Line', data });
    assert.deepEqual(series, ['eu', 'us']);
    assert.deepEqual(
      rows.map(({ name, values }) => [name, ...values]),
      [
        ['1', 4, 5],
        ['2', undefined, 6],
      ],
    );
  });

  it('that measures has its range, its value and its segments', () => {
    const segments = [{ legend: 'low', size: 33, color: 'good' }];
    const { note, rows, most } = readChart({ type: 'Chart.Gauge', value: 50, min: 10, max: 200, segments });
    assert.deepEqual([note, most], ['10 – 200', 200]);
    assert.deepEqual(
      rows.map(({ name, values }) => [name, ...values]),
      [
        ['10 – 200', 50],
        ['low', 33],
      ],
    );
  });

  it('is empty where its data are nonsense', () => {
    for (const data of [undefined, null, 'x', [1, null, 'y'], {}])
      assert.deepEqual(readChart({ type: 'Chart.VerticalBar.Grouped', data }).rows, []);
  });
});
