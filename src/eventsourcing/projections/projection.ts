/** What a read model is made by: a pure function from a row and an event to the next row. Rules: SPEC.md, PR1-PR3. */
import type { Event, Recorded } from '../event.ts';

/**
 * Turns events into the rows of a read model. It only takes note of what happened: no clock, no chance, no I/O, so that the same
 * events always make the same rows.
 */
export interface Projection<Row, E extends Event> {
  /** A word, e.g. `passbook`: the rows of version 1 are in the table `passbook_v1`. */
  readonly name: string;
  /** A whole number from 1. Raise it when `evolve` or the shape of a row changes: each version has a table of its own. */
  readonly version: number;
  /** Types of the events it looks at; it passes over all others. */
  readonly canHandle: readonly E['type'][];
  /** Which row an event belongs to: a text of 1 to 200 characters; the name of the event's stream when this is left out. */
  key?(event: Recorded<E>): string;
  /**
   * The row after one more event. `row` is null when there is none yet; null takes the row away.
   * A row is plain JSON and has no property `key`: the table has a column of that name.
   */
  evolve(row: Row | null, event: Recorded<E>): Row | null;
}

/** Which projection, and which version of it. */
export type ProjectionId = Readonly<{ name: string; version: number }>;
