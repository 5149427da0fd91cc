/** What a CellError says, as plain data. */
import { CellError, type CellErrorCode, type Place } from '#runner';

/** The error that `work` throws; null when it throws none. */
export function errorOf(work: () => unknown): { code: CellErrorCode; place: Place; data: object } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    return { code: error.code, place: error.place, data: error.data };
  }
}
