/** Lives schedules one after the other, quickly, and lets others have their turn in between. Rules: ../../README.md, E. */
import { Asleep } from './reduced-search.ts';
import type { Life } from './outcomes.ts';
import { liveSchedule, type Guide, type MakeProgram, type ScheduleEnvironment } from './schedule.ts';

/** Lives one schedule, as it is guided. */
export type Live<Outcome> = (guide: Guide) => Promise<Life<Outcome>>;

export type LiveEnvironment = ScheduleEnvironment &
  Readonly<{
    /** Resolves when everything has gone on that can without waiting. */
    nextTask(): Promise<void>;
    /** Real milliseconds, from whenever. */
    realNow(): number;
  }>;

/** Real milliseconds after which others have their turn. */
const BREATH = 20;

export function createLive<Outcome>(environment: LiveEnvironment, make: MakeProgram<Outcome>): Live<Outcome> {
  const { nextTask, realNow } = environment;
  let last = realNow();
  return async (guide) => {
    if (realNow() - last >= BREATH) {
      await nextTask();
      last = realNow();
    }
    const way = remembered(guide);
    try {
      return await withoutStacks(() => liveSchedule(environment, make, way.guide));
    } catch (error) {
      // Once more, for an error that says where it comes from.
      if (!(error instanceof Asleep)) await liveSchedule(environment, make, way.again());
      throw error;
    }
  };
}

/** A guide, and one that goes the same way again. */
function remembered(guide: Guide): Readonly<{ guide: Guide; again: () => Guide }> {
  if ('turn' in guide) {
    const turns = new Remembered<string>();
    return {
      guide: { turn: (options) => turns.keep(guide.turn(options)) },
      again: () => ({ turn: turns.again() }),
    };
  }
  const choices = new Remembered<number>();
  return {
    guide: { choose: (of, made) => choices.keep(guide.choose(of, made)) },
    again: () => ({ choose: choices.again() }),
  };
}

class Remembered<Chosen> {
  readonly #made: Chosen[] = [];

  keep(chosen: Chosen): Chosen {
    this.#made.push(chosen);
    return chosen;
  }

  /** The same, one after the other. */
  again(): () => Chosen {
    const left = this.#made.values();
    return () => left.next().value!;
  }
}

/** Of errors within a schedule nobody reads the stack, and to write it takes longer than the step that failed. */
async function withoutStacks<Result>(work: () => Promise<Result>): Promise<Result> {
  const errors = Error as { stackTraceLimit?: number };
  const { stackTraceLimit } = errors;
  errors.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    errors.stackTraceLimit = stackTraceLimit!;
  }
}
