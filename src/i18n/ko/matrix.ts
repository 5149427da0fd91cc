/** What the picture of all schedules says, in Korean. */
import { formatCount } from '../format-count.ts';
import type { MatrixMessages } from '../messages.ts';
import { oneIn } from '../one-in.ts';

export const koMatrix: MatrixMessages = {
  name: '실행 순서마다 나온 결과',
  every: (schedules) => (schedules === 1 ? '실행 순서는 하나뿐' : `실행 순서 ${formatCount(schedules)}가지 전부`),
  byChance(schedules, covered) {
    const share = covered < 0.01 ? `${formatCount(oneIn(covered))}분의 1` : `${Math.round(covered * 100)}%`;
    return `무작위로 고른 실행 순서 ${formatCount(schedules)}가지, 전체의 약 ${share}`;
  },
  schedules: '실행 순서',
  count: formatCount,
  outcome: '결과',
  holds: '지킴',
  broken: '어김',
  way: (steps) => `가장 짧은 길: ${formatCount(steps)}단계`,
  left: (outcomes) => `결과가 ${formatCount(outcomes)}가지 더 있어요`,
  link: '이 실행 순서로 가는 링크',
  shared: '링크가 가리키는 실행 순서예요.',
  otherText: '링크를 만들 때와 코드가 달라요. 링크가 가리키는 실행 순서가 여기에는 없을 수 있어요.',
};
