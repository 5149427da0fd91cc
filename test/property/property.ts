/** The property: running all at the end of any history gives what a new page with the same texts gives. Rule X26. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { anyHistory, type History } from './any-history.ts';
import type { Life } from './live.ts';
import { idsOf } from './picture.ts';
import { Report } from './report.ts';

/** The histories that are always lived, the same everywhere. */
const SEED = 20_200_520;

/** Lives through a history and throws when it does not come out right. */
export type Judge = (history: History) => Promise<Life>;

/** Fails unless a life has come to what a new page comes to, and chance was another one in each of its runs. Rules X26, X10. */
export function expectRight({ reached, fresh }: Life): void {
  expect(reached).toEqual(fresh);
  const ids = idsOf(reached);
  expect(ids, 'ids of events').toEqual([...new Set(ids)]);
}

/** What a person asked for: `npm run property -- --runs 5000 --seed 7`, and for one history its path besides. */
const { PROPERTY_RUNS: runsAsked, PROPERTY_SEED: seedAsked, PROPERTY_PATH: path } = process.env;
const asked = { seed: seedAsked ? Number(seedAsked) : SEED, ...(path ? { path, numRuns: 1 } : {}) };

/** Holds the property for as many histories as there is time for, one after the other. */
export async function holdForSeconds(seconds: number, judge: Judge): Promise<void> {
  const time = runsAsked ? {} : { interruptAfterTimeLimit: seconds * 1_000, markInterruptAsFailure: false };
  await counted((report) => assertAll({ ...time, numRuns: Number(runsAsked || 100_000), ...asked }, judge, report));
}

/** Holds the property for the first `runs` of the same histories, as many at a time as there are judges. */
export async function holdForRuns(runs: number, judges: readonly Judge[]): Promise<void> {
  const parameters = { numRuns: Number(runsAsked || runs), ...asked };
  await counted(async (report) => {
    const histories = await historiesOf(parameters);
    const failed: { index: number; error: unknown }[] = [];
    const lane = async (judge: Judge): Promise<void> => {
      for (let index = next(); index < histories.length && failed.length === 0; index = next()) {
        await judge(histories[index]!).then(
          ({ happened }) => report.add(happened),
          (error: unknown) => failed.push({ index, error }),
        );
      }
    };
    let last = -1;
    const next = (): number => (last += 1);
    await Promise.all(judges.map(lane));
    // Once more, and then with less and less of it.
    const [first] = failed;
    if (!first) return;
    await assertAll({ seed: asked.seed, path: path ?? String(first.index), numRuns: 1 }, judges[0]!, report);
    throw new Error(`History ${first.index} failed once, and then did not.`, { cause: first.error });
  });
}

async function counted(hold: (report: Report) => Promise<void>): Promise<void> {
  const report = new Report();
  try {
    await hold(report);
  } finally {
    console.log(String(report));
  }
  if (!path && report.rare.length > 0) throw new Error(`Too rare to say anything about: ${report.rare.join('; ')}.`);
}

/** Fails with the seed, the path and the smallest history that does not come out right. */
function assertAll(parameters: fc.Parameters<[History]>, judge: Judge, report: Report): Promise<void> {
  const property = fc.asyncProperty(anyHistory, async (history) => {
    report.add((await judge(history)).happened);
  });
  return fc.assert(property, parameters);
}

/** The histories that `assertAll` would judge. */
async function historiesOf(parameters: fc.Parameters<[History]>): Promise<readonly History[]> {
  const histories: History[] = [];
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => void histories.push(history)),
    parameters,
  );
  return histories;
}
