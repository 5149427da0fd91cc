/** Beside IndexedDB: localStorage, which has taken a text before the call returns, and so even when a page is on its way out. */

/** A text that could not be brought to disk before its page went. */
export type KeptText = Readonly<{
  file: string;
  text: string;
  revision: number;
  /** A hash of the text that was on its way to the disk. */
  saving?: string | undefined;
  /** Hash of the author's text that it was made from. */
  starterHash?: string | undefined;
}>;

export type LastResortStorage = Readonly<{
  /** Keeps texts in place of what this page has kept before; none takes them away. False where the browser does not take them. */
  keep(lessonId: string, texts: readonly KeptText[]): boolean;
  /** What all pages have kept. */
  read(lessonId: string): readonly KeptText[];
  /** Takes away what was read. */
  forget(): void;
  /** Whether the browser keeps anything here. */
  isThere(): boolean;
}>;

/** The last resort of one page, which has notes of its own: another page that saves takes nothing away from them. */
export function createLastResort(
  page: string = crypto.getRandomValues(new Uint32Array(2)).join('-'),
): LastResortStorage {
  // A lesson's id has no slash, so no lesson's notes begin as another's do.
  const folderOf = (lessonId: string): string => `replaybook-unsaved/${lessonId}/`;
  const written = new Set<string>();
  let read: readonly string[] = [];

  return {
    keep(lessonId, texts) {
      const key = folderOf(lessonId) + page;
      if (texts.length === 0 && !written.has(key)) return true;
      const kept = attempt(() => {
        if (texts.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(texts));
        written.add(key);
        return true;
      });
      return kept ?? false;
    },
    read(lessonId) {
      const folder = folderOf(lessonId);
      read = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(folder))) ?? [];
      return read.flatMap((key) => attempt(() => toTexts(JSON.parse(localStorage.getItem(key)!))) ?? []);
    },
    forget() {
      attempt(() => {
        for (const key of read) localStorage.removeItem(key);
      });
      read = [];
    },
    isThere() {
      const key = `${folderOf('')}${page}`;
      const wrote = attempt(() => {
        localStorage.setItem(key, '');
        localStorage.removeItem(key);
        return true;
      });
      return wrote ?? false;
    },
  };
}

/** Storage may be full or switched off, and what stands in it may be anybody's. There is nowhere left to go. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const toTexts = (kept: unknown): KeptText[] => (Array.isArray(kept) ? kept.filter(isKeptText) : []);

function isKeptText(value: unknown): value is KeptText {
  const { file, text, revision, saving, starterHash } = (value ?? {}) as Record<string, unknown>;
  const areHashes = [saving, starterHash].every((hash) => hash === undefined || typeof hash === 'string');
  return typeof file === 'string' && typeof text === 'string' && Number.isSafeInteger(revision) && areHashes;
}
