/** How journal entries are undone: what a world looks like again when they never happened; and how they forget a row. Rules: README.md, W7-W9, W24 and W25. */
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
  /** The first entry that had a row which one of these transactions has erased. */
  #erasedSince = Infinity;

  /** Takes in what a transaction changed; the oldest comes first. */
  add(changes: readonly RowChange[]): void {
    for (const change of changes) {
      const key = rowKey(change.table, change.id);
      const { before } = this.#rows.get(key) ?? change;
      this.#rows.set(key, { ...change, before });
      this.#erasedSince = Math.min(this.#erasedSince, change.erasedSince ?? Infinity);
    }
  }

  /** Where a world goes back to that is asked to undo these, all behind `journalPosition`: no row stood there that one of them has erased. */
  placeBefore(journalPosition: number): number {
    return Math.min(journalPosition, this.#erasedSince - 1);
  }

  get changes(): readonly RowChange[] {
    return [...this.#rows.values()];
  }
}

/** Takes rows out of a journal, entry by entry, the oldest first. */
export class Erasure {
  readonly #erased: ReadonlySet<string>;
  /** For each row that stood in it, by rowKey, the position of the entry that had it first. */
  readonly since = new Map<string, number>();

  /** The rows by rowKey. */
  constructor(erased: ReadonlySet<string>) {
    this.#erased = erased;
  }

  /** What an entry changed, without what it had of these rows; null when it had nothing of them. */
  without({ position, rows }: Pick<JournalEntry, 'position' | 'rows'>): readonly RowChange[] | null {
    const left = rows.flatMap((change): readonly RowChange[] => {
      const key = rowKey(change.table, change.id);
      if (!this.#erased.has(key) || !(change.before || change.after)) return [change];
      if (!this.since.has(key)) this.since.set(key, position);
      // That it was erased before still counts.
      return change.erasedSince === undefined ? [] : [{ ...change, before: null, after: null }];
    });
    return isSame(left, rows) ? null : left;
  }
}

const isSame = (one: readonly RowChange[], other: readonly RowChange[]): boolean =>
  one.length === other.length && one.every((change, index) => change === other[index]);

/** Where a world stands when it has gone back to a journal position; `entry` is the one at that position, null at the beginning. */
export const stateAfterRewind = (
  state: WorldState,
  entry: Pick<JournalEntry, 'position' | 'lastPosition'> | null,
): WorldState => ({
  epoch: state.epoch + 1,
  journalPosition: entry?.position ?? 0,
  lastPosition: entry?.lastPosition ?? 0,
});
