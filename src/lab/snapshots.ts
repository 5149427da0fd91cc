/** Snapshots of this world's streams, kept where a rewind finds them. Rules: README.md, S. */
import type { Snapshot, SnapshotStore } from '#eventsourcing';
import { assertFingerprint, assertStreamName, toSnapshot, toSnapshotText } from '#eventsourcing/storage';
import type { Key, LabStorage } from './storage.ts';

/** Their table: no learner's has a space in its name. */
export const SNAPSHOTS = 'kept snapshots';

/** The snapshots of a world. */
export function createSnapshots(storage: LabStorage): SnapshotStore {
  const idOf = (streamName: string, fingerprint: string): Key => [streamName, fingerprint];
  return {
    async save<State>(streamName: string, snapshot: Snapshot<State>) {
      const text = toSnapshotText(streamName, snapshot);
      const id = idOf(streamName, snapshot.fingerprint);
      await storage.transact([{ kind: 'put', table: SNAPSHOTS, id, text }]);
    },
    async latest<State>(streamName: string, fingerprint: string) {
      assertStreamName(streamName);
      assertFingerprint('fingerprint', fingerprint);
      const row = await storage.readRow(SNAPSHOTS, idOf(streamName, fingerprint));
      return toSnapshot<State>(row?.text, fingerprint);
    },
  };
}
