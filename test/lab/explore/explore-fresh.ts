/** Explores a program as a cell does that makes it above `explore`: each time the cell is evaluated it is made again. */
import type { Exploration, Lab, Program } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { createOnDemand, type OnDemandEnvironment } from '#lab/on-demand';
import { labOver } from '../../contract/lab-over-world.ts';

/** As many schedules are lived one by one, and as many kinds, where it is not as many as a cell has. */
type Limits = Pick<OnDemandEnvironment, 'mostSchedules' | 'mostKinds'>;

export async function exploreFresh<Outcome>(
  make: (lab: Lab) => Program<Outcome>,
  limits: Limits = {},
): Promise<Exploration<Outcome>> {
  const lab: Lab = await labOver(createMemoryWorld(), 1, async ({ explore }) => void (await explore(make(lab))), {
    part: { createOnDemand: (environment) => createOnDemand({ ...environment, ...limits }) },
  });
  return lab.explore(make(lab));
}

/** What came out, as JSON, with how often. */
export const counts = <Outcome>({ outcomes }: Exploration<Outcome>): [string, number][] =>
  outcomes
    .map(({ outcome, count }) => [JSON.stringify(outcome), count] as [string, number])
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
