/** Wires a lab: event store, snapshots, database, clock and ids over one storage port. */
import { InvalidInputError } from '#eventsourcing';
import { createEventStore, describeValue, type Append, type Cut } from '#eventsourcing/storage';
import { createDatabase } from './database.ts';
import { currentWorld } from './current-world.ts';
import type { CodedError } from './errors.ts';
import { timeOrderedId } from './ids.ts';
import type { Lab } from './lab.ts';
import type { OnDemand, OnDemandEnvironment } from './on-demand/index.ts';
import { createSnapshots } from './snapshots.ts';
import { toWanted } from './subscription.ts';
import { createPlot, type Plot } from './plot.ts';
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
  /** Draws points. */
  draw: (plot: Plot) => void;
  /** Shows how far `generate` is. */
  progress: OnDemandEnvironment['progress'];
  /** Real milliseconds, from whenever: for what a person waits for. */
  realNow: () => number;
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
  /** An error of the library, as one of the classes that cells import. */
  revive: (error: CodedError) => unknown;
  /** As exploring needs it. */
  evaluateAgain: OnDemandEnvironment['evaluateAgain'];
  /** Throws while nothing may be asked of the lab. */
  assertOpen: () => void;
  /** Loads what most runs do not need. */
  loadPart: () => Promise<LabPart>;
  /** Encrypts; undefined where browsers do not let a page. */
  subtle: OnDemandEnvironment['subtle'];
  /** Waits for real milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
}>;

/** What most runs do not need. */
export type LabPart = Readonly<{ createOnDemand(environment: OnDemandEnvironment): OnDemand }>;

/** A lab over `storage`. */
export function createLab({
  storage: lessonStorage,
  time,
  random,
  settle,
  display,
  draw,
  ...real
}: LabEnvironment): Lab {
  const current = currentWorld({ storage: lessonStorage, random });
  const { storage } = current;
  const newId = (): string => timeOrderedId(current.random, time.now);
  const now = (): string => new Date(time.now).toISOString();
  const environment = { newId, now };
  let asked: Promise<OnDemand> | null = null;
  const part = (): Promise<OnDemand> => (asked ??= askForPart());
  const askForPart = async (): Promise<OnDemand> =>
    (await real.loadPart()).createOnDemand({ ...real, ...environment, current, time, display });
  /** Functions of the part; awaited, so that the stack of what is thrown ends in the cell. */
  const late = <Name extends Exclude<keyof OnDemand, 'join'>>(...names: Name[]): Pick<OnDemand, Name> => {
    const functions = names.map((name) => [
      name,
      async (...given: never[]) => {
        const all: Record<string, (...given: never[]) => unknown> = await part();
        return await all[name]!(...given);
      },
    ]);
    return Object.fromEntries(functions) as Pick<OnDemand, Name>;
  };
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
  return {
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
    broker: {
      ...late('publish', 'messages', 'parked', 'replayParked'),
      subscribe(topic, consumer, handle, options) {
        real.assertOpen();
        const wanted = toWanted(topic, consumer, handle, options);
        const subscribed = part().then(({ join }) => join(wanted));
        return { stop: () => void subscribed.then((stop) => stop()) };
      },
    },
    sequenced: late('begin', 'insert', 'commit', 'rollBack', 'read'),
    keys: late('encrypt', 'decrypt', 'forget', 'leaks'),
    ...late('generate', 'measure', 'explore'),
    plot: createPlot(draw),
    newId,
    display,
  };
}
