/** What a cell can import from 'lab': this lesson's world, already wired. The types that learners see on hover. */
import type { AppendResult, Event, EventStore, Message, SnapshotStore } from '#eventsourcing';

export type { Message };

/** A value that a row can be found by: a string, a number, or a list of them. */
export type RowKey = string | number | readonly (string | number)[];

/** A table of rows. Rows are plain JSON; what you get is a copy. */
export interface Table<Row> {
  /** The row with this key, or undefined. */
  get(key: RowKey): Promise<Row | undefined>;
  /** All rows, ordered by key. */
  all(): Promise<Row[]>;
  /** All rows that have these values; `undefined` asks for rows without the property. */
  where(values: Partial<Row>): Promise<Row[]>;
  /** Adds a row; an error when there is one with its key. */
  insert(row: Row): Promise<void>;
  /** Adds a row or replaces the one with its key. */
  put(row: Row): Promise<void>;
  /** Changes some values of a row; an error when there is none. What is undefined in `change` stays as it was. */
  update(key: RowKey, change: Partial<Row>): Promise<void>;
  /** Takes a row away, if it is there. */
  delete(key: RowKey): Promise<void>;
}

/**
 * What can be done inside `database.transaction`. Reads see what was there before it, and are checked again at the end; writes are done
 * then, all or none.
 */
export interface Transaction {
  appendToStream(...args: Parameters<EventStore['appendToStream']>): void;
  get<Row>(table: Table<Row>, key: RowKey): Promise<Row | undefined>;
  insert<Row>(table: Table<Row>, row: Row): void;
  /** True when the row was not there and will be added. */
  insertIfAbsent<Row>(table: Table<Row>, row: Row): Promise<boolean>;
  put<Row>(table: Table<Row>, row: Row): void;
  delete<Row>(table: Table<Row>, key: RowKey): void;
}

