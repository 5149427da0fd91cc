/** Calls of several programs to one world, each held until it is let go: done, done without an answer, not done, or the end of its program. */
import type { LabStorage } from '#lab';

/** What becomes of a call. */
export type Fate = 'done' | 'lost' | 'refused' | 'crash';

type Held = Readonly<{ actor: string; end(fate: Fate): Promise<void> }>;

/** What a program is told of a call that did not go well. */
const failed = (code: 'answer-lost' | 'refused'): Error => Object.assign(new Error(code), { code });

export class HeldCalls {
  #held: Held[] = [];

  /** How many wait. */
  get count(): number {
    return this.#held.length;
  }

  /** Does a call when it is let go. */
  hold<Result>(actor: string, work: () => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#held.push({
        actor,
        async end(fate) {
          if (fate === 'crash') return;
          if (fate === 'refused') return reject(failed('refused'));
          try {
            const result = await work();
            if (fate === 'lost') reject(failed('answer-lost'));
            else resolve(result);
          } catch (error) {
            reject(error);
          }
        },
      });
    });
  }

  /** A storage whose calls are those of an actor. */
  over(actor: string, storage: LabStorage): LabStorage {
    const methods = Object.entries(storage).map(([name, method]) => [
      name,
      (...given: unknown[]) => this.hold(actor, () => (method as (...given: unknown[]) => Promise<unknown>)(...given)),
    ]);
    return Object.fromEntries(methods) as LabStorage;
  }

  /** Lets one call go; gives the actor that has crashed, if one has. All that it waits with goes with it. */
  async letGo(pick: number, fate: Fate): Promise<string | null> {
    const [call] = this.#held.splice(pick % this.#held.length, 1) as [Held];
    await call.end(fate);
    if (fate !== 'crash') return null;
    this.#held = this.#held.filter(({ actor }) => actor !== call.actor);
    return call.actor;
  }
}
