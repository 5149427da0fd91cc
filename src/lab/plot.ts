/** Rows as points of a drawing: checked where a cell asks for it, and read again where it is drawn. Rules: README.md, M. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { Lab } from './lab.ts';

/** How both axes are divided: evenly, or so that each step is ten times the one before. */
export type Scale = 'linear' | 'log-log';

/** A drawing of points, in the order of the rows. */
export type Plot = Readonly<{ x: string; y: string; scale: Scale; points: readonly (readonly [number, number])[] }>;

const MOST_ROWS = 1_000;

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

/** The drawing in a text that came over the border; null for anything else. */
export function readPlot(text: string): Plot | null {
  let read: Partial<Record<keyof Plot, unknown>> | null;
  try {
    read = JSON.parse(text) as typeof read;
  } catch {
    return null;
  }
  const { x, y, scale, points } = read ?? {};
  const isPoint = (point: unknown): boolean =>
    Array.isArray(point) && point.length === 2 && point.every((part) => Number.isFinite(part));
  if (typeof x !== 'string' || typeof y !== 'string' || (scale !== 'linear' && scale !== 'log-log')) return null;
  if (!Array.isArray(points) || points.length === 0 || points.length > MOST_ROWS || !points.every(isPoint)) return null;
  if (scale === 'log-log' && !(points as number[][]).flat().every((part) => part > 0)) return null;
  return { x, y, scale, points: points as Plot['points'] };
}
