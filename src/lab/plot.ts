/** A drawing of rows as points, read again where it is drawn. Rules: README.md, M. */

/** How both axes are divided: evenly, or so that each step is ten times the one before. */
export type Scale = 'linear' | 'log-log';

/** A drawing of points, in the order of the rows. */
export type Plot = Readonly<{ x: string; y: string; scale: Scale; points: readonly (readonly [number, number])[] }>;

/** As many rows are drawn. */
export const MOST_ROWS = 1_000;

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
