/** Drafts where the storage does not open: each is put into a note, as a text is whose page goes before it was saved, and is found by the next page that can save it. */
import { LabError } from '#lab';
import { createForgottenDrafts } from './forgotten-drafts.ts';
import type { DraftStorage, LastResort, UnsavedText } from '../ports.ts';

/** Drafts of one lesson in `notes`, which are this page's and hold nothing else. */
export function createNotedDrafts(lessonId: string, notes: Pick<LastResort, 'keep'>): DraftStorage {
  const { drafts } = createForgottenDrafts();
  const noted = new Map<string, UnsavedText>();
  return {
    ...drafts,
    save(draft, revision, line) {
      const { file, text, starterHash } = draft;
      // What it was based on when it came here: that is what the storage may have, and will tell whether it has more.
      noted.set(file, { file, text, revision: noted.get(file)?.revision ?? revision, starterHash });
      const isKept = notes.keep(lessonId, [...noted.values()]);
      if (!isKept) return Promise.reject(new LabError('storage-full', {}, 'There is no room for a note.'));
      return drafts.save(draft, revision, line);
    },
  };
}
