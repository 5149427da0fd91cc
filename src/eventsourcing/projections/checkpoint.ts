/** How far a processor of the log has come, and what becomes of its wish to go further. Rules: SPEC.md, CP1. */

/**
 * What came of storing a checkpoint.
 *
 * - `'stored'`: it was where the writer expected it, and has moved on.
 * - `'same'`: it is there already; nothing was written.
 * - `'ahead'`: another runner has come further; nothing was written.
 * - `'mismatch'`: it has not come as far, and is not where the writer expected it; nothing was written.
 */
export type CheckpointResult = 'stored' | 'same' | 'mismatch' | 'ahead';

/** What becomes of a checkpoint at `current` that a writer who has read `expected` wants to move to `next`. Positions in the log, from 0. */
export function compareCheckpoint(current: number, expected: number, next: number): CheckpointResult {
  if (current === next) return 'same';
  // Before it is asked what was expected: a checkpoint never goes back.
  if (current > next) return 'ahead';
  return current === expected ? 'stored' : 'mismatch';
}
