/** Tells what a cell waits for: the storage, or the way there and back. Rules: ../README.md, M. */
import type { LabStorage } from '../storage.ts';

/** What it takes to tell. */
export type WaitingEnvironment = Readonly<{
  /** Real milliseconds, from whenever. */
  realNow(): number;
  /** Real milliseconds that the storage worked on what it told last. */
  took(): number;
  /** Resolves when everything has gone on that can without waiting. */
  nextTask(): Promise<void>;
}>;

/** Of one piece of work, the real milliseconds in which it could not go on. */
export class Waiting {
  readonly #environment: WaitingEnvironment;
  inStorage = 0;
  atBorder = 0;
  /** Since when nothing goes on; null while something does. */
  #idleSince: number | null = null;
  #wakings = 0;

  constructor(environment: WaitingEnvironment) {
    this.#environment = environment;
    void this.#untilIdle();
  }

  /** A storage that is watched. */
  over(storage: LabStorage): LabStorage {
    const methods = Object.entries(storage).map(([name, method]) => [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        try {
          return await (method as (...given: unknown[]) => Promise<unknown>)(...given);
        } finally {
          this.#wake();
        }
      },
    ]);
    return Object.fromEntries(methods) as LabStorage;
  }

  #wake(): void {
    if (this.#idleSince !== null) {
      const waited = this.#environment.realNow() - this.#idleSince;
      const inStorage = Math.min(waited, this.#environment.took());
      this.inStorage += inStorage;
      this.atBorder += waited - inStorage;
      this.#idleSince = null;
    }
    void this.#untilIdle();
  }

  /** What goes on behind a waking has stopped when a task of its own can begin. */
  async #untilIdle(): Promise<void> {
    this.#wakings += 1;
    const waking = this.#wakings;
    await this.#environment.nextTask();
    if (waking === this.#wakings) this.#idleSince = this.#environment.realNow();
  }
}
