/** How far each cell got: kept beside the world, and made stale when the world they speak of goes. Rules X2-X5, X24. */
import type { Mark } from './plan.ts';
import type { MarkStorage } from './ports.ts';

/** The marks of one lesson. */
export class Marks {
  readonly #storage: MarkStorage;
  /** Files in page order. */
  readonly #files: readonly string[];
  #marks: Map<string, Mark>;
  /** The world's epoch that the marks are of. */
  #epoch: number;
  /** The marks of runs whose output is on the page, as a new page would have it. */
  readonly #shown = new Map<string, Mark>();

  constructor(storage: MarkStorage, files: readonly string[], marks: readonly Mark[], epoch: number) {
    this.#storage = storage;
    this.#files = files;
    this.#epoch = epoch;
    this.#marks = new Map(marks.map((mark) => [mark.file, mark]));
  }

  get(file: string): Mark | null {
    return this.#marks.get(file) ?? null;
  }

  /** True when the page shows all that the run put out which left the cell's mark, or one that was just the same. */
  isShown(file: string): boolean {
    const shown = this.#shown.get(file);
    const mark = this.#marks.get(file);
    return shown !== undefined && mark !== undefined && isSameMark(shown, mark);
  }

  /** The page shows all that the run put out which left this mark. */
  show(mark: Mark): void {
    this.#shown.set(mark.file, mark);
  }

  /** The page no longer shows what a cell's last run put out. */
  hide(file: string): void {
    this.#shown.delete(file);
  }

  /** Keeps the mark of a run that began in `epoch`; what stands below it is stale from now on. Throws world-rewound in any other. */
  async keep(mark: Mark, epoch: number): Promise<void> {
    this.#marks.set(mark.file, mark);
    this.#makeStale(this.#below(mark.file));
    await this.#storage.saveMarks([...this.#marks.values()], epoch);
  }

  /** Forgets a cell's mark: it counts as never run. */
  async forget(file: string): Promise<void> {
    this.hide(file);
    if (!this.#marks.delete(file)) return;
    this.#makeStale(this.#below(file));
    await this.#storage.saveMarks([...this.#marks.values()], this.#epoch);
  }

  /** The world has been emptied, and is in this epoch. */
  clear(epoch: number): void {
    this.#epoch = epoch;
    this.#marks.clear();
    this.#shown.clear();
  }

  /** The world has gone back to `journalPosition`, and is in this epoch: marks are stale whose world is gone. */
  goBackTo(journalPosition: number, epoch: number): void {
    this.#epoch = epoch;
    this.#makeStale(this.#files.filter((file) => (this.get(file)?.journalPosition ?? 0) > journalPosition));
  }

  /** Reads the marks again: another tab may have changed the world they speak of. `reading`, which has begun, gives its epoch. */
  async reload(reading: Promise<Readonly<{ epoch: number }>>): Promise<void> {
    // The world is asked first: marks that are newer than its epoch are refused when they are kept, older ones would not be.
    const [{ epoch }, marks] = await Promise.all([reading, this.#storage.readMarks()]);
    this.#epoch = epoch;
    this.#marks = new Map(marks.map((mark) => [mark.file, mark]));
  }

  #below(file: string): readonly string[] {
    return this.#files.slice(this.#files.indexOf(file) + 1);
  }

  #makeStale(files: readonly string[]): void {
    for (const file of files) {
      const mark = this.#marks.get(file);
      if (mark && !mark.isStale) this.#marks.set(file, { ...mark, isStale: true });
      this.hide(file);
    }
  }
}

const isSameMark = (one: Mark, other: Mark): boolean =>
  (Object.keys(one) as (keyof Mark)[]).every((name) => one[name] === other[name]);
