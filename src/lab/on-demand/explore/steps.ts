/** What processes ask of their world, each call held until it is its turn: the steps of a schedule. Rules: ../../README.md, E. */
import type { Footprint } from '../footprint.ts';
import type { OwnFault, StepWork, Words } from '../step-work.ts';

/** Something that goes on by itself: an actor, or what it has subscribed. */
export type Process = {
  readonly actor: string;
  /** The same in each schedule: nothing that depends on the order in which processes began. */
  readonly id: string;
  isOver: boolean;
};

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
  /** What can go wrong with it alone. */
  fault: OwnFault | null;
  /** Has that go wrong. */
  fail(): Promise<void>;
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
  next(process: Process): Omit<Call, 'perform' | 'lose' | 'fail'> | undefined {
    return this.#waiting.get(process)?.find((call) => call.isReady());
  }

  /** How many calls a process waits with. */
  waitingOf(process: Process): number {
    return this.#waiting.get(process)?.length ?? 0;
  }

  /** Does something with the first call that a process waits with. */
  async take(process: Process, deal: (call: Call) => Promise<void>): Promise<void> {
    const calls = this.#waiting.get(process)!;
    const [call] = calls.splice(
      calls.findIndex((one) => one.isReady()),
      1,
    ) as [Call];
    this.running = process;
    this.taken += 1;
    await deal(call);
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
    fails,
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
        async perform() {
          try {
            resolve(await work());
          } catch (refused) {
            reject(refused);
          }
        },
        fault: fails?.fault ?? null,
        fail: () => fails!.work().then(resolve, reject),
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
}
