/** Snapshots of this world's streams, kept where a rewind finds them. Rules: README.md, S. */
import type { Snapshot, SnapshotStore } from '#eventsourcing';
import { assertFingerprint, assertStreamName, toSnapshot, toSnapshotText } from '#eventsourcing/storage';
import { KEPT_SNAPSHOTS } from './kept-tables.ts';
import type { Key, LabStorage } from './storage.ts';

/** The snapshots of a world. */
export function createSnapshots(storage: LabStorage): SnapshotStore {
  const idOf = (streamName: string, fingerprint: string): Key => [streamName, fingerprint];
  return {
    async save<State>(streamName: string, snapshot: Snapshot<State>) {
      const text = toSnapshotText(streamName, snapshot);
      const id = idOf(streamName, snapshot.fingerprint);
      await storage.transact([{ kind: 'put', table: KEPT_SNAPSHOTS, id, text }]);
    },
    async latest<State>(streamName: string, fingerprint: string) {
      assertStreamName(streamName);
      assertFingerprint('fingerprint', fingerprint);
      const row = await storage.readRow(KEPT_SNAPSHOTS, idOf(streamName, fingerprint));
      return toSnapshot<State>(row?.text, fingerprint);
    },
  };
}
