/** One learner's session over one lesson: runs cells in the world they belong to, and rewinds it. Rules X1-X4, X10, X13, X23. */
import { hashText, type WorldState } from '#lab';
import type { LessonPage } from '#lesson';
import { CellError, importedFiles, link, type CompiledCell, type Libraries, type LinkedCell, type OutputItem } from '#runner';
import { answerRequest } from './answer-request.ts';
import { CellTexts, type CompiledCells } from './cell-texts.ts';
import type { CellState, CellView, Fault } from './cell-view.ts';
import { planRun, type Mark, type Plan } from './plan.ts';
import type { CellRunner, Compile, DraftStorage, MarkedWorld, RunOutcome } from './ports.ts';

/** What a session is made from. */
export type SessionParts = Readonly<{
  page: LessonPage<CompiledCell>;
  libraries: Libraries;
  world: MarkedWorld;
  drafts: DraftStorage;
  runner: CellRunner;
  compile: Compile;
  /** Real milliseconds, for how long runs take. */
  now(): number;
  /** Calls back after real milliseconds; returns what cancels it. */
  later(work: () => void, milliseconds: number): () => void;
}>;

/** Hears what happens. */
export type SessionListener = Readonly<{
  cellChanged(view: CellView): void;
  output(file: string, items: readonly OutputItem[]): void;
  outputCleared(file: string): void;
}>;

const SAVE_DELAY = 300;
const SLOW_AFTER = 5_000;

type Status = { state: CellState; isSlow: boolean; runsFirst: string | null; milliseconds: number | null; fault: Fault | null };
const FRESH: Status = { state: 'fresh', isSlow: false, runsFirst: null, milliseconds: null, fault: null };

/** A run under way: `stop` ends it wherever it is. */
type ActiveRun = { readonly target: string; isStopped: boolean; stop: () => void };

/** Opens a session: brings back texts and states. */
export async function openLesson(parts: SessionParts, listener: SessionListener): Promise<LessonSession> {
  const texts = new CellTexts(parts.page, parts.drafts, parts.compile);
  const [state, marks] = await Promise.all([parts.world.readState(), parts.world.readMarks(), texts.load()]);
  return new LessonSession(parts, listener, texts, state, marks);
}

export class LessonSession {
  readonly #parts: SessionParts;
  readonly #listener: SessionListener;
  readonly #texts: CellTexts;
  readonly #marks: Map<string, Mark>;
  readonly #status = new Map<string, Status>();
  #state: WorldState;
  #active: ActiveRun | null = null;
  #runNumber = 0;
  /** Requests to the world that are under way. */
  readonly #writes = new Set<Promise<unknown>>();
  #cancelSave: () => void = () => {};

