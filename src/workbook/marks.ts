/** How far each cell got: kept beside the world, and made stale when the world they speak of goes. Rules X2-X4. */
import type { Mark } from './plan.ts';
import type { MarkStorage } from './ports.ts';

/** The marks of one lesson. */
export class Marks {
  readonly #storage: MarkStorage;
  /** Files in page order. */
  readonly #files: readonly string[];
  #marks: Map<string, Mark>;

  constructor(storage: MarkStorage, files: readonly string[], marks: readonly Mark[]) {
    this.#storage = storage;
    this.#files = files;
    this.#marks = new Map(marks.map((mark) => [mark.file, mark]));
  }

  get(file: string): Mark | null {
    return this.#marks.get(file) ?? null;
  }

  /** Keeps a cell's mark; what stands below it is stale from now on. */
  async keep(mark: Mark): Promise<void> {
    this.#marks.set(mark.file, mark);
    this.#makeStale(this.#below(mark.file));
    await this.#storage.saveMarks([...this.#marks.values()]);
  }

  /** Forgets a cell's mark: it counts as never run. */
  async forget(file: string): Promise<void> {
    if (!this.#marks.delete(file)) return;
    this.#makeStale(this.#below(file));
    await this.#storage.clearMarks();
    await this.#storage.saveMarks([...this.#marks.values()]);
  }

  async clear(): Promise<void> {
    this.#marks.clear();
    await this.#storage.clearMarks();
  }

  /** Makes those marks stale whose world goes when the journal goes back to `journalPosition`. On disk before anything runs: a page may be closed in the middle. */
  async goBackTo(journalPosition: number): Promise<void> {
    const isGone = ({ journalPosition: end, isStale }: Mark): boolean => end > journalPosition && !isStale;
    const gone = this.#files.filter((file) => this.#marks.has(file) && isGone(this.#marks.get(file)!));
    if (gone.length === 0) return;
    this.#makeStale(gone);
    await this.#storage.saveMarks([...this.#marks.values()]);
  }

  /** Reads the marks again: another tab has changed the world they speak of. */
  async reload(): Promise<void> {
    const marks = await this.#storage.readMarks();
    this.#marks = new Map(marks.map((mark) => [mark.file, mark]));
  }

  #below(file: string): readonly string[] {
    return this.#files.slice(this.#files.indexOf(file) + 1);
  }

  #makeStale(files: readonly string[]): void {
    for (const file of files) {
      const mark = this.#marks.get(file);
      if (mark && !mark.isStale) this.#marks.set(file, { ...mark, isStale: true });
    }
  }
}
