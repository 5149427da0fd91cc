/** One learner's session over one lesson: what a person can do with its cells, and what they see of it. Rules X1-X5, X9, X13, X24, X25. */
import type { FaultSetting, TraceStep } from '#lab';
import type { OutputItem } from '#runner';
import { CellTexts, type CompiledCells } from './cell-texts.ts';
import { FRESH, type CellStatus, type CellView, type Fault } from './cell-view.ts';
import { checkExercises, type ChecksListener } from './check-exercises.ts';
import { faultOfError } from './fault.ts';
import { Marks } from './marks.ts';
import { endsAsMeant, planAll, planRun, type Plan, type PlannedCell } from './plan.ts';
import type { Compile, DraftStorage, LastResort } from './ports.ts';
import { PlanRunner, type ActiveRun, type RunParts } from './run-plan.ts';

/** What a session is made from. `now` and `later` are in real milliseconds. */
export type SessionParts = RunParts & Readonly<{ drafts: DraftStorage; lastResort: LastResort; compile: Compile }>;

/** What running all cells came to. */
export type AllEnded = Readonly<{ kind: 'done' | 'stopped' } | { kind: 'failed'; file: string }>;

/** Hears what happens. */
export type SessionListener = Readonly<{
  cellChanged(view: CellView): void;
  output(file: string, items: readonly OutputItem[]): void;
  outputCleared(file: string): void;
  /** There is something new in `asked`. */
  asked?(): void;
}> &
  ChecksListener;

/** Milliseconds after the last key until it is saved, and the most that a text is ever behind. */
const SAVE_DELAY = 300;
const MOST_BEHIND = 1_000;
/** Milliseconds until a text that was not saved is tried again. */
const SAVE_AGAIN = 5_000;