  constructor(parts: SessionParts, listener: SessionListener, texts: CellTexts, state: WorldState, marks: readonly Mark[]) {
    this.#parts = parts;
    this.#listener = listener;
    this.#texts = texts;
    this.#state = state;
    this.#marks = new Map(marks.map((mark) => [mark.file, mark]));
    for (const { file, ended } of marks) this.#status.set(file, { ...FRESH, state: ended });
    parts.world.onChange((next) => (this.#state = next));
    for (const file of this.files) this.#tell(file);
  }

  /** Files of the cells, in page order. */
  get files(): readonly string[] {
    return this.#parts.page.cells.map(({ file }) => file);
  }

  view(file: string): CellView {
    const status = this.#status.get(file) ?? FRESH;
    const mark = this.#marks.get(file);
    const isRunning = status.state === 'running' || status.state === 'listening';
    return {
      ...status,
      file,
      text: this.#texts.text(file),
      isEdited: this.#texts.isEdited(file),
      isStale: !isRunning && (mark?.isStale ?? false),
      save: this.#texts.save(file),
    };
  }

  /** Takes over what was typed, and saves it a moment after the last key. */
  edit(file: string, text: string): void {
    this.#texts.edit(file, text);
    this.#tell(file);
    this.#cancelSave();
    this.#cancelSave = this.#parts.later(() => void this.#save(), SAVE_DELAY);
  }

  /** Runs a cell, and before it the earlier ones that its world needs. Resolves when all is over. */
  async run(file: string): Promise<void> {
    this.stop();
    const run: ActiveRun = { target: file, isStopped: false, stop: () => {} };
    this.#active = run;
    this.#set(file, { ...FRESH, state: 'running' });
    this.#listener.outputCleared(file);
    await this.#run(run);
    if (this.#active === run) this.#active = null;
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
    this.#status.set(file, FRESH);
    await this.#forget(file);
    this.#listener.outputCleared(file);
    this.#tell(file);
  }

  /** Empties the lesson's world. Texts stay. */
  async resetWorld(): Promise<void> {
    this.stop();
    this.#state = await this.#parts.world.reset();
    await this.#parts.world.clearMarks();
    this.#marks.clear();
    for (const file of this.files) {
      this.#status.set(file, FRESH);
      this.#listener.outputCleared(file);
      this.#tell(file);
    }
  }

  async #run(run: ActiveRun): Promise<void> {
    const { target } = run;
    const reason = await this.#texts.flush();
    this.#tell(target);
    if (reason !== null) return this.#fail(target, { code: 'draft-not-saved', data: { reason }, places: [] });
    try {
      const compiled = await this.#texts.compileAll();
      // A stopped run may still have one write under way; the next begins when it is through.
      await Promise.allSettled(this.#writes);
      const plan = this.#plan(target, compiled);
      if (run.isStopped) return;
      await this.#goBackTo(plan.rewindTo);
      let time = plan.time ?? Date.parse(this.#parts.page.now);
      for (const file of plan.runs) {
        const ended = await this.#runCell(run, file, compiled, time);
        if (ended === null) return;
        time = ended;
      }
    } catch (error) {
      if (!run.isStopped) this.#fail(target, toFault(error));
    }
  }

  #plan(target: string, { cells }: CompiledCells): Plan {
    const planned = this.#parts.page.cells.map(({ file, from, rerun }) => ({
      file,
      from,
      rerun,
      hash: this.#texts.hash(file, cells),
      mark: this.#marks.get(file) ?? null,
    }));
    return planRun(planned, target);
  }

  async #goBackTo(journalPosition: number): Promise<void> {
    if (this.#state.journalPosition > journalPosition) this.#state = await this.#parts.world.rewind(journalPosition);
    const gone = [...this.#marks.values()].filter((mark) => mark.journalPosition > journalPosition);
    this.#makeStale(gone.map(({ file }) => file));
  }

  /** Runs one cell; resolves to the virtual time at its end, or to null when the next may not run. */
  async #runCell(run: ActiveRun, file: string, compiled: CompiledCells, time: number): Promise<number | null> {
    if (file !== run.target) {
      this.#set(run.target, { ...FRESH, state: 'running', runsFirst: file });
      this.#listener.outputCleared(file);
    }
    this.#set(file, { ...FRESH, state: 'running' });
    const ended = await this.#execute(run, file, compiled, time);
    if (run.isStopped) return null;
    if (ended === null && file !== run.target) {
      this.#fail(run.target, { code: 'earlier-cell-failed', data: { file }, places: [] });
    }
    return ended;
  }

