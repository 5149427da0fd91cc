/** Every fault there is, with what is meant where a run says nothing more. Rules: ../../README.md, F. */
import type { FaultName, FaultOptions } from '../../lab.ts';

type Defaults = Required<Omit<FaultOptions, 'only'>>;

const once: Defaults = { chance: 1, times: 1, after: 0, milliseconds: 0 };
const always: Defaults = { ...once, times: Infinity };

/** Those that come back again and again would never let a run get to its end: they happen once, unless more is asked for. */
export const FAULTS: Readonly<Record<FaultName, Defaults>> = {
  // Between two calls, where most of what it teaches is.
  crash: { ...once, after: 1 },
  abort: once,
  'lost ack': once,
  duplicate: once,
  delay: { ...always, milliseconds: 5_000 },
  reorder: once,
  'partition down': { ...once, milliseconds: 60_000 },
  'slow consumer': { ...always, milliseconds: 10_000 },
  poison: once,
  'clock skew': { ...always, milliseconds: 60_000 },
  'held commit': { ...once, milliseconds: 5_000 },
  rollback: once,
  'stale replica': { ...always, milliseconds: 5_000 },
};
