/** The programs that come with the cells that import them: what is not at hand of the libraries, and 'test'. */
import { needsClaims, needsPart, type Libraries, type LinkedCell, type RunOrder } from '#runner';
import type { PartName, ReadPart } from './ports.ts';

/** What a run is ordered with. */
export type Programs = Pick<RunOrder, 'part' | 'claims'>;

export class PartPrograms {
  readonly #libraries: Libraries;
  readonly #read: ReadPart;

  constructor(libraries: Libraries, read: ReadPart) {
    this.#libraries = libraries;
    this.#read = read;
  }

  /** The programs that cells need; of a run with faults always what is not at hand. */
  async of(cells: readonly LinkedCell[], hasFaults = false, only: readonly string[] | null = null): Promise<Programs> {
    const names = this.#namesFor(cells);
    const read = (name: PartName, isNeeded: boolean) => (isNeeded ? this.#read(name) : null);
    const [part, program] = await Promise.all([
      read('on-demand', hasFaults || names.includes('on-demand')),
      read('claims', names.includes('claims')),
    ]);
    return { part, claims: program === null ? null : { program, only } };
  }

  /** The programs that any of these needs, to be loaded ahead. */
  async ofAny(linked: readonly (readonly LinkedCell[])[]): Promise<readonly string[]> {
    const names = new Set(linked.flatMap((cells) => this.#namesFor(cells)));
    return await Promise.all([...names].map((name) => this.#read(name)));
  }

  #namesFor(cells: readonly LinkedCell[]): readonly PartName[] {
    return [
      ...(needsPart(cells, this.#libraries) ? (['on-demand'] as const) : []),
      ...(needsClaims(cells) ? (['claims'] as const) : []),
    ];
  }
}
