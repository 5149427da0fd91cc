/** A browser in memory: one world with its marks, drafts and notes, and tabs that hear of each other a task later, as real ones do. */
import type { WorldState } from '../../lab/index.ts';
import { createMarkedMemoryWorld } from '../../workbook/memory/index.ts';
import type {
  CellRunner,
  Draft,
  DraftStorage,
  LastResort,
  MarkedWorld,
  SavedDraft,
  UnsavedText,
} from '../../workbook/index.ts';
import type { Browser, Tab } from './browser.ts';
import { never, whileOpen, type Openness } from './while-open.ts';

/** Who hears of changes. */
type Tabs = Readonly<{ hear: (tab: object, listener: () => void) => () => void; tell: (from: object) => void }>;

const nextTask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A browser in which cells run by `makeRunner`, one for each tab. */
export function createMemoryBrowser(makeRunner: () => CellRunner): Browser {
  const openWorld = createSharedWorld();
  const openDrafts = createSharedDrafts();
  const notes = new Map<number, readonly UnsavedText[]>();
  let tabs = 0;

  return {
    async openTab() {
      tabs += 1;
      const number = tabs;
      const tab: Openness = { isClosed: false, underWay: 0 };
      const runner = makeRunner();
      return {
        world: whileOpen(tab, openWorld(tab)),
        drafts: whileOpen(tab, openDrafts(tab, number)),
        lastResort: createNotes(notes, number),
        runner: {
          prepare: (texts) => runner.prepare(texts),
          run: (order, listener) => (tab.isClosed ? { outcome: never(), stop: () => {} } : runner.run(order, listener)),
        },
        close: () => void (tab.isClosed = true),
      } satisfies Tab;
    },
    async settle() {
      for (let turn = 0; turn < 8; turn += 1) await nextTask();
    },
    close: () => Promise.resolve(),
  };
}

/** Listeners by tab: whoever changes something knows at once, the others a task later. */
function createTabs(): Tabs {
  const listeners = new Map<() => void, object>();
  return {
    hear(tab, listener) {
      listeners.set(listener, tab);
      return () => listeners.delete(listener);
    },
    tell(from) {
      for (const [listener, tab] of listeners) if (tab !== from) setImmediate(listener);
    },
  };
}

function createSharedWorld(): (tab: object) => MarkedWorld {
  const world = createMarkedMemoryWorld();
  const tabs = createTabs();

  return (tab) => {
    const own = new Set<(state: WorldState) => void>();
    const tellOwn = async (): Promise<void> => {
      const next = await world.readState();
      for (const listener of own) listener(next);
    };
    tabs.hear(tab, () => void tellOwn());
    const changing = async <Result>(work: Promise<Result>): Promise<Result> => {
      const result = await work;
      tabs.tell(tab);
      await tellOwn();
      return result;
    };
    return {
      ...world,
      transact: (operations, context) => changing(world.transact(operations, context)),
      rewind: (journalPosition) => changing(world.rewind(journalPosition)),
      reset: () => changing(world.reset()),
      onChange(listener) {
        own.add(listener);
        return () => own.delete(listener);
      },
    };
  };
}

function createSharedDrafts(): (tab: object, number: number) => DraftStorage {
  const drafts = new Map<string, SavedDraft>();
  const copies = new Map<string, Draft>();
  const tabs = createTabs();

  return (tab, number) => ({
    load: async () => [...drafts.values()],
    async save(draft, revision, line = 0) {
      tabs.tell(tab);
      const current = drafts.get(draft.file);
      if (current && current.revision !== revision && current.text !== draft.text) {
        copies.set(`${draft.file} ${number} ${line}`, draft);
        return { kind: 'overtaken', by: current };
      }
      const saved = { ...draft, revision: (current?.revision ?? 0) + 1 };
      drafts.set(draft.file, saved);
      return { kind: 'saved', revision: saved.revision };
    },
    loadCopies: async () => [...copies.values()],
    async dropCopies(_lessonId, file, texts) {
      for (const [key, copy] of copies) if (copy.file === file && texts.includes(copy.text)) copies.delete(key);
    },
    onChange: (listener) => tabs.hear(tab, listener),
  });
}

function createNotes(notes: Map<number, readonly UnsavedText[]>, number: number): LastResort {
  let read: readonly number[] = [];
  return {
    keep(_lessonId, texts) {
      if (texts.length > 0) notes.set(number, texts);
      else notes.delete(number);
      return true;
    },
    read() {
      read = [...notes.keys()];
      return [...notes.values()].flat();
    },
    forget() {
      for (const one of read) notes.delete(one);
    },
  };
}
