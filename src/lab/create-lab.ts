/** Wires a lab over one storage port: what every run has at hand, and the whole of it for those that need more. */
import { InvalidInputError } from '#eventsourcing';
import { createEventStore, describeValue, type Append, type Cut } from '#eventsourcing/storage';
import { createDatabase } from './database.ts';
import { currentWorld } from './current-world.ts';
import { timeOrderedId } from './ids.ts';
import type { FaultSetting, Lab, LabAtHand, LabOnDemand } from './lab.ts';
import type { OnDemandEnvironment } from './on-demand/index.ts';
import { createSnapshots } from './snapshots.ts';
import type { Plot } from './plot.ts';
import type { MatrixPicture } from './matrix.ts';
import type { LabStorage } from './storage.ts';
import { LAST_TIME, type VirtualTime } from './virtual-time.ts';

/** Milliseconds of a step of time that is watched. */
const STEP = 100;

/** What a lab is made from. */
export type LabEnvironment = Readonly<{
  storage: LabStorage;
  time: VirtualTime;
  /** Numbers from 0 up to 1, seeded. */
  random: () => number;
  /** Lets other work go on; `clock.advance` uses it between timers. */
  settle: () => Promise<void>;
  /** Shows a value to the person. */
  display: (value: unknown) => void;
  /** Hears of each fault that happens. */
  struck: OnDemandEnvironment['struck'];
  /** Encrypts; undefined where browsers do not let a page. */
  subtle: OnDemandEnvironment['subtle'];
  /** Draws a picture below the cell. */
  draw: (picture: Plot | MatrixPicture) => void;
  /** Shows how far `generate` is. */
  progress: OnDemandEnvironment['progress'];
  /** Real milliseconds, from whenever: for what a person waits for. */
  realNow: () => number;
  /** Ends the run, whatever it does. */
  crash: (error: Error) => void;
  /** Lets other work go on, while time stands still. */
  breathe: () => Promise<void>;
  /** Resolves in a task of its own, when everything has gone on that can without waiting. */
  nextTask: () => Promise<void>;
  /** Has other chance stand for that of the run; gives the one before. */
  exchangeRandom: (random: () => number) => () => number;
  /** Does work of which nothing is shown, while the world's time stands still. */
  aside: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Real milliseconds that the storage worked on what it told last. */
  took: () => number;
  /** As exploring needs it. */
  evaluateAgain: OnDemandEnvironment['evaluateAgain'];
  /** Throws while nothing may be asked of the lab. */
  assertOpen: () => void;
  /** Waits for real milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
}>;

/** The program of what only some runs need. */
export type LabPart = Readonly<{ createOnDemand(environment: OnDemandEnvironment): LabOnDemand }>;

/** What a run has go wrong, and the seed for the chance of it. */
export type RunSettings = Readonly<{ seed: number; faults: readonly FaultSetting[] }>;

const NO_FAULTS: RunSettings = { seed: 0, faults: [] };

/** A lab over `storage`. */
export function createLab({
  storage: lessonStorage,
  time,
  random,
  settle,
  display,
  draw,
  ...real
}: LabEnvironment): Readonly<{ atHand: LabAtHand; whole(part: LabPart, run?: RunSettings): Lab }> {
  const current = currentWorld({ storage: lessonStorage, random });
  const { storage } = current;
  const newId = (): string => timeOrderedId(current.random, time.told);
  const now = (): string => time.text;
  const environment = { newId, now };
  const eventStorage = {
    append: async (append: Append) => {
      const { appends } = await storage.transact([{ kind: 'append', ...append }]);
      return appends[0]!;
    },
    cut: async (cut: Cut) => void (await storage.transact([{ kind: 'cut', ...cut }])),
    readStream: storage.readStream.bind(storage),
    readAll: storage.readAll.bind(storage),
    whenBehind: storage.whenBehind.bind(storage),
  };
  /** Lets time pass up to the next timer, when it is to be watched. */
  const pass = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; time.pace === 'real' && left > 0; left -= STEP) {
      await real.pause(Math.min(left, STEP));
      time.moveTo(time.now + Math.min(left, STEP));
    }
  };
  const untilNext = (end: number): number => Math.min(time.untilNext ?? Infinity, end - time.now);
  const atHand: LabAtHand = {
    eventStore: createEventStore(eventStorage, environment),
    snapshots: createSnapshots(storage),
    database: createDatabase(storage, environment),
    clock: {
      now,
      travelTo(instant) {
        real.assertOpen();
        const target = Date.parse(instant);
        if (Number.isNaN(target)) throw new InvalidInputError('clock.travelTo', describeValue(instant), 'instant');
        time.moveTo(target);
      },
      pace(pace) {
        real.assertOpen();
        if (pace !== 'virtual' && pace !== 'real') {
          throw new InvalidInputError('clock.pace', describeValue(pace), 'pace');
        }
        time.pace = pace;
      },
      async advance(milliseconds) {
        real.assertOpen();
        const end = time.now + milliseconds;
        if (!Number.isFinite(milliseconds) || milliseconds < 0 || end > LAST_TIME) {
          throw new InvalidInputError('clock.advance', describeValue(milliseconds), 'duration');
        }
        await settle();
        await pass(untilNext(end));
        while (time.fireNext(end)) {
          await settle();
          await pass(untilNext(end));
        }
        // A timer may have travelled further.
        if (time.now < end) time.moveTo(end);
      },
    },
    newId,
    display,
  };
  return {
    atHand,
    whole: (part, { seed, faults } = NO_FAULTS) => {
      const run = { seed, settings: faults };
      return { ...atHand, ...part.createOnDemand({ ...real, ...environment, ...run, current, time, display, draw }) };
    },
  };
}
