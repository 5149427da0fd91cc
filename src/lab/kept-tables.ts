/** Tables of the lab itself: rows that a rewind takes back with all others, and that no learner can name, because no name of theirs has a space. */

export const KEPT_SNAPSHOTS = 'kept snapshots';
export const KEPT_MESSAGES = 'kept messages';
export const KEPT_DELIVERIES = 'kept deliveries';
export const KEPT_KEYS = 'kept keys';

/** True for a table that a cell's lab writes itself. */
export const isKeptTable = (name: string): boolean => name.startsWith('kept ');
