/** Which world the lab is about: the lesson's or, while a program is explored, one of its own. Rules: README.md, E. */
import type { LabStorage } from './storage.ts';

/** A storage, and a source of chance. */
type World = Readonly<{ storage: LabStorage; random(): number }>;

/** A world that can be exchanged for another. */
export type CurrentWorld = World &
  Readonly<{
    /** The storage of the lesson's world, whatever stands for it. */
    lesson: LabStorage;
    /** Stands for another world while `work` goes on. */
    inWorld<Result>(other: (now: World) => World, work: () => Promise<Result>): Promise<Result>;
  }>;

export function currentWorld({ storage, random }: World): CurrentWorld {
  const worlds: World[] = [{ storage, random }];
  const current = (): World => worlds.at(-1)!;
  return {
    lesson: storage,
    storage: through(() => current().storage, storage),
    random: () => current().random(),
    async inWorld(other, work) {
      const world = other(current());
      worlds.push(world);
      try {
        return await work();
      } finally {
        // Not always the last: two may go on at a time.
        worlds.splice(worlds.indexOf(world), 1);
      }
    },
  };
}

/** Every method of a storage, of the one that is current when it is called. */
function through(current: () => LabStorage, storage: LabStorage): LabStorage {
  const names = Object.keys(storage) as (keyof LabStorage)[];
  const methods = names.map((name) => [
    name,
    (...given: never[]) => (current()[name] as (...given: never[]) => unknown)(...given),
  ]);
  return Object.fromEntries(methods) as LabStorage;
}
