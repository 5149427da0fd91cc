/** Works out what a run has to do: where the world goes back to, and which cells run in which order. Rules X2-X4. */
import type { CellOptions } from '#lesson';

/** How far a cell got the last time it came to its end, and from what. */
export type Mark = Readonly<{
  file: string;
  /** Hash of the cell's text and of the texts it imports. */
  hash: string;
  /** Journal position at the cell's end. */
  journalPosition: number;
  /** Virtual time at the cell's end, milliseconds since 1970. */
  time: number;
  ended: 'done' | 'refused' | 'conflict' | 'crashed' | 'failed';
  /** The world it speaks of is gone: the cell has to run again before it counts. */
  isStale: boolean;
}>;

/** As a cell is meant to end, or further on. */
const ENDS: Readonly<Record<CellOptions['ends'], readonly Mark['ended'][]>> = {
  done: ['done'],
  refused: ['done', 'refused'],
  conflict: ['done', 'conflict'],
  error: ['done', 'failed', 'crashed'],
};

/** True for a cell that got as far as its author means it to. */
export const endsAsMeant = ({ ends }: Pick<CellOptions, 'ends'>, mark: Mark | null): boolean =>
  mark !== null && ENDS[ends].includes(mark.ended);

/** A cell as the plan sees it. */
export type PlannedCell = Pick<CellOptions, 'file' | 'from' | 'rerun'> & Readonly<{ hash: string; mark: Mark | null }>;

/** What a run has to do. */
export type Plan = Readonly<{
  /** Journal position that the world goes back to. */
  rewindTo: number;
  /** Virtual time there; null for the lesson's beginning. */
  time: number | null;
  /** Files to run, in order; the last is the one that was asked for. */
  runs: readonly string[];
  /** The cell goes on where its own last run ended, and so does something else than on a new page. */
  goesOn?: true;
}>;

/** The plan for running `target`, one of `cells`, which are in page order. */
export function planRun(cells: readonly PlannedCell[], target: string): Plan {
  const index = cells.findIndex(({ file }) => file === target);
  const cell = cells[index]!;
  const chain = chainBefore(cells, index);
  const missing = chain.findIndex((_, at) => !isCurrent(chain, at));
  if (missing === -1 && cell.rerun === 'continue' && cell.mark && !cell.mark.isStale)
    return { ...planFrom(cell.mark, [target]), goesOn: true };
  const kept = missing === -1 ? chain : chain.slice(0, missing);
  const runs = [...chain.slice(kept.length).map(({ file }) => file), target];
  return planFrom(kept.at(-1)?.mark ?? null, runs);
}

/**
 * The plans for running all of `cells`, one for each part of the page that begins a world. The first cells stay as they are while
 * each has a mark that counts; who asks gives no mark for a cell whose output has to be brought back.
 */
export function planAll(cells: readonly PlannedCell[]): readonly Plan[] {
  const missing = cells.findIndex((_, at) => !isCurrent(cells, at));
  const first = missing === -1 ? cells.length : missing;
  const starts = cells.flatMap(({ from }, at) => (at > first && from === 'start' ? [at] : []));
  return [first, ...starts].map((begin, index) =>
    planFrom(
      markBefore(cells, begin),
      cells.slice(begin, starts[index]).map(({ file }) => file),
    ),
  );
}

const planFrom = (mark: Mark | null, runs: readonly string[]): Plan => ({
  rewindTo: mark?.journalPosition ?? 0,
  time: mark?.time ?? null,
  runs,
});

/** The cells that make the world before a cell: those above it, back to the last that starts afresh. */
function chainBefore(cells: readonly PlannedCell[], index: number): readonly PlannedCell[] {
  if (cells[index]!.from === 'start') return [];
  const above = cells.slice(0, index);
  const start = above.findLastIndex(({ from }) => from === 'start');
  return start === -1 ? above : above.slice(start);
}

/** True when the cell's mark still says what running it now would leave. */
function isCurrent(chain: readonly PlannedCell[], at: number): boolean {
  const { mark, hash } = chain[at]!;
  const before = markBefore(chain, at)?.journalPosition ?? 0;
  return mark !== null && !mark.isStale && mark.hash === hash && mark.journalPosition >= before;
}

/** The mark of the world that a cell, or what comes behind the last one, starts from; null for the beginning. */
const markBefore = (cells: readonly PlannedCell[], at: number): Mark | null =>
  cells[at]?.from === 'start' ? null : (cells[at - 1]?.mark ?? null);
