/** What a cell can import from 'lab', as the editor and the type checker see it. */
import type { Broker, Clock, Database, Faults, Keys, Lab, SequencedDatabase } from './lab.ts';
import type { EventStore, SnapshotStore } from '#eventsourcing';

export type {
  Broker,
  Clock,
  Delivered,
  Database,
  Encrypted,
  Ending,
  Exploration,
  Fault,
  FaultName,
  FaultOptions,
  Faults,
  FaultSetting,
  Happened,
  Keys,
  Leak,
  Measured,
  Message,
  Program,
  Replayed,
  ReplayedTransaction,
  RowKey,
  Sequenced,
  SequencedDatabase,
  SequencedTransaction,
  SubscriptionOptions,
  Table,
  Transaction,
} from './lab.ts';

/** The log of this lesson's world. */
export declare const eventStore: EventStore;

/** Snapshots of this lesson's streams. A rewind takes them back with all the rest. */
export declare const snapshots: SnapshotStore;

/** The tables of this lesson's world. */
export declare const database: Database;

/** The message broker of this lesson's world. */
export declare const broker: Broker;

/**
 * A small SQL database, simulated: an event has its number when it is inserted, and others see it when its transaction has committed.
 * In IndexedDB transactions come one behind the other, and so do their numbers. It is kept in the memory of this run and nowhere else.
 */
export declare const sequenced: SequencedDatabase;

/** What is to go wrong in this run, beside what the Lab's switches say. Within `explore` nothing of it holds. */
export declare const faults: Faults;

/**
 * A key for each subject, such as a person, kept in this lesson's world until `forget` erases it. In this lab keys come from the
 * chance of the run, so that each run repeats: whoever knows the seed can make them again. Elsewhere one has
 * `crypto.subtle.generateKey` make them, in a key service of their own.
 */
export declare const keys: Keys;

/** The world's own time. */
export declare const clock: Clock;

/**
 * Appends `count` events to a stream, in slices: `make(1)`, `make(2)` … Below the cell stands how far it is. What was appended
 * stays when `make` throws, when someone else appends to the stream in between, or when a minute is over.
 */
export declare const generate: Lab['generate'];

/** A new id: a UUID, the same at each run of this cell from the same world. */
export declare const newId: Lab['newId'];

/**
 * Runs `work` with each input six times, of which the first only warms up, and tells the milliseconds that the others took: on this
 * machine, this time. An input that has taken ten seconds is run no more.
 */
export declare const measure: Lab['measure'];

/**
 * Draws rows as points below the cell: the property `x` to the right and `y` upwards, both evenly or, with `'log-log'`, so that each
 * step is ten times the one before.
 */
export declare const plot: Lab['plot'];

/**
 * Lives every order in which the actors of a program can take their steps, with each fault that is asked for at each place, each in
 * an empty world of its own: the lesson's world is left alone, and nothing is shown. Await it: until it is done the lab is about
 * those worlds. Of more than 5,000 schedules it lives one of each kind and counts the others, or 1,000 by chance, and says so.
 * Throws LabError `actor-waits` for an actor that waits for anything but the lab or comes to no end, `program-remembers` when a
 * schedule does not repeat, and `asked-before-exploring` when the cell cannot begin anew after a crash.
 */
export declare const explore: Lab['explore'];

/**
 * Lives one schedule of a program once more: `schedule` as `explore` names it. An error when the program has no such schedule, because
 * it is another one by now.
 */
export declare const replay: Lab['replay'];

/** Shows a value below the cell. */
export declare const display: Lab['display'];