  async #execute(run: ActiveRun, file: string, compiled: CompiledCells, time: number): Promise<number | null> {
    let linked: readonly LinkedCell[];
    try {
      linked = linkCompiled(file, compiled, this.#parts.libraries);
    } catch (error) {
      this.#fail(file, toFault(error));
      return null;
    }
    this.#runNumber += 1;
    const { world, page, runner, later, now } = this.#parts;
    const context = { epoch: this.#state.epoch, cell: file, runNumber: this.#runNumber };
    const seed = hashText(`${page.id} ${file} ${this.#state.journalPosition}`);
    const order = { seed, now: time, cells: linked.map(({ cell, modules }) => ({ ...pick(cell), modules })) };
    const start = now();
    const handle = runner.run(order, {
      output: (items) => {
        if (!run.isStopped) this.#listener.output(file, items);
      },
      answer: (request) => this.#keepTrack(answerRequest(world, context, request)),
    });
    run.stop = handle.stop;
    const cancelSlow = later(() => this.#set(file, { ...FRESH, state: 'running', isSlow: true }), SLOW_AFTER);
    const outcome = await handle.outcome;
    cancelSlow();
    return run.isStopped ? null : this.#finish(file, compiled.cells, outcome, now() - start);
  }

  async #keepTrack<Result>(write: Promise<Result>): Promise<Result> {
    this.#writes.add(write);
    try {
      return await write;
    } finally {
      this.#writes.delete(write);
    }
  }

  /** Keeps what a run came to; resolves to its virtual time when later cells may go on from it. */
  async #finish(
    file: string,
    cells: ReadonlyMap<string, CompiledCell>,
    outcome: RunOutcome,
    milliseconds: number,
  ): Promise<number | null> {
    if (outcome.kind === 'stopped') {
      this.#set(file, { ...FRESH, state: 'stopped', milliseconds });
      return null;
    }
    if (outcome.kind === 'broken') {
      this.#set(file, { ...FRESH, state: 'failed', milliseconds, fault: { code: outcome.cause, data: { file }, places: [] } });
      return null;
    }
    const fault = outcome.kind === 'done' ? null : toFaultOf(outcome.error);
    const mayFail = this.#parts.page.cells.find((cell) => cell.file === file)?.ends === 'error';
    const leavesMark = outcome.kind !== 'failed' || mayFail;
    if (leavesMark) {
      const { journalPosition } = this.#state;
      const mark: Mark = {
        file,
        hash: this.#texts.hash(file, cells),
        journalPosition,
        time: outcome.time,
        ended: outcome.kind,
        isStale: false,
      };
      this.#marks.set(file, mark);
      this.#makeStale(this.files.slice(this.files.indexOf(file) + 1));
      await this.#parts.world.saveMarks([...this.#marks.values()]);
    } else {
      await this.#forget(file);
    }
    this.#set(file, { ...FRESH, state: outcome.kind, milliseconds, fault });
    return leavesMark ? outcome.time : null;
  }

  #makeStale(files: readonly string[]): void {
    for (const file of files) {
      const mark = this.#marks.get(file);
      if (!mark || mark.isStale) continue;
      this.#marks.set(file, { ...mark, isStale: true });
      this.#tell(file);
    }
  }

  /** A cell without a mark counts as never run. */
  async #forget(file: string): Promise<void> {
    if (!this.#marks.delete(file)) return;
    this.#makeStale(this.files.slice(this.files.indexOf(file) + 1));
    await this.#parts.world.clearMarks();
    await this.#parts.world.saveMarks([...this.#marks.values()]);
  }

  async #save(): Promise<void> {
    await this.#texts.flush();
    for (const file of this.files) this.#tell(file);
  }

  #fail(file: string, fault: Fault): void {
    this.#set(file, { ...FRESH, state: 'failed', fault });
  }

  #set(file: string, status: Status): void {
    this.#status.set(file, status);
    this.#tell(file);
  }

  #tell(file: string): void {
    this.#listener.cellChanged(this.view(file));
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

const pick = ({ file, text, shifts }: CompiledCell) => ({ file, text, shifts });

const toFaultOf = ({ code, name, message, data, places }: { code: string; name: string; message: string; data: Fault['data']; places: Fault['places'] }): Fault => ({
  code,
  data: { ...data, name, message },
  places,
});

/** What the compiler, the linker or the storage threw. */
function toFault(error: unknown): Fault {
  if (error instanceof CellError) return { code: error.code, data: error.data, places: [error.place] };
  const { code, data, name, message } = error as { code?: unknown; data?: Fault['data']; name?: string; message?: string };
  if (typeof code === 'string') return { code, data: { ...data }, places: [] };
  return { code: 'storage-failed', data: { reason: `${name}: ${message}` }, places: [] };
}
