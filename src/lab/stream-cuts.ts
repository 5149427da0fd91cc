/** What was taken out of streams, kept as rows, so that the journal has it and a rewind brings it back. Rules: README.md, W. */
import { UNCUT, type StreamCut } from '#eventsourcing/storage';
import type { StoredRow } from './storage.ts';

/** Their table: no learner's has a space in its name. Its keys are names of streams. */
export const STREAM_CUTS = 'stream cuts';

/** A cut as the text of a row. */
export const toCutText = ({ truncateBefore, isTombstoned }: StreamCut): string =>
  JSON.stringify({ truncateBefore, isTombstoned });

/** The cut that a row holds; without a row nothing was taken. */
export const toCut = (row: StoredRow | null | undefined): StreamCut =>
  row ? (JSON.parse(row.text) as StreamCut) : UNCUT;
