/** Wires a lab: event store, database, clock and ids over one storage port. */
import { InvalidInputError } from '#eventsourcing';
import { createEventStore, describeValue, type Append } from '#eventsourcing/storage';
import { createDatabase } from './database.ts';
import { timeOrderedId } from './ids.ts';
import type { Lab } from './lab.ts';
import type { LabStorage } from './storage.ts';
import type { VirtualTime } from './virtual-time.ts';

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
}>;

/** A lab over `storage`. */
export function createLab({ storage, time, random, settle, display }: LabEnvironment): Lab {
  const newId = (): string => timeOrderedId(random, time.now);
  const now = (): string => new Date(time.now).toISOString();
  const environment = { newId, now };
  const eventStorage = {
    append: async (append: Append) => {
      const { appends } = await storage.transact([{ kind: 'append', ...append }]);
      return appends[0]!;
    },
    readStream: storage.readStream.bind(storage),
    readAll: storage.readAll.bind(storage),
  };
  return {
    eventStore: createEventStore(eventStorage, environment),
    database: createDatabase(storage, environment),
    clock: {
      now,
      travelTo(instant) {
        const target = Date.parse(instant);
        if (Number.isNaN(target)) throw new InvalidInputError('clock.travelTo', describeValue(instant), 'instant');
        time.moveTo(target);
      },
      async advance(milliseconds) {
        if (!Number.isFinite(milliseconds) || milliseconds < 0) {
          throw new InvalidInputError('clock.advance', describeValue(milliseconds), 'duration');
        }
        const end = time.now + milliseconds;
        await settle();
        while (time.fireNext(end)) await settle();
        time.moveTo(end);
      },
    },
    newId,
    display,
  };
}
