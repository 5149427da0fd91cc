/** Holds what the library promises for many histories, and counts what happened in them. */
import * as fc from 'fast-check';
import { keep } from './kept.ts';
import { HAPPENINGS, type Happening } from './happenings.ts';
import { historyOf } from './history.ts';
import type { Library } from './library.ts';
import { live } from './live.ts';

/** The histories that are always lived, the same everywhere. */
const SEED = 20_200_520;

/** What happened in fewer lives than this was not looked at. */
const LEAST = 0.01;

export type Lives = Readonly<{
  seeds: number;
  operations: number;
  seed?: number;
  path?: string;
  /** The first failure is enough: it is not made smaller. */
  endOnFailure?: boolean;
  /** Where the smallest history that does not come out right is kept; nowhere when left out. */
  keepIn?: string;
}>;

export type Held = Readonly<{ lives: number; counts: ReadonlyMap<Happening, number> }>;

/** Lives through so many histories; throws with the seed, the path and the smallest history that does not come out right. */
export async function hold(
  library: Library,
  { seeds, operations, seed = SEED, path, endOnFailure = false, keepIn }: Lives,
): Promise<Held> {
  const counts = new Map<Happening, number>(HAPPENINGS.map((one) => [one, 0]));
  let lives = 0;
  const property = fc.asyncProperty(historyOf(operations), async (history) => {
    const { happened } = await live(history, library);
    lives += 1;
    for (const one of happened) counts.set(one, counts.get(one)! + 1);
  });
  await fc.assert(property, {
    numRuns: seeds,
    seed,
    endOnFailure,
    ...(path === undefined ? {} : { path }),
    async asyncReporter(run) {
      if (!run.failed) return;
      const kept = keepIn && run.counterexample ? `\nKept in ${keep(keepIn, run.seed, run.counterexample[0])}.` : '';
      throw new Error(`${fc.defaultReportMessage(run)}${kept}`);
    },
  });
  return { lives, counts };
}

/** What happened too seldom to say anything about it. */
export const rareIn = ({ lives, counts }: Held): string[] =>
  [...counts].filter(([, count]) => count < LEAST * lives).map(([what, count]) => `${what} (${count} of ${lives})`);
