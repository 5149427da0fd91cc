/** What processes ask of their world, each call held until it is its turn: the steps of a schedule. Rules: ../../README.md, E. */
import type { LabStorage, Operation } from '../../storage.ts';
import { ofTransaction, reading, type Footprint } from './footprint.ts';

/** Something that goes on by itself: an actor, or what it has subscribed. */
export type Process = {
  readonly actor: string;
  /** The same in each schedule: nothing that depends on the order in which processes began. */
  readonly id: string;
  isOver: boolean;
};

/** What a step is called. Most are never read, so those that take long to say are said when they are. */
export type Words = string | (() => string);

/** What a call does: its name, whether it changes the world, and how. */
export type StepWork<Result> = Readonly<{
  name: Words;
  writes: boolean;
  /** What it touches; where nothing is said, that is not known. */
  footprint?: () => Footprint;
  /** Whether it can be done at all, yet. */
  isReady?: () => boolean;
  work: () => Promise<Result>;
  /** What comes of it when it is lost; else it is done, and an error takes the place of its answer. */
  lost?: () => Promise<Result>;
}>;

/** A call that waits for its turn. */
type Call = Readonly<{
  name: Words;
  writes: boolean;
  footprint: () => Footprint;
  /** How many steps had been taken when it was asked for. */
  madeAt: number;
  /** False for a call that waits for something else than its turn. */
  isReady(): boolean;
  /** Does it and hands on what comes of it. */
  perform(): Promise<void>;
  /** Does it and hands on an error in place of what came of it. */
  lose(error: unknown): Promise<void>;
}>;

/** Calls by the process that made them. Only one runs at a time, so a call is made by the one that does. */
export class Steps {
  readonly #waiting = new Map<Process, Call[]>();
  /** The process that runs; null while calls are done at once. */
  running: Process | null = null;
  /** How many calls have been made, and how many of them taken. */
  made = 0;
  taken = 0;

  /** Processes that can go on, in the order in which they first could. */
  get ready(): Process[] {
    const ready: Process[] = [];
    for (const [process, calls] of this.#waiting) if (calls.some((call) => call.isReady())) ready.push(process);
    return ready;
  }

  /** The first call that a process can go on with. */
  next(process: Process): Omit<Call, 'perform' | 'lose'> | undefined {
    return this.#waiting.get(process)?.find((call) => call.isReady());
  }

  /** How many calls a process waits with. */
  waitingOf(process: Process): number {
    return this.#waiting.get(process)?.length ?? 0;
  }

  /** Does the first call that a process waits with. With an error, that is all it hears of it. */
  async take(process: Process, lost?: unknown): Promise<void> {
    const calls = this.#waiting.get(process)!;
    const [call] = calls.splice(
      calls.findIndex((one) => one.isReady()),
      1,
    ) as [Call];
    this.running = process;
    this.taken += 1;
    await (lost === undefined ? call.perform() : call.lose(lost));
  }

  /** Forgets what an actor waits with: nothing of it is ever done. */
  drop(actor: string): void {
    for (const process of this.#waiting.keys()) if (process.actor === actor) this.#waiting.delete(process);
  }

  /** Does `work` when it is the turn of the process that runs now. */
  step<Result>({
    name,
    writes,
    footprint = () => null,
    isReady = () => true,
    work,
    lost,
  }: StepWork<Result>): Promise<Result> {
    const process = this.running;
    if (process === null) return work();
    this.made += 1;
    return new Promise<Result>((resolve, reject) => {
      const calls = this.#waiting.get(process) ?? [];
      this.#waiting.set(process, calls);
      calls.push({
        name,
        writes,
        footprint,
        madeAt: this.taken,
        isReady,
        perform: () => work().then(resolve, reject),
        async lose(error) {
          try {
            if (lost) return resolve(await lost());
            await work();
            reject(error);
          } catch (refused) {
            // What was not done has no answer worth losing.
            reject(refused);
          }
        },
      });
    });
  }

  /** A storage whose calls wait for their turn, while a process runs. */
  over(storage: LabStorage, lastPosition: () => number): LabStorage {
    const read = <Result>(name: string, footprint: () => Footprint, work: () => Promise<Result>) =>
      this.step({ name, writes: false, footprint, work });
    return {
      transact: (operations) =>
        this.step({
          name: () => nameOf(operations),
          writes: true,
          footprint: () => ofTransaction(operations),
          work: () => storage.transact(operations),
        }),
      readStream: (query) =>
        read(
          `read ${query.streamName}`,
          () => reading.stream(query.streamName),
          () => storage.readStream(query),
        ),
      readAll: (query) => read('read the log', reading.log, () => storage.readAll(query)),
      readRow: (table, id) =>
        read(
          `read a row of ${table}`,
          () => reading.row(table, id),
          () => storage.readRow(table, id),
        ),
      readRows: (query) =>
        read(
          `read ${query.table}`,
          () => reading.table(query.table),
          () => storage.readRows(query),
        ),
      findText: (text) => this.step({ name: 'look for a text', writes: false, work: () => storage.findText(text) }),
      whenBehind: (position) =>
        this.step({
          name: 'wait for the log',
          writes: false,
          footprint: reading.log,
          isReady: () => lastPosition() > position,
          work: () => storage.whenBehind(position),
        }),
    };
  }
}

/** A name, said now. */
export const said = (name: Words): string => (typeof name === 'string' ? name : name());

/** What a transaction does, in few words. */
function nameOf(operations: readonly Operation[]): string {
  const words = operations.flatMap((operation) => {
    if (operation.kind === 'append') return [`append to ${operation.streamName}`];
    if (operation.kind === 'cut') return [`cut ${operation.streamName}`];
    return 'table' in operation && operation.kind !== 'expect-row' ? [`${operation.kind} in ${operation.table}`] : [];
  });
  return words.length > 0 ? [...new Set(words)].join(', ') : 'check';
}