/** Opens a session: brings back texts and states. */
export async function openLesson(parts: SessionParts, listener: SessionListener): Promise<LessonSession> {
  const { page, drafts, lastResort, compile, world } = parts;
  const texts = new CellTexts(page, drafts, lastResort, compile);
  const [state, stored] = await Promise.all([world.readState(), world.readMarks(), texts.load()]);
  const marks = new Marks(
    world,
    page.cells.map(({ file }) => file),
    stored,
    state.epoch,
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
      asked: () => listener.asked?.(),
      worldReplaced: () => this.#showMarks(),
    };
    this.#plans = new PlanRunner(parts, events, marks, state);
    this.#showMarks();
    parts.drafts.onChange(() => void this.#takeOver());
    // What is edited would need the compiler, and that is loaded when someone edits or runs.
    if (!this.files.some((file) => texts.isEdited(file))) void this.#compile().then(() => this.#tellAll());
  }

  /** Files of the cells, in page order. */
  get files(): readonly string[] {
    return this.#parts.page.cells.map(({ file }) => file);
  }

  /** What was asked of the world since the page is there and left nothing in it, oldest first. */
  get asked(): readonly TraceStep[] {
    return this.#plans.asked.steps;
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
      newText: this.#texts.newText(file),
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
  async leave(): Promise<void> {
    this.#texts.keepForLater();
    this.#cancelSave();
    await this.#save();
  }

  /** Shows the text that another tab has saved, and keeps the one shown now as the other. */
  swapTexts(file: string): void {
    this.#texts.swap(file);
    this.#tell(file);
  }

  /** Keeps the text that is shown, for all tabs. */
  async chooseText(file: string): Promise<void> {
    this.#retry(await this.#texts.choose(file));
    this.#tellAll();
  }

  /** Somebody is about to run a cell: what other tabs have made of the world is looked at ahead. */
  expectRun(): void {
    if (!this.#active) this.#plans.lookAhead();
  }

  /** Goes on with the text that is shown, though the author has another one by now. */
  async keepOwn(file: string): Promise<void> {
    this.#retry(await this.#texts.keepOwn(file));
    this.#tellAll();
  }

  /** Runs a cell, and before it the earlier ones that its world needs. Resolves when all is over. */
  async run(file: string): Promise<void> {
    const run = this.#begin([file]);
    this.#set(file, { ...FRESH, state: 'running' });
    this.#clear(file);
    await this.#run(run, (cells) => [planRun(cells, file)]);
  }

  /**
   * Runs all cells in page order, but for the first ones that show what they would put out again. A cell that fails keeps those
   * from running that go on from it, and no others. Afterwards the page is as a new one would be.
   */
  async runAll(): Promise<AllEnded> {
    const run = this.#begin(this.files);
    await this.#run(run, (cells) =>
      planAll(cells.map((cell) => (this.#marks.isShown(cell.file) ? cell : { ...cell, mark: null }))),
    );
    if (run.isStopped) return { kind: 'stopped' };
    const failed = this.files.find((file) => this.view(file).state === 'failed' && !this.#marks.get(file));
    return failed === undefined ? { kind: 'done' } : { kind: 'failed', file: failed };
  }

  #begin(asked: readonly string[]): ActiveRun {
    this.stop();
    const run: ActiveRun = { asked, isStopped: false, stop: () => {} };
    this.#active = run;
    this.#parts.mark('asked');
    return run;
  }

  /** Ends what runs or listens. What it has written stays written. */
  stop(): void {
    this.#plans.stopListening();
    const run = this.#active;
    if (!run) return;
    run.isStopped = true;
    run.stop();
    this.#active = null;
    for (const file of this.files) {
      if (this.view(file).state !== 'running') continue;
      this.#marks.hide(file);
      this.#set(file, { ...FRESH, state: 'stopped' });
    }
  }

  /** Has faults happen in every run from now on; what was run without them is out of date. What runs is stopped. */
  async setFaults(faults: readonly FaultSetting[]): Promise<void> {
    this.stop();
    this.#texts.setFaults(faults);
    // What does not compile is told when it is run.
    await this.#compile().catch(() => {});
    this.#tellAll();
  }

  /** Brings back the author's text of a cell, and clears what it showed. What runs is stopped: it may go on from this cell. */
  async reset(file: string): Promise<void> {
    this.stop();
    this.#retry(await this.#texts.reset(file));
    await this.#plans.whenQuiet();
    await this.#plans.lookAgain();
    // Where another tab has been quicker its marks count, and this one speaks of them no more.
    await this.#marks.forget(file).catch(() => this.#plans.lookAgain());
    this.#status.set(file, FRESH);
    this.#clear(file);
    this.#tellAll();
  }

  /** Empties the lesson's world. Texts stay. */
  async resetWorld(): Promise<void> {
    this.stop();
    await this.#plans.emptyWorld();
    for (const file of this.files) {
      this.#set(file, FRESH);
      this.#clear(file);
    }
  }

  /** Brings back the author's text of every cell, and empties the world: the lesson is as it was before anyone touched it. */
  async resetAll(): Promise<void> {
    this.stop();
    for (const file of this.files) {
      if (this.#texts.isEdited(file) || this.#texts.other(file) !== null) await this.#texts.reset(file);
    }
    await this.resetWorld();
    this.#tellAll();
  }

  /** Does what `plan` makes of the cells, and tells how it ended. */
  async #run(run: ActiveRun, plan: (cells: readonly PlannedCell[]) => readonly Plan[]): Promise<void> {
    try {
      await this.#tryRun(run, plan);
    } catch (error) {
      if (!run.isStopped) await this.#failAll(run, error);
    }
    if (this.#active === run) this.#active = null;
    // A run may have made others stale.
    this.#tellAll();
  }

  async #tryRun(run: ActiveRun, plan: (cells: readonly PlannedCell[]) => readonly Plan[]): Promise<void> {
    const cause = await this.#texts.flush();
    if (run.isStopped) return;
    if (cause !== null) {
      this.#saveAgain();
      return this.#fail(run, { code: 'draft-not-saved', data: {}, places: [], cause });
    }
    this.#parts.mark('saved');
    const compiled = await this.#compile();
    this.#parts.mark('compiled');
    await this.#plans.look();
    if (run.isStopped) return;
    const cells = (): PlannedCell[] =>
      this.#parts.page.cells.map(({ file, from, rerun }) => ({
        file,
        from,
        rerun,
        hash: compiled.hashes.get(file)!,
        mark: this.#marks.get(file),
      }));
    await this.#plans.runAll(run, () => plan(cells()), compiled);
    const hasEnded = (file: string): boolean => {
      const cell = this.#parts.page.cells.find((one) => one.file === file)!;
      // One that listens is not over: trying its checks would end it.
      return endsAsMeant(cell, this.#marks.get(file)) && this.#status.get(file)?.state !== 'listening';
    };
    await checkExercises(run, compiled, this.#parts, { hasEnded, listener: this.#listener });
  }

  /** What a run came upon may be another tab's doing: the marks are read again. */
  async #failAll(run: ActiveRun, error: unknown): Promise<void> {
    await this.#plans.lookAgain().catch(() => {});
    if (!run.isStopped) this.#fail(run, faultOfError(error));
  }

  /** Fails the cells that say they run, or when none has begun those that were asked for. */
  #fail(run: ActiveRun, fault: Fault): void {
    const running = this.files.filter((file) => this.#status.get(file)?.state === 'running');
    for (const file of running.length > 0 ? running : run.asked) {
      this.#marks.hide(file);
      this.#set(file, { ...FRESH, state: 'failed', fault });
    }
  }

  #clear(file: string): void {
    this.#marks.hide(file);
    this.#listener.outputCleared(file);
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
    if ((await this.#texts.flush()) !== null) this.#saveAgain();
    this.#tellAll();
    // Whoever stops typing may run next. What goes wrong here is told when they do.
    await this.#compile().catch(() => {});
    this.#tellAll();
  }

  #retry(failure: Fault | null): void {
    if (failure !== null) this.#saveAgain();
  }

  /** What storage did not take it may take later: room is made, and a connection is opened again. */
  #saveAgain(): void {
    this.#cancelSave();
    this.#cancelSave = this.#parts.later(() => void this.#save(), SAVE_AGAIN);
  }

  /** Another tab has saved a text. Where storage does not answer, saving here will say so. */
  async #takeOver(): Promise<void> {
    await this.#texts.takeOver().catch(() => {});
    this.#tellAll();
  }

  /** What another tab came to counts here too. A run that goes on is told when it writes, or at its end. */
  #showMarks(): void {
    for (const file of this.files) {
      const state = this.#status.get(file)?.state;
      const mark = this.#marks.get(file);
      // A failure leaves no mark, and what it says may be that the world was taken from under it.
      if (state === 'running' || state === 'listening' || (state === 'failed' && !mark)) continue;
      if (this.#marks.isShown(file)) continue;
      // What the run here had to say of its end goes with its state.
      this.#marks.hide(file);
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
    // Values belong to the lines of the text that was run.
    if (told && told.text !== view.text) this.#marks.hide(file);
    this.#told.set(file, view);
    this.#listener.cellChanged(view);
  }

  #tellAll(): void {
    for (const file of this.files) this.#tell(file);
  }
}

const isSameView = (one: CellView, other: CellView): boolean =>
  (Object.keys(one) as (keyof CellView)[]).every((name) => one[name] === other[name]);
