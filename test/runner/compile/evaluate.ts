/** Evaluates compiled cells in Node, as a run does in its worker. */
import { link, type Libraries } from '#runner';
import { compileCell } from '#runner/compile';

type Exports = Readonly<Record<string, unknown>>;
type Factory = (
  modules: readonly object[],
  value?: (line: number, value: unknown) => void,
  thrown?: (line: number, column: number, value: unknown) => unknown,
  loop?: (line: number, column: number) => void,
) => Promise<Exports>;

/** What came of an evaluation: what the cell exports, and the values of its lines. */
export type Evaluated = Readonly<{
  exports: Exports;
  values: [line: number, value: unknown][];
  /** Each throw of a value, and each round of a loop, with line and column. */
  thrown: [line: number, column: number, value: unknown][];
  rounds: [line: number, column: number][];
}>;

/** The factory of a cell. */
export async function factoryOf(source: string): Promise<Factory> {
  const { text } = compileCell('cell.ts', source);
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    default: Factory;
  };
  return module.default;
}

/** Evaluates a cell once; `modules` in the order in which it first names them. */
export async function evaluate(source: string, ...modules: object[]): Promise<Evaluated> {
  const factory = await factoryOf(source);
  const values: [number, unknown][] = [];
  const thrown: Evaluated['thrown'] = [];
  const rounds: Evaluated['rounds'] = [];
  const exports = await factory(
    modules,
    (line, value) => values.push([line, value]),
    (line, column, value) => {
      thrown.push([line, column, value]);
      return value;
    },
    (line, column) => rounds.push([line, column]),
  );
  return { exports, values, thrown, rounds };
}

/** Links the cells of a lesson and evaluates the last of them. */
export async function evaluateLinked(
  sources: Readonly<Record<string, string>>,
  libraries: Readonly<Record<string, object>> = {},
): Promise<Evaluated> {
  const cells = new Map(Object.entries(sources).map(([file, source]) => [file, compileCell(file, source)]));
  const known: Libraries = Object.fromEntries(
    Object.entries(libraries).map(([name, values]) => [name, { values: Object.keys(values), types: [] }]),
  );
  const evaluated = new Map<string, object>(Object.entries(libraries));
  let last: Evaluated = { exports: {}, values: [], thrown: [], rounds: [] };
  for (const { cell, modules } of link(Object.keys(sources).at(-1)!, cells, known)) {
    last = await evaluate(sources[cell.file]!, ...modules.map((name) => evaluated.get(name)!));
    evaluated.set(cell.file, last.exports);
  }
  return last;
}
