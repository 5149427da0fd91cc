/** Wires a lab: event store, database, clock and ids over one storage port. */
import { InvalidInputError } from '#eventsourcing';
import { createEventStore, describeValue, type Append } from '#eventsourcing/storage';
import { createDatabase } from './database.ts';
import { timeOrderedId } from './ids.ts';
import type { Lab } from './lab.ts';
import type { LabStorage } from './storage.ts';
import { LAST_TIME, type VirtualTime } from './virtual-time.ts';

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
        const end = time.now + milliseconds;
        if (!Number.isFinite(milliseconds) || milliseconds < 0 || end > LAST_TIME) {
          throw new InvalidInputError('clock.advance', describeValue(milliseconds), 'duration');
        }
        await settle();
        while (time.fireNext(end)) await settle();
        // A timer may have travelled further.
        if (time.now < end) time.moveTo(end);
      },
    },
    newId,
    display,
  };
}
