/** A snapshot store that forgets everything when the program ends: for tests, and for taking home. */
import { assertStreamName } from './input.ts';
import { assertFingerprint, toSnapshot, toSnapshotText, type Snapshot, type SnapshotStore } from './snapshot.ts';

/** A new, empty store. */
export function inMemorySnapshotStore(): SnapshotStore {
  const texts = new Map<string, string>();
  const keyOf = (streamName: string, fingerprint: string): string => JSON.stringify([streamName, fingerprint]);
  return {
    async save<State>(streamName: string, snapshot: Snapshot<State>) {
      const text = toSnapshotText(streamName, snapshot);
      texts.set(keyOf(streamName, snapshot.fingerprint), text);
    },
    async latest<State>(streamName: string, fingerprint: string) {
      assertStreamName(streamName);
      assertFingerprint('fingerprint', fingerprint);
      return toSnapshot<State>(texts.get(keyOf(streamName, fingerprint)), fingerprint);
    },
  };
}
