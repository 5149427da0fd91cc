/** Joins what a lesson is kept in. What the browser does not open of it is in memory, as long as the page is there. */
import { createLastResort, type OpenWorkbook, type OpenWorld } from '#indexeddb';
import type { LabError } from '#lab';
import type { DraftStorage, LastResort, Mark, MarkedWorld } from '#workbook';

/** What was begun before anybody could wait for it. */
export type BegunStorage = Readonly<{ world: Promise<OpenWorld<Mark>>; drafts: Promise<OpenWorkbook> }>;

export type LessonStorage = Readonly<{
  world: MarkedWorld;
  drafts: DraftStorage;
  lastResort: LastResort;
  /** Why some of it is in memory, whether the world is, and whether texts are saved, noted or lost with the page; null where all is as it should be. */
  inMemory: Readonly<{ why: unknown; isWorld: boolean; texts: 'saved' | 'noted' | 'lost' }> | null;
  /** An older page has let go of it for this one. */
  tookOver: boolean;
  /** Calls back when a newer page wants what is open; it is closed when that is done. */
  onOutdated(listener: (why: LabError) => Promise<unknown>): void;
}>;

export async function openLessonStorage(lessonId: string, begun: BegunStorage): Promise<LessonStorage> {
  const [world, drafts] = await Promise.allSettled([begun.world, begun.drafts]);
  const opened = [world, drafts].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const common = {
    lastResort: createLastResort(),
    tookOver: drafts.status === 'fulfilled' && drafts.value.tookOver,
    onOutdated(listener: (why: LabError) => Promise<unknown>): void {
      for (const one of opened) one.onOutdated(listener);
    },
  };
  if (world.status === 'fulfilled' && drafts.status === 'fulfilled') {
    return { ...common, world: world.value, drafts: drafts.value, inMemory: null };
  }
  const { createForgottenDrafts, createMarkedMemoryWorld, createNotedDrafts } = await import('#workbook/memory');
  // Notes of their own: what this page could not save would take the place of those.
  const notes = createLastResort();
  const noted = notes.isThere() ? 'noted' : 'lost';
  return {
    ...common,
    world: world.status === 'fulfilled' ? world.value : createMarkedMemoryWorld(),
    drafts:
      drafts.status === 'fulfilled'
        ? drafts.value
        : noted === 'noted'
          ? createNotedDrafts(lessonId, notes)
          : createForgottenDrafts().drafts,
    inMemory: {
      why: world.status === 'rejected' ? world.reason : (drafts as PromiseRejectedResult).reason,
      isWorld: world.status === 'rejected',
      texts: drafts.status === 'fulfilled' ? 'saved' : noted,
    },
  };
}
