/** A cell as the compiler leaves it: the text to run, and all that the linker must know without reading it again. */

/** Characters that were put into a line: columns of errors behind `column` are that much too high. All from 1. */
export type Shift = readonly [line: number, column: number, length: number];

/** The name of an export that a cell takes from a module, and where it says so. */
export type ImportedName = Readonly<{ name: string; line: number; column: number }>;

/** One module that a cell imports from. */
export type ModuleImport = Readonly<{
  specifier: string;
  line: number;
  column: number;
  names: readonly ImportedName[];
  /** Nothing but types is taken, so there is nothing to evaluate. */
  isTypeOnly: boolean;
  /** `* as` takes whatever there is. */
  isWhole?: true;
}>;

/** One name that a cell exports. */
export type CellExport = Readonly<{
  name: string;
  kind: 'value' | 'type';
  /** For what another module made: that module (index into imports) and the name there. */
  from?: readonly [module: number, name: string];
}>;

/** A compiled cell. */
export type CompiledCell = Readonly<{
  file: string;
  /** A module whose default export evaluates the cell's body: (modules, value, thrown, loop) => Promise<exports>. */
  text: string;
  shifts: readonly Shift[];
  imports: readonly ModuleImport[];
  exports: readonly CellExport[];
  /** Modules (indexes into imports) of `export * from`, with or without `type`. */
  stars: readonly number[];
}>;

/** The place in the cell that a place in its compiled text belongs to. Lines and columns start at 1. */
export function originalColumn(shifts: readonly Shift[], line: number, column: number): number {
  let original = column;
  for (const [shiftLine, shiftColumn, length] of shifts) {
    if (shiftLine !== line) continue;
    // Inside what was put in, or behind it.
    if (original >= shiftColumn) original = Math.max(shiftColumn, original - length);
  }
  return original;
}
