/** The cells of one run: loaded once, and evaluated as often as somebody begins anew. Rule X6a. */
import type { Place } from '../cell-error.ts';
import type { RunCell } from '../protocol.ts';
import type { LoadedModules } from './loaded-modules.ts';

/** What a cell's module exports: evaluates the cell, and says meanwhile what comes of its lines. */
type Factory = (
  modules: readonly object[],
  value: (line: number, value: unknown) => void,
  thrown: (line: number, column: number, value: unknown) => unknown,
  loop: (line: number, column: number) => void,
) => Promise<object>;

/** Hears what cells do. */
type Hearing = Readonly<{
  value(file: string, line: number, value: unknown): void;
  thrown(place: Place, value: unknown): void;
  round(file: string, line: number, column: number): void;
}>;

export class CellsOfRun {
  /** By the address that a stack names. */
  readonly byAddress = new Map<string, Readonly<{ file: string; shifts: RunCell['shifts'] }>>();
  readonly #modules: LoadedModules;
  readonly #hearing: Hearing;
  #loaded: readonly (readonly [cell: RunCell, factory: Factory])[] = [];

  constructor(modules: LoadedModules, hearing: Hearing) {
    this.#modules = modules;
    this.#hearing = hearing;
  }

  async load(cells: readonly RunCell[]): Promise<void> {
    const factories = await Promise.all(cells.map((cell) => this.#load(cell)));
    this.#loaded = cells.map((cell, index) => [cell, factories[index]!]);
  }

  /** File and text of each. */
  get texts(): readonly (readonly [file: string, text: string])[] {
    return this.#loaded.map(([{ file, text }]) => [file, text]);
  }

  /** The cells from the beginning, with variables that nobody has touched; resolves to what the last one exports. `turnTo` hears of each before it is evaluated; the last one is the cell that is run. */
  async evaluate(
    libraries: Readonly<Record<string, object>>,
    turnTo: (file: string, left: number) => Promise<void> | void = () => {},
  ): Promise<Readonly<Record<string, unknown>>> {
    const exports = new Map<string, object>(Object.entries(libraries));
    const last = this.#loaded.length - 1;
    for (const [index, [cell, factory]] of this.#loaded.entries()) {
      await turnTo(cell.file, last - index);
      const modules = cell.modules.map((name) => exports.get(name)!);
      exports.set(cell.file, await this.#evaluate(cell.file, factory, modules));
    }
    return exports.get(this.#loaded.at(-1)?.[0].file ?? '') as Readonly<Record<string, unknown>>;
  }

  #evaluate(file: string, factory: Factory, modules: readonly object[]): Promise<object> {
    const { value, thrown, round } = this.#hearing;
    return factory(
      modules,
      (line, shown) => value(file, line, shown),
      (line, column, error) => {
        thrown({ file, line, column }, error);
        return error;
      },
      (line, column) => round(file, line, column),
    );
  }

  async #load({ file, text, shifts }: RunCell): Promise<Factory> {
    const { url, module } = this.#modules.take<Factory>(text);
    this.byAddress.set(url, { file, shifts });
    return (await module).default;
  }
}
