/** Waits for events in a world that says when it changes; every adapter uses it. Rules: README.md, W23. */
import { worldRewound } from './errors.ts';
import type { WorldState, WorldStorage } from './storage.ts';

/** Resolves when the log of `world` has an event behind `position`; throws world-rewound in any epoch but `epoch`. */
export function whenBehind(
  world: Pick<WorldStorage, 'readState' | 'onChange'>,
  position: number,
  epoch: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      end();
      reject(error);
    };
    const look = (state: WorldState): void => {
      if (state.epoch !== epoch) return fail(worldRewound());
      if (state.lastPosition <= position) return;
      end();
      resolve();
    };
    // Before the world is read: what changes in between is heard.
    const end = world.onChange(look);
    world.readState().then(look, fail);
  });
}
