/** Beside IndexedDB: localStorage, which has taken a text before the call returns, and so even when a page is on its way out. */

/** A text that could not be brought to disk before its page went. */
export type KeptText = Readonly<{ file: string; text: string; revision: number }>;

export type LastResortStorage = Readonly<{
  /** Keeps texts in place of what was kept before; none takes them away. Says nothing where the browser keeps nothing. */
  keep(lessonId: string, texts: readonly KeptText[]): void;
  read(lessonId: string): readonly KeptText[];
}>;

const keyOf = (lessonId: string): string => `replaybook-unsaved-${lessonId}`;

/** The last resort of this browser. */
export const lastResort: LastResortStorage = {
  keep(lessonId, texts) {
    try {
      if (texts.length === 0) localStorage.removeItem(keyOf(lessonId));
      else localStorage.setItem(keyOf(lessonId), JSON.stringify(texts));
    } catch {
      // Full, or switched off: there is nowhere left to go.
    }
  },
  read(lessonId) {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(keyOf(lessonId)) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isKeptText) : [];
    } catch {
      return [];
    }
  },
};

function isKeptText(value: unknown): value is KeptText {
  const { file, text, revision } = (value ?? {}) as Record<string, unknown>;
  return typeof file === 'string' && typeof text === 'string' && Number.isSafeInteger(revision);
}
