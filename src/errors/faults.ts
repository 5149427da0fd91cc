/** What can be had to go wrong with a world, by name. */
export const FAULT_NAMES = [
  'crash',
  'abort',
  'lost ack',
  'duplicate',
  'delay',
  'reorder',
  'partition down',
  'slow consumer',
  'poison',
  'clock skew',
  'held commit',
  'rollback',
  'stale replica',
] as const;

/** The name of a fault. */
export type FaultName = (typeof FAULT_NAMES)[number];
