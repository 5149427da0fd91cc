/** Does what a plan says: takes the world back, then runs one cell after the other and keeps what each came to. Rules X3, X10, X13, X23. */
import { hashText, type WorldState } from '#lab';
import type { LessonPage } from '#lesson';
import { importedFiles, link, type CompiledCell, type Libraries, type LinkedCell, type OutputItem } from '#runner';
import { answerRequest } from './answer-request.ts';
import type { CompiledCells } from './cell-texts.ts';
import { FRESH, type CellStatus, type Fault } from './cell-view.ts';
import { faultOfError, faultOfReport } from './fault.ts';
import type { Marks } from './marks.ts';
import type { Mark, Plan } from './plan.ts';
import type { CellRunner, MarkedWorld, RunOutcome } from './ports.ts';

/** What running cells needs. */
export type RunParts = Readonly<{
  page: LessonPage<CompiledCell>;
  libraries: Libraries;
  world: MarkedWorld;
  runner: CellRunner;
  now(): number;
  later(work: () => void, milliseconds: number): () => void;
  /** Notes that a step of a run is reached, for whoever measures. */
  mark(step: RunStep): void;
}>;

/** The steps of a run, in order. */
export type RunStep = 'asked' | 'saved' | 'compiled' | 'rewound' | 'ordered' | 'first-output' | 'ended';

/** Hears how it goes. */
export type RunEvents = Readonly<{
  status(file: string, status: CellStatus): void;
  output(file: string, items: readonly OutputItem[]): void;
  cleared(file: string): void;
  /** Another tab has taken the world back, or emptied it. */
  worldReplaced(): void;
}>;

/** A run under way: `stop` ends it wherever it is. */
export type ActiveRun = { readonly target: string; isStopped: boolean; stop: () => void };

const SLOW_AFTER = 5_000;

/** Runs plans in one lesson's world. */
export class PlanRunner {
  readonly #parts: RunParts;
  readonly #events: RunEvents;
  readonly #marks: Marks;
  /** Requests to the world that are under way. */
  readonly #requests = new Set<Promise<unknown>>();
  /** The cells that were prepared last, and what each of them runs. */
  #prepared: Readonly<{ compiled: CompiledCells; linked: ReadonlyMap<string, Linking> }> | null = null;
  /** True while this session itself takes the world to another epoch. */
  #isOurs = false;
  #state: WorldState;
  #runNumber = 0;

  constructor(parts: RunParts, events: RunEvents, marks: Marks, state: WorldState) {
    this.#parts = parts;
    this.#events = events;
    this.#marks = marks;
    this.#state = state;
    parts.world.onChange((next) => {
      const isReplaced = next.epoch !== this.#state.epoch && !this.#isOurs;
      this.#state = next;
      if (isReplaced) events.worldReplaced();
    });
  }

