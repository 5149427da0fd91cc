/** One learner's session over one lesson: what a person can do with its cells, and what they see of it. Rules X1-X4, X9, X13. */
import type { OutputItem } from '#runner';
import { CellTexts, type CompiledCells } from './cell-texts.ts';
import { FRESH, type CellStatus, type CellView } from './cell-view.ts';
import { faultOfError } from './fault.ts';
import { Marks } from './marks.ts';
import { planRun } from './plan.ts';
import type { Compile, DraftStorage, LastResort } from './ports.ts';
import { PlanRunner, type ActiveRun, type RunParts } from './run-plan.ts';

/** What a session is made from. `now` and `later` are in real milliseconds. */
export type SessionParts = RunParts & Readonly<{ drafts: DraftStorage; lastResort: LastResort; compile: Compile }>;

/** Hears what happens. */
export type SessionListener = Readonly<{
  cellChanged(view: CellView): void;
  output(file: string, items: readonly OutputItem[]): void;
  outputCleared(file: string): void;
}>;

/** Milliseconds after the last key until it is saved, and the most that a text is ever behind. */
const SAVE_DELAY = 300;
const MOST_BEHIND = 1_000;

/** Opens a session: brings back texts and states. */
export async function openLesson(parts: SessionParts, listener: SessionListener): Promise<LessonSession> {
  const { page, drafts, lastResort, compile, world } = parts;
  const texts = new CellTexts(page, drafts, lastResort, compile);
  const [state, stored] = await Promise.all([world.readState(), world.readMarks(), texts.load()]);
  const marks = new Marks(
    world,
    page.cells.map(({ file }) => file),
    stored,
  );
  return new LessonSession(parts, listener, { texts, marks, state });
}

type Opened = Readonly<{ texts: CellTexts; marks: Marks; state: ConstructorParameters<typeof PlanRunner>[3] }>;

export class LessonSession {
  readonly #parts: SessionParts;
  readonly #listener: SessionListener;
  readonly #texts: CellTexts;
  readonly #marks: Marks;
  readonly #plans: PlanRunner;
  /** What the listener knows of each cell. */
  readonly #told = new Map<string, CellView>();
  readonly #status = new Map<string, CellStatus>();
  #active: ActiveRun | null = null;
  /** The cells as they were compiled last; null while a draft that was brought back waits for the compiler. */
  #compiled: CompiledCells | null = null;
  #cancelSave: () => void = () => {};
  #unsavedSince: number | null = null;

