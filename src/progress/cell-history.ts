/** What a cell was, as far as it was recorded: its runs and the texts that gave way without one, newest first. Rules PG5, PG10. */
import type { ProgressEvent } from './progress-event.ts';

/** An event with the moment at which it was stored, ISO 8601. */
export type DatedEvent = ProgressEvent & Readonly<{ recordedAt: string }>;

/** A moment of a cell. */
export type PastText = Readonly<{
  /** Null is the author's text of that time. */
  text: string | null;
  /** A hash of the author's text, where it is that; null where that is not known. */
  starter: string | null;
  /** What its run came to; null where it was not run. */
  ended: string | null;
  /** When, ISO 8601. */
  at: string;
}>;

/** The moments of one cell, newest first, out of the events of its lesson. */
export const historyOf = (events: readonly DatedEvent[], file: string): PastText[] =>
  events.flatMap((event) => toPast(event, file)).toReversed();

function toPast({ type, data, recordedAt: at }: DatedEvent, file: string): PastText[] {
  if (type === 'CellRan' && data.file === file) {
    return [{ text: data.text ?? null, starter: data.starter ?? null, ended: data.ended, at }];
  }
  if (type === 'TextReplaced' && data.file === file) {
    return [{ text: data.text, starter: null, ended: null, at }];
  }
  return [];
}
