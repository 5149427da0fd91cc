/** A note in localStorage of how much stands in IndexedDB: who finds less there knows that the browser has lost it. */
import type { WorldStorage } from '#lab';
import { WORKBOOK_DATABASE, connectWorkbook } from '../workbook.ts';

/** How much there is: texts of cells, and steps of progress. */
export type Stored = Readonly<{ texts: number; steps: number }>;

/** Less than there was when it was noted, ISO 8601. */
export type Loss = Readonly<{ before: Stored; left: Stored; at: string }>;

export type StoredMarker = Readonly<{
  /** What was lost since it was noted how much there is; null where nothing was, and where nothing was noted. */
  findLoss(): Promise<Loss | null>;
  /** Notes how much there is now, where that is no less than was noted, or where less is as it should be. Does nothing where the browser keeps no note. */
  note(options: Readonly<{ mayBeLess: boolean }>): Promise<void>;
}>;

const KEY = 'replaybook-stored';

/** The marker of this browser; `progress` is the world that progress is kept in. */
export function createStoredMarker(progress: WorldStorage, countTexts = countStoredTexts): StoredMarker {
  const count = async (): Promise<Stored> => {
    const [texts, { lastPosition: steps }] = await Promise.all([countTexts(), progress.readState()]);
    return { texts, steps };
  };
  const isLess = (one: Stored, than: Stored): boolean => one.texts < than.texts || one.steps < than.steps;
  return {
    async findLoss() {
      const noted = readNote();
      if (!noted) return null;
      const left = await count();
      return isLess(left, noted) ? { before: { texts: noted.texts, steps: noted.steps }, left, at: noted.at } : null;
    },
    async note({ mayBeLess }) {
      const [stored, noted] = [await count(), readNote()];
      if (noted && !mayBeLess && isLess(stored, noted)) return;
      try {
        localStorage.setItem(KEY, JSON.stringify({ ...stored, at: new Date().toISOString() }));
      } catch {
        // Without a note nothing can be missed.
      }
    },
  };
}

/** How many texts of cells are stored. */
async function countStoredTexts(): Promise<number> {
  const { use, close } = await connectWorkbook(WORKBOOK_DATABASE, async () => {});
  try {
    return await use((database) => database.count('drafts'));
  } finally {
    close();
  }
}

/** What stands there may be anybody's. */
function readNote(): (Stored & Readonly<{ at: string }>) | null {
  try {
    const { texts, steps, at } = JSON.parse(localStorage.getItem(KEY)!) as Record<string, unknown>;
    const isNote = Number.isSafeInteger(texts) && Number.isSafeInteger(steps) && typeof at === 'string';
    return isNote ? { texts: texts as number, steps: steps as number, at } : null;
  } catch {
    return null;
  }
}
