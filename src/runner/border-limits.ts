/** What the border lets through, in numbers; a file of its own because the frame and the worker need nothing else of the protocol. */

/** How much a run may say and ask. Rule X15. */
export const BORDER_LIMITS = {
  /** Characters of one batch of output. */
  batchCharacters: 65_536,
  /** Items of one batch: each is checked where it arrives, in one task. */
  batchItems: 200,
  /** Characters of all output of a run. */
  outputCharacters: 1_048_576,
  /** Lines of output of a run. */
  outputLines: 10_000,
  /** Tests of a run whose end is told, and told at once. */
  tests: 200,
  /** Faults of a run that are told at once; the others come with the output. */
  faults: 200,
  /** Milliseconds between two batches. */
  batchInterval: 16,
  /** Requests of a run that wait for their reply; the worker's client keeps to fewer. */
  requestsHeld: 64,
  /** Requests that the worker's client lets wait at a time. */
  requestsInFlight: 32,
  /** The number of the one request that may wait for as long as it likes, beside those others. */
  waitingRequest: 0,
  /** Messages of any kind that a run may send, but for answers to pings. */
  messages: 20_000,
  /** Invalid messages after which the page ends a run. */
  invalidMessages: 20,
} as const;
