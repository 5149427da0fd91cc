/** How journal entries are undone: what a world looks like again when they never happened. Rules: README.md, W7-W9. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import { worldRewound } from './errors.ts';
import { rowKey } from './transaction.ts';
import type { JournalEntry, RowChange, WorldState } from './storage.ts';

/**
 * Throws unless a world at `state` can go back to `journalPosition`: a position it has not reached, or no longer has, is not its past.
 */
export function assertRewind(state: WorldState, journalPosition: number): void {
  if (!Number.isSafeInteger(journalPosition) || journalPosition < 0) {
    throw new InvalidInputError('journalPosition', describeValue(journalPosition), 'whole-number', 0);
  }
  if (journalPosition > state.journalPosition) throw worldRewound();
}

/** Rows that several transactions have changed, each with what it was before the first of them and after the last. */
export class ChangedRows {
  readonly #rows = new Map<string, RowChange>();

  /** Takes in what a transaction changed; the oldest comes first. */
  add(changes: readonly RowChange[]): void {
    for (const change of changes) {
      const key = rowKey(change.table, change.id);
      const { before } = this.#rows.get(key) ?? change;
      this.#rows.set(key, { ...change, before });
    }
  }

  get changes(): readonly RowChange[] {
    return [...this.#rows.values()];
  }
}

/** Where a world stands when it has gone back to a journal position; `entry` is the one at that position, null at the beginning. */
export const stateAfterRewind = (
  state: WorldState,
  entry: Pick<JournalEntry, 'position' | 'lastPosition'> | null,
): WorldState => ({
  epoch: state.epoch + 1,
  journalPosition: entry?.position ?? 0,
  lastPosition: entry?.lastPosition ?? 0,
});
