/** What actors ask of their world, each call held until it is its turn: the steps of a schedule. Rules: ../../README.md, E. */
import type { LabStorage, Operation } from '../../storage.ts';

/** A call that waits for its turn. */
type Call = Readonly<{
  name: string;
  /** Does it and hands on what comes of it. */
  perform(): Promise<void>;
}>;

/** Calls by the actor that made them. Only one actor runs at a time, so a call is made by the one that does. */
export class Steps {
  readonly #waiting = new Map<string, Call[]>();
  /** The actor that runs; null while calls are done at once. */
  running: string | null = null;

  /** Actors that can go on, in the order in which they were started. */
  get ready(): string[] {
    return [...this.#waiting].filter(([, calls]) => calls.length > 0).map(([actor]) => actor);
  }

  /** True while this actor waits for a turn. */
  isReady(actor: string): boolean {
    return (this.#waiting.get(actor)?.length ?? 0) > 0;
  }

  /** Does the first call that an actor waits with, and tells what it was. */
  async take(actor: string): Promise<string> {
    const call = this.#waiting.get(actor)!.shift()!;
    this.running = actor;
    await call.perform();
    return `${actor}: ${call.name}`;
  }

  /** A storage whose calls wait for their turn, while an actor runs. */
  over(storage: LabStorage): LabStorage {
    const step = <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
      const actor = this.running;
      if (actor === null) return work();
      return new Promise<Result>((resolve, reject) => {
        const calls = this.#waiting.get(actor) ?? [];
        this.#waiting.set(actor, calls);
        calls.push({ name, perform: () => work().then(resolve, reject) });
      });
    };
    return {
      transact: (operations) => step(nameOf(operations), () => storage.transact(operations)),
      readStream: (query) => step(`read ${query.streamName}`, () => storage.readStream(query)),
      readAll: (query) => step('read the log', () => storage.readAll(query)),
      readRow: (table, id) => step(`read a row of ${table}`, () => storage.readRow(table, id)),
      readRows: (query) => step(`read ${query.table}`, () => storage.readRows(query)),
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
