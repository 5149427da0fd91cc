/** Drafts and notes for a page that is opened without what somebody has written: nothing of it is read, and nothing of it is touched. */
import type { DraftStorage, LastResort } from '../ports.ts';

/** Keeps texts as long as the page is there. */
export function createForgottenDrafts(): Readonly<{ drafts: DraftStorage; lastResort: LastResort }> {
  const revisions = new Map<string, number>();
  return {
    drafts: {
      load: () => Promise.resolve([]),
      save({ file }) {
        const revision = (revisions.get(file) ?? 0) + 1;
        revisions.set(file, revision);
        return Promise.resolve({ kind: 'saved', revision });
      },
      loadCopies: () => Promise.resolve([]),
      dropCopies: () => Promise.resolve(),
      onChange: () => () => {},
    },
    lastResort: { keep: () => true, read: () => [], forget: () => {} },
  };
}
