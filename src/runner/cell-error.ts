/** Why a cell could not be run as it stands: a code, where it is, and what a message about it needs. */
import type { ErrorCode } from '#errors';

/** Codes of errors that are found before anything runs. */
export type CellErrorCode = ErrorCode<'cell'>;

/** A place in a cell. Lines and columns start at 1. */
export type Place = Readonly<{ file: string; line: number; column: number }>;

/** Thrown by the compiler and the linker. */
export class CellError extends Error {
  override readonly name = 'CellError';
  readonly code: CellErrorCode;
  readonly place: Place;
  readonly data: Readonly<Record<string, string>>;

  constructor(code: CellErrorCode, place: Place, data: Readonly<Record<string, string>> = {}) {
    super(`${place.file}:${place.line}:${place.column} ${code} ${JSON.stringify(data)}`);
    this.code = code;
    this.place = place;
    this.data = data;
  }
}
