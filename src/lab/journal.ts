/** How journal entries are undone: what a world looks like again when they never happened. Rules: README.md, W7-W9. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import { worldRewound } from './errors.ts';
import { rowKey } from './transaction.ts';
import type { JournalEntry, Key, StoredRow, WorldState } from './storage.ts';

/** What undoing some entries comes to. */
export type Undo = Readonly<{
  /** Global position behind which the log is cut off; null when no event was appended. */
  truncateAfter: number | null;
  /** For each stream that was appended to, the version it goes back to (0: it never existed). */
  streamVersions: ReadonlyMap<string, number>;
  /** For each row that was changed, what was there before; null for nothing. */
  rows: readonly Readonly<{ table: string; id: Key; before: StoredRow | null }>[];
}>;

/**
 * Throws unless a world at `state` can go back to `journalPosition`: a position it has not reached, or no longer has, is not its past.
 */
export function assertRewind(state: WorldState, journalPosition: number): void {
  if (!Number.isSafeInteger(journalPosition) || journalPosition < 0) {
    throw new InvalidInputError('journalPosition', describeValue(journalPosition), 'whole-number', 0);
  }
  if (journalPosition > state.journalPosition) throw worldRewound();
}

/** Undoes `entries`, given oldest first: of several changes of one thing, the oldest says what was there. */
export function undo(entries: readonly JournalEntry[]): Undo {
  let truncateAfter: number | null = null;
  const streamVersions = new Map<string, number>();
  const rows = new Map<string, { table: string; id: Key; before: StoredRow | null }>();
  for (const entry of entries) {
    for (const { streamName, firstPosition, firstStreamPosition } of entry.appends) {
      truncateAfter ??= firstPosition - 1;
      if (!streamVersions.has(streamName)) streamVersions.set(streamName, firstStreamPosition - 1);
    }
    for (const { table, id, before } of entry.rows) {
      const key = rowKey(table, id);
      if (!rows.has(key)) rows.set(key, { table, id, before });
    }
  }
  return { truncateAfter, streamVersions, rows: [...rows.values()] };
}

/** Where a world stands after `entries`, the tail of its journal, were undone. */
export function stateAfterUndo(state: WorldState, journalPosition: number, undone: Undo): WorldState {
  return {
    epoch: state.epoch + 1,
    journalPosition,
    lastPosition: undone.truncateAfter ?? state.lastPosition,
  };
}
