/** Makes rows points of a drawing, where a cell asks for it. Rules: ../README.md, M. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { Lab } from '../lab.ts';
import { MOST_ROWS, type Plot, type Scale } from '../plot.ts';

/** `plot`, which has its drawing shown by `show`. */
export const createPlot =
  (show: (plot: Plot) => void): Lab['plot'] =>
  (rows, options) =>
    show(toPlot(rows, options));

/** The drawing that a cell asks for. Throws InvalidInputError for what has no place on it. */
function toPlot(rows: unknown, options: Parameters<Lab['plot']>[1] | undefined): Plot {
  const { x, y, scale = 'linear' } = options ?? ({} as Parameters<Lab['plot']>[1]);
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MOST_ROWS) {
    const found = Array.isArray(rows) ? `a list of ${rows.length}` : describeValue(rows);
    throw new InvalidInputError('rows', found, 'rows-to-plot', MOST_ROWS);
  }
  if (scale !== 'linear' && scale !== 'log-log') {
    throw new InvalidInputError('scale', describeValue(scale), 'plot-scale');
  }
  const points = Array.from(rows as unknown[], (row, index) => {
    const place = (name: string): number => coordinate(row, `rows[${index}]`, name, scale);
    return [place(x), place(y)] as const;
  });
  return { x: nameOf(x), y: nameOf(y), scale, points };
}

/** As it stands at an axis; a cell that is not type-checked may name a property by a number. */
const nameOf = (property: unknown): string => String(property).slice(0, 100);

function coordinate(row: unknown, field: string, name: string, scale: Scale): number {
  const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[name] : undefined;
  if (typeof value === 'number' && Number.isFinite(value) && (scale === 'linear' || value > 0)) return value;
  throw new InvalidInputError(`${field}.${name}`, describeValue(value), 'number-to-plot');
}
