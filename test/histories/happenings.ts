/** What can happen in a life among the streams. */

/** Each has to, often enough. */
export const HAPPENINGS = [
  'an append went through',
  'an append of nothing',
  'a conflict',
  'known again',
  'known again behind what others wrote',
  'some ids were known: a conflict',
  'an answer was lost before it was written, and the append made again',
  'an answer was lost after it was written, and the append known again',
  'a command was accepted',
  'a command was refused',
  'a command was decided again',
  'a command gave up',
  'what a person saw was out of date',
  'a read in several pages',
  'a read of part of a stream',
  'listened behind the end of the log',
  'a stream was truncated',
  'a stream was deleted',
  'a deleted stream went on behind its last position',
  'a tombstone refused an append',
  'a cut was a conflict',
  'a person was shown what is left of a stream',
] as const;
export type Happening = (typeof HAPPENINGS)[number];
