/** Remembers where a run is and where it threw what, for ends that leave no stack. Rules X13, X23. */
import type { Place } from '../cell-error.ts';

/** Milliseconds without a break after which a loop says where it is, and between one word of it and the next. */
const SILENCE = 1_000;
const INTERVAL = 500;
/** A loop looks at the clock this often, in milliseconds, however long its rounds take. */
const LOOK = 10;
const MOST_ROUNDS = 1 << 16;
const PLACES = 20;

/** Where what was thrown last came from. */
export type Thrown = Readonly<{
  /** Takes a value that a cell throws. */
  take(place: Place, value: unknown): void;
  /** The places that have thrown `value`, first to last; none when something else was thrown since. */
  placesOf(value: unknown): readonly Place[];
}>;

/** Errors have a stack of their own; of anything else the last value is kept with its places. */
export function rememberThrown(): Thrown {
  let last: unknown;
  let places: Place[] = [];
  return {
    take(place, value) {
      if (value instanceof Error) return;
      if (!Object.is(value, last)) places = [];
      last = value;
      const isKnown = places.some(({ file, line }) => file === place.file && line === place.line);
      if (!isKnown && places.length < PLACES) places.push(place);
    },
    placesOf: (value) => (Object.is(value, last) ? places : []),
  };
}

/** Whether loops come to a pause. */
export type LoopWatch = Readonly<{
  /** A loop begins a round. */
  round(file: string, line: number, column: number): void;
  /** The run has let something else have its turn. */
  pause(): void;
}>;

/** A watch that says by `tell`, while a run gives nothing else a turn, in which loop it is. */
export function watchLoops(tell: (place: Place) => void, now: () => number): LoopWatch {
  let rounds = 1;
  let left = 1;
  let looked = now();
  let busySince = looked;
  let told = 0;
  return {
    round(file, line, column) {
      left -= 1;
      if (left > 0) return;
      const time = now();
      // As many rounds as fit between two looks, found by doubling and halving.
      rounds = time - looked < LOOK ? Math.min(rounds * 2, MOST_ROUNDS) : Math.max(rounds >> 1, 1);
      left = rounds;
      looked = time;
      if (time - busySince < SILENCE || time - told < INTERVAL) return;
      told = time;
      tell({ file, line, column });
    },
    pause() {
      busySince = now();
    },
  };
}