/** Tables, for state that is overwritten. */
export interface Database {
  /** A table by name. `key` names the property (or properties) that a row is found by, `index` those that `where` is quick with. */
  table<Row>(
    name: string,
    options: { key: keyof Row | readonly (keyof Row)[]; index?: readonly (keyof Row)[] },
  ): Table<Row>;
  /** Runs `work`, then does all it asked for in one step: all of it or, when something it read has changed, nothing. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** The world's own time. It stands still while your code runs and jumps to the next timer when nothing else is left to do. */
export interface Clock {
  /** Now, ISO 8601. */
  now(): string;
  /** Goes on at this instant; an error when it is over. */
  travelTo(instant: string): void;
  /** How time passes in this run: 'virtual', at once, or 'real', as slowly as on a clock on the wall, to be watched. */
  pace(pace: 'virtual' | 'real'): void;
  /** Lets this many milliseconds pass, firing what becomes due on the way. */
  advance(milliseconds: number): Promise<void>;
}

/** How long something took with one input. */
export type Measured<Input> = Readonly<{
  input: Input;
  /** The median of `runs`, in milliseconds. */
  ms: number;
  /** Of the run in the middle, how long it waited while the storage worked … */
  storage: number;
  /** … how long for the way there and back … */
  border: number;
  /** … and the rest, in which it worked itself. */
  cell: number;
  /** Each run that counts, in milliseconds and in order. */
  runs: readonly number[];
}>;

/** What a handler is told beside the message. */
export type Delivered = Readonly<{
  /** 1 at first; more when the message comes again. */
  attempt: number;
}>;

/** How a consumer wants its messages; times are in virtual milliseconds. */
export type SubscriptionOptions = Readonly<{
  /** As often a message is delivered that is never acknowledged; then it is parked. 5 where nothing is said. */
  maxDeliver?: number;
  /** A message that is not acknowledged by then is delivered again. 30,000 where nothing is said. */
  visibilityTimeout?: number;
  /** How long to wait with a message that was refused. 1,000 where nothing is said. */
  retryDelay?: number;
}>;

/** Takes messages, and delivers each to every consumer at least once. */
export interface Broker {
  /**
   * Adds a message to a topic. Within `dedupeWindow` virtual milliseconds of one with the same id it is left out; where nothing is
   * said it never is.
   */
  publish(topic: string, message: Message, options?: Readonly<{ dedupeWindow?: number }>): Promise<void>;
  /**
   * Has `handle` get the messages of a topic, from the first on, one after the other. When it has ended the message is acknowledged;
   * when it throws it is delivered again later. Who subscribes under the same name of a consumer shares the messages, key by key.
   */
  subscribe<Body = unknown>(
    topic: string,
    consumer: string,
    handle: (message: Message<Body>, delivered: Delivered) => unknown,
    options?: SubscriptionOptions,
  ): Readonly<{ stop(): void }>;
  /** All messages of a topic, in the order in which it took them. */
  messages(topic: string): Promise<Message[]>;
  /** What a consumer has put aside: a message that it could not handle, and those behind it with the same key. */
  parked(topic: string, consumer: string): Promise<Message[]>;
  /** Has what is parked be delivered again, as if it never had been. Resolves to how many messages that are. */
  replayParked(topic: string, consumer: string): Promise<number>;
}

/** A transaction of the database with a sequence. */
export type SequencedTransaction = Readonly<{
  /** Greater than that of every transaction that began before. */
  transactionId: number;
}>;

/** An event as the database with a sequence gives it back. */
export type Sequenced<E extends Event> = E &
  Readonly<{
    /** The number that it took when it was inserted. */
    position: number;
    /** The transaction in which it was. */
    transactionId: number;
  }>;

/**
 * A small SQL database, simulated: an event has its number when it is inserted, and others see it when its transaction has committed.
 * In IndexedDB transactions come one behind the other, and so do their numbers. It is kept in the memory of this run and nowhere else.
 */
export interface SequencedDatabase {
  /** Opens a transaction. */
  begin(): Promise<SequencedTransaction>;
  /** Adds an event, which takes the next number of the sequence at once. Resolves to that number: its position. */
  insert<E extends Event>(transaction: SequencedTransaction, event: E): Promise<number>;
  /** Ends a transaction: now others see its events. */
  commit(transaction: SequencedTransaction): Promise<void>;
  /** Ends a transaction without its events. The numbers that they took are never given again. */
  rollBack(transaction: SequencedTransaction): Promise<void>;
  /** The committed events behind the position `after`, or all, in the order of their positions; and in the same moment: */
  read<E extends Event>(
    options?: Readonly<{ after?: number; maxCount?: number }>,
  ): Promise<{
    events: Sequenced<E>[];
    /** The highest number that was ever taken; 0 before the first. */
    highest: number;
    /** The lowest id of a transaction that is still open; null when none is. */
    oldestOpen: number | null;
  }>;
}

/** What was encrypted with a subject's own key: plain JSON, which can stand in an event or a row. */
export type Encrypted = Readonly<{
  subject: string;
  /** Which key of this subject's: after `forget` it has another. */
  keyId: string;
  /** What makes the same value look different each time, in base64. No secret. */
  iv: string;
  /** The value, encrypted, in base64. */
  text: string;
}>;

/** A place in which a text stands. */
export type Leak = Readonly<{
  /** What it stands in. The `journal` has each row as it was before and after each change, also of rows that are gone. */
  where: 'events' | 'snapshots' | 'messages' | 'deliveries' | 'keys' | 'cuts' | 'journal' | `table ${string}`;
  /**
   * Of an event its stream and its position there; of a row its key; of a message its topic and its number; of a snapshot its stream
   * and its fingerprint; of the journal the number of the transaction.
   */
  place: RowKey;
}>;

/**
 * A key for each subject, such as a person, kept beside the events. What was encrypted with it can stand in events for ever: once the
 * key is erased nobody reads it any more. In this lab keys come from the chance of the run, so that each run repeats: whoever knows
 * the seed can make them again. Elsewhere one has `crypto.subtle.generateKey` make them, in a key service of their own.
 */
export interface Keys {
  /** Encrypts a value, plain JSON, with the key of its subject: 1 to 200 printable characters. Makes the key when there is none. */
  encrypt(subject: string, value: unknown): Promise<Encrypted>;
  /** The value; undefined when its key was erased. Throws LabError `text-changed` when this is not what was encrypted. */
  decrypt<Value = unknown>(encrypted: Encrypted): Promise<Value | undefined>;
  /**
   * Erases the key of a subject: from the world, and from its journal, so that no rewind brings it back. Nothing else is changed: what
   * was written down without encryption stays where it is, and so does what others have copied.
   */
  forget(subject: string): Promise<void>;
  /**
   * The places at which a text of 1 to 1,000 characters stands in this lesson's world, letter by letter, 1,000 at most. What cells
   * show, and what is written in them, is no part of the world.
   */
  leaks(text: string): Promise<Leak[]>;
}

/** How an actor ended: its end, a rule that said no (IllegalStateError), someone who was first, a crash, or any other error. */
export type Ending = 'done' | 'refused' | 'conflict' | 'crashed' | 'error';

/** What can go wrong with a world, whatever a program does. The Lab says of each what it stands for. */
export type FaultName =
  | 'crash'
  | 'abort'
  | 'lost ack'
  | 'duplicate'
  | 'delay'
  | 'reorder'
  | 'partition down'
  | 'slow consumer'
  | 'poison'
  | 'clock skew'
  | 'held commit'
  | 'rollback'
  | 'stale replica';

/** How a fault happens. */
export type FaultOptions = Readonly<{
  /** Only to what has this in its name: a stream, a table, a topic, a consumer, the id of a message. */
  only?: string;
  /** Passes over it so many times first. */
  after?: number;
  /** How often it happens, at most. */
  times?: number;
  /** How likely it is where it can happen, from 0 to 1. */
  chance?: number;
  /** For what takes time, or lags: virtual milliseconds. */
  milliseconds?: number;
}>;

/** A fault that is set. */
export type FaultSetting = FaultOptions & Readonly<{ fault: FaultName }>;

/** A fault that has happened: `what` did not go as it should. */
export type Happened = Readonly<{ fault: FaultName; what: string }>;

/** What is to go wrong in this run, beside what the Lab's switches say. Within `explore` nothing of it holds. */
export interface Faults {
  /** Has something go wrong from now on. What was set of that fault before no longer holds. */
  set(fault: FaultName, options?: FaultOptions): void;
  /** Takes a fault back, or all. */
  clear(fault?: FaultName): void;
  /** What is set now. */
  settings(): FaultSetting[];
  /** What has gone wrong in this run, in order. */
  happened(): Happened[];
}

/**
 * What can go wrong in a schedule: an actor crashes between two of its steps; a transaction comes to nothing, or the commit of one in
 * the database with a sequence; a write is done, and its answer is lost; a message is delivered again; messages are delivered in
 * another order.
 */
export type Fault = Extract<FaultName, 'crash' | 'abort' | 'rollback' | 'lost ack' | 'duplicate' | 'reorder'>;

/** A small program whose schedules are lived. */
export interface Program<Outcome> {
  /** Makes the world that every schedule begins with. */
  before?: () => unknown;
  /** Those who act at the same time. Every call to the lab is one step; between two steps others may take theirs. */
  actors: Readonly<Record<string, () => unknown>>;
  /** Goes on after a crash, as an actor of its own. The cell's variables are gone: it is evaluated again up to `explore`. */
  restart?: () => unknown;
  /** What can go wrong, once in a schedule. */
  faults?: readonly Fault[];
  /** What came of a schedule, as plain JSON; `ended` tells how each actor ended. */
  outcome(ended: Readonly<Record<string, Ending>>): Outcome | Promise<Outcome>;
  /** What should hold of every outcome. */
  laws?: Readonly<Record<string, (outcome: Outcome) => boolean>>;
}

/** What came of all schedules. */
export type Exploration<Outcome> = Readonly<{
  /** Whether every schedule was lived or, where there are too many, some by chance. */
  how: 'every schedule' | 'random schedules';
  schedules: number;
  /** Which share of all schedules these are: 1 or, where they were lived by chance, an estimate. */
  covered: number;
  /** Each outcome, how many schedules come to it, and one of the shortest of them: its steps in order, and a name for `replay`. */
  outcomes: readonly Readonly<{ outcome: Outcome; count: number; shortest: readonly string[]; schedule: string }>[];
  /** For each law, in how many schedules it held and was broken. */
  laws: Readonly<Record<string, Readonly<{ held: number; broken: number }>>>;
}>;

/** One transaction of a schedule. */
export type ReplayedTransaction = Readonly<{
  /** Streams, with the version that each had behind it. */
  appended: readonly Readonly<{ streamName: string; version: number }>[];
  /** Rows before and after; null where there was none. */
  rows: readonly Readonly<{ table: string; key: RowKey; before: unknown; after: unknown }>[];
}>;

/** What came of one schedule. */
export type Replayed<Outcome> = Readonly<{
  outcome: Outcome;
  /** Its steps in order. */
  steps: readonly string[];
  /** What it wrote, in order. */
  journal: readonly ReplayedTransaction[];
  laws: Readonly<Record<string, boolean>>;
}>;

/** What every run has at hand. */
export type LabAtHand = Pick<Lab, 'eventStore' | 'snapshots' | 'database' | 'clock' | 'newId' | 'display'>;

/** What comes with the cells that import it. */
export type LabOnDemand = Omit<Lab, keyof LabAtHand>;

/** Everything 'lab' exports. */
export interface Lab {
  readonly eventStore: EventStore;
  readonly snapshots: SnapshotStore;
  readonly database: Database;
  readonly broker: Broker;
  readonly sequenced: SequencedDatabase;
  readonly faults: Faults;
  readonly keys: Keys;
  readonly clock: Clock;
  /**
   * Appends `count` events to a stream, in slices: `make(1)`, `make(2)` … Below the cell stands how far it is. What was appended
   * stays when `make` throws, when someone else appends to the stream in between, or when a minute is over.
   */
  generate<E extends Event>(streamName: string, count: number, make: (number: number) => E): Promise<AppendResult>;
  /** A new id: a UUID, the same at each run of this cell from the same world. */
  newId(): string;
  /**
   * Runs `work` with each input six times, of which the first only warms up, and tells the milliseconds that the others took: on this
   * machine, this time. An input that has taken ten seconds is run no more.
   */
  measure<Input>(inputs: readonly Input[], work: (input: Input) => unknown): Promise<Measured<Input>[]>;
  /**
   * Draws rows as points below the cell: the property `x` to the right and `y` upwards, both evenly or, with `'log-log'`, so that each
   * step is ten times the one before.
   */
  plot(rows: readonly object[], options: Readonly<{ x: string; y: string; scale?: 'linear' | 'log-log' }>): void;
  /**
   * Lives every order in which the actors of a program can take their steps, with each fault that is asked for at each place, each in
   * an empty world of its own: the lesson's world is left alone, and nothing is shown. Await it: until it is done the lab is about
   * those worlds. Of more than 5,000 schedules it lives one of each kind and counts the others, or 1,000 by chance, and says so.
   * Throws LabError `actor-waits` for an actor that waits for anything but the lab or comes to no end, `program-remembers` when a
   * schedule does not repeat, and `asked-before-exploring` when the cell cannot begin anew after a crash.
   */
  explore<Outcome>(program: Program<Outcome>): Promise<Exploration<Outcome>>;
  /**
   * Lives one schedule of a program once more: `schedule` as `explore` names it. An error when the program has no such schedule, because
   * it is another one by now.
   */
  replay<Outcome>(program: Program<Outcome>, schedule: string): Promise<Replayed<Outcome>>;
  /** Shows a value below the cell. */
  display(value: unknown): void;
}
