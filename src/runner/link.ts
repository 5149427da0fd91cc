/** Links compiled cells: finds what each import means, and the order in which cells are evaluated. Rules X6, X8. */
import { CellError } from './cell-error.ts';
import type { CellExport, CompiledCell, ModuleImport } from './compiled-cell.ts';

/** What a library module exports. Of the values the first `atHand`, or all, are there in every run. */
export type LibraryExports = Readonly<{ values: readonly string[]; types: readonly string[]; atHand?: number }>;

/** The library modules a cell may import, by name. */
export type Libraries = Readonly<Record<string, LibraryExports>>;

/** A cell, and for each of its imports the name of a library or the file of a cell. */
export type LinkedCell = Readonly<{ cell: CompiledCell; modules: readonly string[] }>;

/** The cells that a run of `entry` evaluates, imported ones first. Throws CellError. */
export function link(entry: string, cells: ReadonlyMap<string, CompiledCell>, libraries: Libraries): LinkedCell[] {
  const linker = new Linker(cells, libraries);
  linker.visit(entry, []);
  return linker.order;
}

/** The library that cells make claims with. */
const CLAIMS = 'test';

/** True when one of these cells makes claims. */
export const needsClaims = (cells: readonly LinkedCell[]): boolean =>
  cells.some(({ cell: { imports } }) => imports.some(({ specifier }) => specifier === CLAIMS));

/** True when one of these cells imports from a library what is not at hand, or all of it. */
export function needsPart(cells: readonly LinkedCell[], libraries: Libraries): boolean {
  return cells.some(({ cell: { imports, stars } }) =>
    imports.some(({ specifier, names, isWhole }, index) => {
      if (specifier === CLAIMS || !Object.hasOwn(libraries, specifier)) return false;
      const { values, atHand = values.length } = libraries[specifier]!;
      return isWhole || stars.includes(index) || names.some(({ name }) => values.indexOf(name) >= atHand);
    }),
  );
}

/** The files of the cells that a cell imports, directly or through others; itself left out. Unknown ones are passed over. */
export function importedFiles(file: string, cells: ReadonlyMap<string, CompiledCell>): Set<string> {
  const found = new Set<string>();
  const collect = (from: string): void => {
    for (const { specifier } of cells.get(from)?.imports ?? []) {
      const target = fileOf(specifier);
      if (target === null || found.has(target) || !cells.has(target)) continue;
      found.add(target);
      collect(target);
    }
  };
  collect(file);
  found.delete(file);
  return found;
}

const fileOf = (specifier: string): string | null => (specifier.startsWith('./') ? specifier.slice(2) : null);

class Linker {
  readonly order: LinkedCell[] = [];
  readonly #cells: ReadonlyMap<string, CompiledCell>;
  readonly #libraries: Libraries;
  readonly #done = new Set<string>();

  constructor(cells: ReadonlyMap<string, CompiledCell>, libraries: Libraries) {
    this.#cells = cells;
    this.#libraries = libraries;
  }

  visit(file: string, path: readonly string[]): void {
    if (this.#done.has(file)) return;
    const cell = this.#cells.get(file)!;
    const modules = cell.imports.map((one) => this.#resolve(cell, one));
    for (const [index, one] of cell.imports.entries()) {
      const target = fileOf(one.specifier);
      if (target === null || one.isTypeOnly) continue;
      const cycle = [...path, file];
      if (cycle.includes(target)) {
        const round = [...cycle.slice(cycle.indexOf(target)), target].join(' → ');
        throw new CellError('import-cycle', { file, line: one.line, column: one.column }, { path: round });
      }
      this.visit(modules[index]!, cycle);
    }
    for (const one of cell.imports) this.#checkNames(cell, one);
    this.#checkStars(cell);
    this.#done.add(file);
    this.order.push({ cell, modules });
  }

  #resolve({ file }: CompiledCell, { specifier, line, column }: ModuleImport): string {
    const place = { file, line, column };
    if (Object.hasOwn(this.#libraries, specifier)) return specifier;
    const target = fileOf(specifier);
    if (target === null) {
      const allowed = Object.keys(this.#libraries).map((name) => `'${name}'`);
      throw new CellError('unknown-module', place, { specifier, allowed: allowed.join(', ') });
    }
    if (!this.#cells.has(target)) {
      const others = [...this.#cells.keys()].filter((name) => name !== file).map((name) => `'./${name}'`);
      throw new CellError('unknown-cell', place, { specifier, cells: others.join(', ') });
    }
    return target;
  }

  #checkNames({ file }: CompiledCell, { specifier, names }: ModuleImport): void {
    for (const { name, line, column } of names) {
      const exports = this.#names(specifier);
      if (exports.includes(name)) continue;
      throw new CellError('unknown-export', { file, line, column }, { specifier, name, exports: exports.join(', ') });
    }
  }

  /** `export *` from two modules that both have a name leaves open which one is meant, unless it is the same thing. */
  #checkStars(cell: CompiledCell): void {
    const seen = new Map<string, string>();
    const own = new Set(cell.exports.map(({ name }) => name));
    for (const index of cell.stars) {
      const { specifier, line, column } = cell.imports[index]!;
      for (const name of this.#names(specifier)) {
        if (name === 'default' || own.has(name)) continue;
        const first = seen.get(name) ?? specifier;
        seen.set(name, first);
        if (this.#origin(first, name) === this.#origin(specifier, name)) continue;
        throw new CellError('ambiguous-export', { file: cell.file, line, column }, { name, first, second: specifier });
      }
    }
  }

  /** Names that a module exports, those of `export *` too; values before types. */
  #names(specifier: string, above: readonly string[] = []): string[] {
    if (Object.hasOwn(this.#libraries, specifier)) {
      const { values, types } = this.#libraries[specifier]!;
      return [...values, ...types];
    }
    const cell = this.#cells.get(fileOf(specifier) ?? '');
    if (!cell || above.includes(specifier)) return [];
    const byKind = (kind: CellExport['kind']) =>
      cell.exports.filter((one) => one.kind === kind).map(({ name }) => name);
    const stars = cell.stars.flatMap((index) =>
      this.#names(cell.imports[index]!.specifier, [...above, specifier]).filter((name) => name !== 'default'),
    );
    return [...new Set([...byKind('value'), ...byKind('type'), ...stars])];
  }

  /** The module that made what another one exports under a name, and its name there. */
  #origin(specifier: string, name: string, above: readonly string[] = []): string {
    const here = `${specifier} ${name}`;
    const cell = this.#cells.get(fileOf(specifier) ?? '');
    if (!cell || above.includes(here)) return here;
    const origin = (module: number, there: string) =>
      this.#origin(cell.imports[module]!.specifier, there, [...above, here]);
    const own = cell.exports.find((one) => one.name === name);
    if (own) return own.from ? origin(...own.from) : here;
    const star = cell.stars.find((index) => this.#names(cell.imports[index]!.specifier).includes(name));
    return star === undefined ? here : origin(star, name);
  }
}
