/** What a cell looks like from outside at one moment. */
import type { ErrorCode } from '#errors';
import type { ErrorReport, Place } from '#runner';

/** What a cell can be, in one word. */
export type CellState =
  | 'fresh'
  | 'running'
  | 'listening'
  | 'done'
  | 'refused'
  | 'conflict'
  | 'crashed'
  | 'failed'
  | 'stopped';

/** What went wrong: a code that chooses the message, what the message needs, and where. */
export type Fault = Readonly<{
  code: ErrorCode;
  data: ErrorReport['data'];
  places: readonly Place[];
  /** What it came from, where its message says that too. */
  cause?: Fault;
}>;

/** Whether the learner's text is on disk. */
export type SaveState = Readonly<{ kind: 'saved' | 'saving' } | { kind: 'not-saved'; why: Fault }>;

/** What a cell's last run came to, or how far it is. */
export type CellStatus = Readonly<{
  state: CellState;
  /** It has run for so long that a person wonders. */
  isSlow: boolean;
  /** The earlier cell that runs first, while it does. */
  runsFirst: string | null;
  /** How long the last run took. */
  milliseconds: number | null;
  fault: Fault | null;
}>;

/** A cell that has not run. */
export const FRESH: CellStatus = { state: 'fresh', isSlow: false, runsFirst: null, milliseconds: null, fault: null };

export type CellView = CellStatus &
  Readonly<{
    file: string;
    text: string;
    /** The text is not the author's. */
    isEdited: boolean;
    /** The cell has run, but in a world that is gone, or with another text. */
    isStale: boolean;
    save: SaveState;
    /** A different text of this cell, saved by another tab; null when there is one text. */
    otherText: string | null;
    /** The author's text, where it has changed since this one was made from it and nobody has chosen yet; null elsewhere. */
    newText: string | null;
  }>;
