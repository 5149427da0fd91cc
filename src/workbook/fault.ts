/** Turns whatever stops a run into a fault: a code, what its message needs, and places. */
import { isErrorCode, type ErrorCode } from '#errors';
import type * as library from '#eventsourcing';
import { LabError } from '#lab';
import { CellError, type ErrorReport } from '#runner';
import type { Fault } from './cell-view.ts';

/** The fault of an error that the cell's own code threw. Other codes are other people's: those errors are told as what was thrown. */
export const faultOfReport = ({ code, name, message, data, places }: ErrorReport): Fault => ({
  code: isErrorCode(code, 'library', 'lab', 'storage', 'run', 'check') ? code : 'thrown-error',
  data: { ...data, name, message },
  places,
});

/** The fault of what the compiler, the linker or the storage threw; of anything else the page itself is the cause. */
export function faultOfError(error: unknown): Fault {
  if (error instanceof CellError) return { code: error.code, data: error.data, places: [error.place] };
  if (error instanceof LabError) return { code: error.code, data: error.data, places: [] };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'page-failed', data: { reason }, places: [] };
}

/** The codes of the errors that a module exports as classes. */
type CodesIn<Module> = {
  [Name in keyof Module]: Module[Name] extends new (...parts: never[]) => { readonly code: infer Code } ? Code : never;
}[keyof Module];

// The library imports nothing, and so cannot take its codes from the catalogue: one that is not there does not compile here.
true satisfies CodesIn<typeof library> extends ErrorCode<'library'> ? true : false;
