/** Turns whatever stops a run into a fault: a code, what its message needs, and places. */
import { CellError, type ErrorReport } from '#runner';
import type { Fault } from './cell-view.ts';

/** The fault of an error that the cell's own code threw. */
export const faultOfReport = ({ code, name, message, data, places }: ErrorReport): Fault => ({
  code,
  data: { ...data, name, message },
  places,
});

/** The fault of what the compiler, the linker or the storage threw. */
export function faultOfError(error: unknown): Fault {
  if (error instanceof CellError) return { code: error.code, data: error.data, places: [error.place] };
  const { code, data, name, message } = error as {
    code?: unknown;
    data?: Fault['data'];
    name?: string;
    message?: string;
  };
  if (typeof code === 'string') return { code, data: { ...data }, places: [] };
  return { code: 'storage-failed', data: { reason: `${name}: ${message}` }, places: [] };
}