  /** Takes the world back, or empties it, as this session's own doing. */
  async changeWorld<Result>(work: (world: MarkedWorld) => Promise<Result>): Promise<Result> {
    this.#isOurs = true;
    try {
      return await work(this.#parts.world);
    } finally {
      this.#isOurs = false;
    }
  }

  /** A stopped run may still have one request under way; resolves when it is through. */
  async whenQuiet(): Promise<void> {
    await Promise.allSettled(this.#requests);
  }

  /** Links cells and has them loaded, before anyone waits for them. */
  prepare(compiled: CompiledCells): void {
    if (this.#prepared?.compiled === compiled) return;
    const { page, libraries, runner } = this.#parts;
    const linked = new Map(page.cells.map(({ file }) => [file, tryLink(file, compiled, libraries)]));
    this.#prepared = { compiled, linked };
    runner.prepare([...compiled.cells.values()].map(({ text }) => text));
  }

  /** Runs all cells of a plan; `compiled` has been prepared. */
  async runAll(run: ActiveRun, plan: Plan, compiled: CompiledCells): Promise<void> {
    this.prepare(compiled);
    const { linked } = this.#prepared!;
    await this.#marks.goBackTo(plan.rewindTo);
    if (this.#state.journalPosition > plan.rewindTo)
      this.#state = await this.changeWorld((world) => world.rewind(plan.rewindTo));
    this.#parts.mark('rewound');
    let time = plan.time ?? Date.parse(this.#parts.page.now);
    for (const file of plan.runs) {
      const isTarget = file === run.target;
      if (!isTarget) {
        this.#events.status(run.target, { ...FRESH, state: 'running', runsFirst: file });
        this.#events.cleared(file);
      }
      this.#events.status(file, { ...FRESH, state: 'running' });
      const ended = await this.#runCell(run, file, linked.get(file)!, { time, hash: compiled.hashes.get(file)! });
      if (run.isStopped) return;
      if (ended === null) {
        if (!isTarget) this.#fail(run.target, { code: 'earlier-cell-failed', data: { file }, places: [] });
        return;
      }
      time = ended;
    }
  }

  /** Runs one cell; resolves to the virtual time at its end, or to null when no later cell may go on from it. */
  async #runCell(
    run: ActiveRun,
    file: string,
    linking: Linking,
    { time, hash }: Readonly<{ time: number; hash: string }>,
  ): Promise<number | null> {
    if (linking.failure) {
      this.#fail(file, linking.failure);
      return null;
    }
    const start = this.#parts.now();
    const outcome = await this.#execute(run, file, linking.cells, time);
    if (run.isStopped) return null;
    return this.#finish(file, hash, outcome, this.#parts.now() - start);
  }

  async #execute(run: ActiveRun, file: string, linked: readonly LinkedCell[], time: number): Promise<RunOutcome> {
    this.#runNumber += 1;
    const { world, page, runner, later, mark } = this.#parts;
    let hasOutput = false;
    const context = { epoch: this.#state.epoch, cell: file, runNumber: this.#runNumber };
    const seed = hashText(`${page.id} ${file} ${this.#state.journalPosition}`);
    const cells = linked.map(({ cell, modules }) => ({
      file: cell.file,
      text: cell.text,
      shifts: cell.shifts,
      modules,
    }));
    const handle = runner.run(
      { seed, now: time, cells },
      {
        output: (items) => {
          if (run.isStopped) return;
          if (!hasOutput) mark('first-output');
          hasOutput = true;
          this.#events.output(file, items);
        },
        answer: (request) => this.#keepTrack(answerRequest(world, context, request)),
      },
    );
    run.stop = handle.stop;
    mark('ordered');
    const isSlow = { ...FRESH, state: 'running', isSlow: true } as const;
    const cancelSlow = later(() => this.#events.status(file, isSlow), SLOW_AFTER);
    const outcome = await handle.outcome;
    mark('ended');
    cancelSlow();
    return outcome;
  }

  async #keepTrack<Result>(request: Promise<Result>): Promise<Result> {
    this.#requests.add(request);
    try {
      return await request;
    } finally {
      this.#requests.delete(request);
    }
  }

  /** Keeps what a run came to. */
  async #finish(file: string, hash: string, outcome: RunOutcome, milliseconds: number): Promise<number | null> {
    if (outcome.kind === 'stopped') {
      this.#events.status(file, { ...FRESH, state: 'stopped', milliseconds });
      return null;
    }
    if (outcome.kind === 'broken') {
      const fault = { code: outcome.cause, data: { file }, places: [] };
      this.#events.status(file, { ...FRESH, state: 'failed', milliseconds, fault });
      return null;
    }
    const { kind, time } = outcome;
    const fault = outcome.kind === 'done' ? null : faultOfReport(outcome.error);
    // A cell that is meant to fail has come to its end when it does.
    const leavesMark = kind !== 'failed' || this.#parts.page.cells.find((cell) => cell.file === file)?.ends === 'error';
    const mark: Mark = { file, hash, journalPosition: this.#state.journalPosition, time, ended: kind, isStale: false };
    if (leavesMark) await this.#marks.keep(mark);
    else await this.#marks.forget(file);
    this.#events.status(file, { ...FRESH, state: kind, milliseconds, fault });
    return leavesMark ? time : null;
  }

  #fail(file: string, fault: Fault): void {
    this.#events.status(file, { ...FRESH, state: 'failed', fault });
  }
}

/** What a cell runs, or why it cannot. */
type Linking = Readonly<{ cells: readonly LinkedCell[]; failure: null } | { failure: Fault }>;

function tryLink(file: string, compiled: CompiledCells, libraries: Libraries): Linking {
  try {
    return { cells: linkCompiled(file, compiled, libraries), failure: null };
  } catch (error) {
    return { failure: faultOfError(error) };
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
