/** What actors ask of their world, each call held until it is its turn: the steps of a schedule. Rules: ../../README.md, E. */
import type { LabStorage, Operation } from '../../storage.ts';

/** What a call does: its name, whether it changes the world, and how. */
export type StepWork<Result> = Readonly<{ name: string; writes: boolean; work: () => Promise<Result> }>;

/** A call that waits for its turn. */
type Call = Readonly<{
  name: string;
  writes: boolean;
  /** Does it and hands on what comes of it. */
  perform(): Promise<void>;
  /** Does it and hands on an error in place of what came of it. */
  lose(error: unknown): Promise<void>;
}>;

/** Calls by the actor that made them. Only one actor runs at a time, so a call is made by the one that does. */
export class Steps {
  readonly #waiting = new Map<string, Call[]>();
  /** The actor that runs; null while calls are done at once. */
  running: string | null = null;
  /** How many calls have been made. */
  made = 0;

  /** Actors that can go on, in the order in which they first could. */
  get ready(): string[] {
    return [...this.#waiting].filter(([, calls]) => calls.length > 0).map(([actor]) => actor);
  }

  /** The first call that an actor waits with. */
  next(actor: string): Readonly<{ name: string; writes: boolean }> | undefined {
    return this.#waiting.get(actor)?.[0];
  }

  /** Does the first call that an actor waits with, and tells what it was. With an error, that is all it hears of it. */
  async take(actor: string, lost?: unknown): Promise<string> {
    const call = this.#waiting.get(actor)!.shift()!;
    this.running = actor;
    await (lost === undefined ? call.perform() : call.lose(lost));
    return call.name;
  }

  /** Forgets what an actor waits with: nothing of it is ever done. */
  drop(actor: string): void {
    this.#waiting.delete(actor);
  }

  /** Does `work` when it is the turn of the actor that runs now. */
  step<Result>({ name, writes, work }: StepWork<Result>): Promise<Result> {
    const actor = this.running;
    if (actor === null) return work();
    this.made += 1;
    return new Promise<Result>((resolve, reject) => {
      const calls = this.#waiting.get(actor) ?? [];
      this.#waiting.set(actor, calls);
      calls.push({
        name,
        writes,
        perform: () => work().then(resolve, reject),
        async lose(error) {
          try {
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

  /** A storage whose calls wait for their turn, while an actor runs. */
  over(storage: LabStorage): LabStorage {
    const read = <Result>(name: string, work: () => Promise<Result>) => this.step({ name, writes: false, work });
    return {
      transact: (operations) =>
        this.step({ name: nameOf(operations), writes: true, work: () => storage.transact(operations) }),
      readStream: (query) => read(`read ${query.streamName}`, () => storage.readStream(query)),
      readAll: (query) => read('read the log', () => storage.readAll(query)),
      readRow: (table, id) => read(`read a row of ${table}`, () => storage.readRow(table, id)),
      readRows: (query) => read(`read ${query.table}`, () => storage.readRows(query)),
      whenBehind: (position) => storage.whenBehind(position),
    };
  }
}

/** What a transaction does, in few words. */
function nameOf(operations: readonly Operation[]): string {
  const words = operations.flatMap((operation) => {
    if (operation.kind === 'append') return [`append to ${operation.streamName}`];
    if (operation.kind === 'cut') return [`cut ${operation.streamName}`];
    return 'table' in operation && operation.kind !== 'expect-row' ? [`${operation.kind} in ${operation.table}`] : [];
  });
  return words.length > 0 ? [...new Set(words)].join(', ') : 'check';
}
