/** A world whose connection breaks at a step: a runner that ends there, with its last request done or not. */
import type { WorldStorage } from '#lab';

/** At which request it breaks, and whether that one is still done. */
export type Crash = Readonly<{ step: number; isDone: boolean }>;

const STEPS: ReadonlySet<PropertyKey> = new Set(['transact', 'readAll', 'readRow', 'readRows']);

/** What a broken connection throws. */
export const isCrash = (error: unknown): boolean => (error as { code?: unknown }).code === 'crashed';

const crashed = (): Error => Object.assign(new Error('crashed'), { code: 'crashed' });

/** The same world through a connection that calls `before` in front of each request, and breaks for good at `crash`. */
export function interruptedWorld(
  world: WorldStorage,
  crash: Crash | null,
  before: () => Promise<void> = () => Promise.resolve(),
): WorldStorage {
  let steps = 0;
  return new Proxy(world, {
    get(target, name) {
      const method = target[name as keyof WorldStorage] as (...parts: unknown[]) => unknown;
      if (!STEPS.has(name)) return method.bind(target);
      return async (...parts: unknown[]) => {
        await before();
        steps += 1;
        if (crash && (steps > crash.step || (steps === crash.step && !crash.isDone))) throw crashed();
        const result = await method.apply(target, parts);
        if (crash && steps >= crash.step) throw crashed();
        return result;
      };
    },
  });
}
