/** Rows as points: what is drawn, what is refused, and what comes over the border. */
import { describe, expect, test } from 'vitest';
import { readPlot, type Plot } from '#lab';
import { createPlot } from '../../src/lab/on-demand/plot.ts';

function setUp() {
  const drawn: Plot[] = [];
  return { drawn, plot: createPlot((plot) => drawn.push(plot)) };
}

test('M3: rows are points in their order, evenly unless another scale is asked for', () => {
  const { drawn, plot } = setUp();
  const rows = [
    { size: 3, ms: 0.5, runs: [] },
    { size: 1, ms: -2 },
  ];
  plot(rows, { x: 'size', y: 'ms' });
  plot(rows.slice(0, 1), { x: 'size', y: 'ms', scale: 'log-log' });
  expect(drawn).toEqual([
    {
      x: 'size',
      y: 'ms',
      scale: 'linear',
      points: [
        [3, 0.5],
        [1, -2],
      ],
    },
    { x: 'size', y: 'ms', scale: 'log-log', points: [[3, 0.5]] },
  ]);
});

test.each([
  ['no list', { 0: 1 }, {}, 'rows', 'rows-to-plot'],
  ['an empty list', [], {}, 'rows', 'rows-to-plot'],
  ['too long a list', Array.from({ length: 1_001 }, () => ({ a: 1, b: 1 })), {}, 'rows', 'rows-to-plot'],
  ['a row without the property', [{ a: 1, b: 1 }, { a: 1 }], {}, 'rows[1].b', 'number-to-plot'],
  ['a row with a text there', [{ a: '1', b: 1 }], {}, 'rows[0].a', 'number-to-plot'],
  ['a row with no number there', [{ a: NaN, b: 1 }], {}, 'rows[0].a', 'number-to-plot'],
  ['what is no row', [null], {}, 'rows[0].a', 'number-to-plot'],
  ['a hole', Array(1), {}, 'rows[0].a', 'number-to-plot'],
  ['0 on a scale of tens', [{ a: 0, b: 1 }], { scale: 'log-log' }, 'rows[0].a', 'number-to-plot'],
  ['a scale of its own', [{ a: 1, b: 1 }], { scale: 'log' }, 'scale', 'plot-scale'],
])('M3: %s is refused, and nothing is drawn', (...[, rows, options, field, expected]) => {
  const { drawn, plot } = setUp();
  const draw = () => plot(rows as object[], { x: 'a', y: 'b', ...options } as never);
  expect(draw).toThrow(expect.objectContaining({ data: expect.objectContaining({ field, expected }) }) as never);
  expect(drawn).toEqual([]);
});

describe('M4: over the border', () => {
  const plot = {
    x: 'size',
    y: 'ms',
    scale: 'log-log',
    points: [
      [1, 2],
      [10, 20],
    ],
  };

  test('comes what was sent', () => {
    expect(readPlot(JSON.stringify(plot))).toEqual(plot);
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['no names', JSON.stringify({ ...plot, x: 5 })],
    ['another scale', JSON.stringify({ ...plot, scale: 'tens' })],
    ['no points', JSON.stringify({ ...plot, points: [] })],
    ['points that are none', JSON.stringify({ ...plot, points: [[1]] })],
    ['points that are texts', JSON.stringify({ ...plot, points: [['1', '2']] })],
    ['what JSON has for NaN', JSON.stringify({ ...plot, points: [[1, NaN]] })],
    ['too many points', JSON.stringify({ ...plot, points: Array.from({ length: 1_001 }, () => [1, 1]) })],
    ['points that have no place', JSON.stringify({ ...plot, points: [[0, 1]] })],
  ])('%s is left out', (_, text) => {
    expect(readPlot(text)).toBeNull();
  });
});
