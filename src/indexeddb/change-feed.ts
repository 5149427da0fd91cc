/** Tells of changes of a world: listeners in this page at once, other tabs a moment later. */
import type { WorldState } from '#lab';

/** Milliseconds in which changes are told to other tabs together: a message costs a write a fifth of its time. */
const DELAY = 10;

export type ChangeFeed = Readonly<{
  /** Says that the world is here now. */
  tell(state: WorldState): void;
  onChange(listener: (state: WorldState) => void): () => void;
  close(): void;
}>;

/** The feed of the world called `name`. What another tab says is a hint and no more: `read` looks for itself. */
export function createChangeFeed(name: string, read: () => Promise<WorldState>): ChangeFeed {
  const listeners = new Set<(state: WorldState) => void>();
  const otherTabs = new BroadcastChannel(name);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;

  const tellHere = (state: WorldState): void => {
    for (const listener of listeners) listener(state);
  };
  const tellOthers = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    otherTabs.postMessage('changed');
  };
  otherTabs.addEventListener('message', () => void read().then(tellHere, () => {}));
  // Timers of a page that goes do not fire any more.
  addEventListener('pagehide', tellOthers);

  return {
    tell(state) {
      // Closing waits for what is under way, and that comes here.
      if (!isClosed) timer ??= setTimeout(tellOthers, DELAY);
      tellHere(state);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      tellOthers();
      isClosed = true;
      removeEventListener('pagehide', tellOthers);
      otherTabs.close();
    },
  };
}
