/** Where a world keeps its keys: a row for each subject, in a table that no learner can name. Rules: ../../README.md, K. */
import type { LabErrorCode } from '../../lab-error.ts';
import { KEPT_KEYS } from '../../kept-tables.ts';
import type { LabStorage, StoredRow } from '../../storage.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import type { Key } from './cipher.ts';

/** What is used of a world. */
export type KeyStorage = Pick<LabStorage, 'transact' | 'readRow' | 'readRows' | 'findText'>;

/** The key of a subject; null when there is none. */
export async function readKey(storage: KeyStorage, subject: string): Promise<Key | null> {
  const row = await storage.readRow(KEPT_KEYS, subject);
  return row && toKey(subject, row);
}

/** Keeps a new key, unless the subject has one by now; gives the one that it has. */
export async function keepKey(storage: KeyStorage, key: Key): Promise<Key> {
  const { subject, keyId, bytes } = key;
  const text = JSON.stringify({ keyId, key: toBase64(bytes) });
  try {
    await storage.transact([{ kind: 'put', table: KEPT_KEYS, id: subject, text, expected: 0 }]);
    return key;
  } catch (error) {
    // Another tab may have been quicker, and what is encrypted with a key that nobody keeps is lost.
    const kept = isRowExists(error) ? await readKey(storage, subject) : null;
    if (!kept) throw error;
    return kept;
  }
}

/** True while somebody has the key of this id. */
export async function isKept(storage: KeyStorage, keyId: string): Promise<boolean> {
  const property = { name: 'keyId', from: keyId, to: keyId };
  return (await storage.readRows({ table: KEPT_KEYS, property, wanted: 1 })).rows.length > 0;
}

/** Erases a subject's key, as if nobody had ever had it. */
export async function eraseKey(storage: KeyStorage, subject: string): Promise<void> {
  await storage.transact([{ kind: 'erase', table: KEPT_KEYS, id: subject }]);
}

function toKey(subject: string, { text }: StoredRow): Key {
  const { keyId, key } = JSON.parse(text) as { keyId: string; key: string };
  return { subject, keyId, bytes: fromBase64(key)! };
}

const isRowExists = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === ('row-exists' satisfies LabErrorCode);
