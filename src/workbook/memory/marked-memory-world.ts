/** A lesson's world with its marks in memory. Rule X5. */
import { worldRewound, type WorldState } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import type { Mark } from '../plan.ts';
import type { MarkedWorld } from '../ports.ts';

/** An empty world without marks. */
export function createMarkedMemoryWorld(): MarkedWorld {
  const world = createMemoryWorld();
  let marks: readonly Mark[] = [];
  let state: WorldState = { epoch: 1, journalPosition: 0, lastPosition: 0 };
  world.onChange((next) => (state = next));

  return {
    ...world,
    rewind(journalPosition) {
      const { epoch } = state;
      const work = world.rewind(journalPosition);
      // The world in memory has done it by now, and the marks go with it in the same step.
      if (state.epoch !== epoch)
        marks = marks.map((mark) => (mark.journalPosition > journalPosition ? { ...mark, isStale: true } : mark));
      return work;
    },
    reset() {
      const work = world.reset();
      marks = [];
      return work;
    },
    readMarks: () => Promise.resolve(marks),
    async saveMarks(saved, epoch) {
      if (epoch !== state.epoch) throw worldRewound();
      marks = saved;
    },
  };
}
