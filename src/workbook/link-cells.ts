/** Links the cells of a lesson: each with what it imports, or with why it cannot be run. */
import { importedFiles, link, type Libraries, type LinkedCell, type RunCell } from '#runner';
import type { CompiledCells } from './cell-texts.ts';
import type { Fault } from './cell-view.ts';
import { faultOfError } from './fault.ts';

/** What a cell runs, or why it cannot. */
export type Linking = Readonly<{ cells: readonly LinkedCell[]; failure: null } | { failure: Fault }>;

export function tryLink(file: string, compiled: CompiledCells, libraries: Libraries): Linking {
  try {
    return { cells: linkCompiled(file, compiled, libraries), failure: null };
  } catch (error) {
    return { failure: faultOfError(error) };
  }
}

/** Links a cell; what does not compile counts only where it is needed. */
function linkCompiled(file: string, { cells, failures }: CompiledCells, libraries: Libraries): LinkedCell[] {
  const needed = [file, ...importedFiles(file, cells)];
  const imports = needed.flatMap((one) => cells.get(one)?.imports ?? []).map(({ specifier }) => specifier.slice(2));
  for (const one of [...needed, ...imports]) {
    const failure = failures.get(one);
    if (failure) throw failure;
  }
  return link(file, cells, libraries);
}

/** Linked cells as an order names them. */
export const toRunCells = (linked: readonly LinkedCell[]): RunCell[] =>
  linked.map(({ cell: { file, text, shifts }, modules }) => ({ file, text, shifts, modules }));