  constructor(parts: SessionParts, listener: SessionListener, { texts, marks, state }: Opened) {
    this.#parts = parts;
    this.#listener = listener;
    this.#texts = texts;
    this.#marks = marks;
    const events = {
      status: (file: string, status: CellStatus) => this.#set(file, status),
      output: (file: string, items: readonly OutputItem[]) => listener.output(file, items),
      cleared: (file: string) => listener.outputCleared(file),
      worldReplaced: () => void this.#readMarks(),
    };
    this.#plans = new PlanRunner(parts, events, marks, state);
    this.#showMarks();
    parts.drafts.onChange(() => void this.#texts.takeOver().then(() => this.#tellAll()));
    // What is edited would need the compiler, and that is loaded when someone edits or runs.
    if (!this.files.some((file) => texts.isEdited(file))) void this.#compile();
  }

  /** Files of the cells, in page order. */
  get files(): readonly string[] {
    return this.#parts.page.cells.map(({ file }) => file);
  }

  view(file: string): CellView {
    const status = this.#status.get(file) ?? FRESH;
    const isRunning = status.state === 'running' || status.state === 'listening';
    return {
      ...status,
      file,
      text: this.#texts.text(file),
      isEdited: this.#texts.isEdited(file),
      isStale: !isRunning && this.#isStale(file),
      save: this.#texts.save(file),
      otherText: this.#texts.other(file),
    };
  }

  /** True when the cell has come to its end, but in a world that is gone, or with another text. */
  #isStale(file: string): boolean {
    const mark = this.#marks.get(file);
    if (!mark) return false;
    return mark.isStale || (this.#compiled !== null && this.#compiled.hashes.get(file) !== mark.hash);
  }

  /** Takes over what was typed, and saves it a moment after the last key. */
  edit(file: string, text: string): void {
    this.#texts.edit(file, text);
    this.#tell(file);
    this.#cancelSave();
    const now = this.#parts.now();
    this.#unsavedSince ??= now;
    const delay = Math.max(0, Math.min(SAVE_DELAY, this.#unsavedSince + MOST_BEHIND - now));
    this.#cancelSave = this.#parts.later(() => void this.#save(), delay);
  }

  /** Saves at once, and keeps what is not saved where it is safe without waiting: the page is hidden, or goes. */
  leave(): void {
    this.#texts.keepForLater();
    this.#cancelSave();
    void this.#save();
  }

  /** Shows the text that another tab has saved, and keeps the one shown now as the other. */
  swapTexts(file: string): void {
    this.#texts.swap(file);
    this.#tell(file);
  }

  /** Keeps the text that is shown, for all tabs. */
  async chooseText(file: string): Promise<void> {
    await this.#texts.choose(file);
    this.#tellAll();
  }

  /** Runs a cell, and before it the earlier ones that its world needs. Resolves when all is over. */
  async run(file: string): Promise<void> {
    this.stop();
    const run: ActiveRun = { target: file, isStopped: false, stop: () => {} };
    this.#active = run;
    this.#parts.mark('asked');
    this.#set(file, { ...FRESH, state: 'running' });
    this.#listener.outputCleared(file);
    await this.#run(run);
    if (this.#active === run) this.#active = null;
    // A run may have made others stale.
    this.#tellAll();
  }

  /** Ends what runs. What it has written stays written. */
  stop(): void {
    const run = this.#active;
    if (!run) return;
    run.isStopped = true;
    run.stop();
    this.#active = null;
    for (const file of this.files) {
      if (this.view(file).state === 'running') this.#set(file, { ...FRESH, state: 'stopped' });
    }
  }

  /** Brings back the author's text of a cell, and clears what it showed. */
  async reset(file: string): Promise<void> {
    if (this.#active?.target === file) this.stop();
    await this.#texts.reset(file);
    await this.#marks.forget(file);
    this.#status.set(file, FRESH);
    this.#listener.outputCleared(file);
    this.#tellAll();
  }

  /** Empties the lesson's world. Texts stay. */
  async resetWorld(): Promise<void> {
    this.stop();
    await this.#plans.changeWorld((world) => world.reset());
    await this.#marks.clear();
    for (const file of this.files) {
      this.#set(file, FRESH);
      this.#listener.outputCleared(file);
    }
  }

  async #run(run: ActiveRun): Promise<void> {
    const { target } = run;
    try {
      const reason = await this.#texts.flush();
      if (run.isStopped) return;
      if (reason !== null) {
        const fault = { code: 'draft-not-saved', data: { reason }, places: [] };
        return this.#set(target, { ...FRESH, state: 'failed', fault });
      }
      this.#parts.mark('saved');
      const compiled = await this.#compile();
      this.#parts.mark('compiled');
      await this.#plans.whenQuiet();
      if (run.isStopped) return;
      const cells = this.#parts.page.cells.map(({ file, from, rerun }) => ({
        file,
        from,
        rerun,
        hash: compiled.hashes.get(file)!,
        mark: this.#marks.get(file),
      }));
      await this.#plans.runAll(run, planRun(cells, target), compiled);
    } catch (error) {
      if (!run.isStopped) this.#set(target, { ...FRESH, state: 'failed', fault: faultOfError(error) });
    }
  }

  /** Compiles what has changed, and makes it ready for the next run. */
  async #compile(): Promise<CompiledCells> {
    const compiled = await this.#texts.compileAll();
    this.#compiled = compiled;
    this.#plans.prepare(compiled);
    return compiled;
  }

  async #save(): Promise<void> {
    this.#unsavedSince = null;
    await this.#texts.flush();
    this.#tellAll();
    // Whoever stops typing may run next. What goes wrong here is told when they do.
    await this.#compile().catch(() => {});
    this.#tellAll();
  }

  /** Another tab has changed the world: what it came to there counts here too. A run that goes on is told by its next write. */
  async #readMarks(): Promise<void> {
    await this.#marks.reload();
    this.#showMarks();
  }

  #showMarks(): void {
    for (const file of this.files) {
      if (this.#status.get(file)?.state === 'running') continue;
      const mark = this.#marks.get(file);
      this.#set(file, mark ? { ...FRESH, state: mark.ended } : FRESH);
    }
  }

  #set(file: string, status: CellStatus): void {
    this.#status.set(file, status);
    this.#tell(file);
  }

  #tell(file: string): void {
    const view = this.view(file);
    const told = this.#told.get(file);
    if (told && isSameView(view, told)) return;
    this.#told.set(file, view);
    this.#listener.cellChanged(view);
  }

  #tellAll(): void {
    for (const file of this.files) this.#tell(file);
  }
}

const isSameView = (one: CellView, other: CellView): boolean =>
  (Object.keys(one) as (keyof CellView)[]).every((name) => one[name] === other[name]);
