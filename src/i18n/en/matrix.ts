/** What the picture of all schedules says, in English. */
import { formatCount } from '../format-count.ts';
import type { MatrixMessages } from '../messages.ts';
import { oneIn } from '../one-in.ts';
import { plural } from './plural.ts';

export const enMatrix: MatrixMessages = {
  name: 'What came of the schedules',
  every: (schedules) => (schedules === 1 ? 'The only schedule' : `All ${plural(schedules, 'schedule', 'schedules')}`),
  byChance(schedules, covered) {
    const share = covered < 0.01 ? `one in ${formatCount(oneIn(covered))}` : `${Math.round(covered * 100)} %`;
    return `${plural(schedules, 'schedule', 'schedules')} by chance, about ${share} of all there are`;
  },
  schedules: 'schedules',
  count: formatCount,
  outcome: 'outcome',
  holds: 'holds',
  broken: 'broken',
  way: (steps) => `shortest way: ${plural(steps, 'step', 'steps')}`,
  left: (outcomes) => plural(outcomes, 'more outcome', 'more outcomes'),
  link: 'link to this schedule',
  shared: 'This is the schedule that the link names.',
  otherText: 'The code is another one than when the link was made: the schedule that it names may not be here.',
};
