/** How much one append may hold, so that no reader of the log ever has to take more in one piece. Rules: SPEC.md, ES14. */
export const LIMITS = {
  /** Characters of one event's JSON text. */
  eventCharacters: 1_048_576,
  /** Characters of the JSON text of one append. */
  appendCharacters: 4_194_304,
  /** Events of one append. */
  appendEvents: 1_000,
  /** Characters of a stream name. */
  streamNameCharacters: 200,
  /** Characters of an event's id. */
  eventIdCharacters: 100,
  /** Characters of the type of an event. */
  eventTypeCharacters: 200,
  /** Characters of the fingerprint of a snapshot. */
  fingerprintCharacters: 200,
  /** Characters of the JSON text of one row of a table. */
  rowCharacters: 1_048_576,
  /** Levels of nesting in an event's data. */
  dataDepth: 100,
} as const;
