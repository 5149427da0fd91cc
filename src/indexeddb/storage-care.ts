/** What the browser says of this site's storage as a whole, and the wish that it be kept. Plain http has none of this. */

/** What it says: nothing without a secure context, and in a browser that has no answer. */
export type StorageFacts = Readonly<
  | { kind: 'insecure' }
  | { kind: 'unknown' }
  /** `isKept` is whether the browser has agreed to delete nothing on its own. */
  | { kind: 'known'; used: number; most: number; isKept: boolean }
>;

export type StorageCare = Readonly<{
  read(): Promise<StorageFacts>;
  /** Asks that everything be kept; some browsers put the question to the person. */
  askToKeep(): Promise<boolean>;
}>;

/** The browser's own. */
export function createStorageCare(): StorageCare {
  return {
    async read() {
      if (!isSecureContext) return { kind: 'insecure' };
      try {
        const [{ usage, quota }, isKept] = await Promise.all([
          navigator.storage.estimate(),
          navigator.storage.persisted(),
        ]);
        return usage === undefined || quota === undefined
          ? { kind: 'unknown' }
          : { kind: 'known', used: usage, most: quota, isKept };
      } catch {
        // The types promise more than every browser has.
        return { kind: 'unknown' };
      }
    },
    async askToKeep() {
      try {
        return await navigator.storage.persist();
      } catch {
        return false;
      }
    },
  };
}
