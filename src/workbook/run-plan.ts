/** Does what a plan says: takes the world back, then runs one cell after the other and keeps what each came to. Rules X3, X5, X10, X13, X23. */
import { hashText, type FaultSetting, type WorldState } from '#lab';
import type { LessonPage } from '#lesson';
import type { CompiledCell, Libraries, LinkedCell, RunEnd } from '#runner';
import { answerRequest } from './answer-request.ts';
import { AskedLog, type Asking } from './asked.ts';
import type { CompiledCells } from './cell-texts.ts';
import { FRESH, type Fault } from './cell-view.ts';
import { faultOfReport } from './fault.ts';
import { KnownWorld } from './known-world.ts';
import { toRunCells, tryLink, type Linking } from './link-cells.ts';
import { ListeningRun, unfinished, type Execution } from './listening-run.ts';
import type { Checked } from './checks/index.ts';
import type { Marks } from './marks.ts';
import { PartPrograms, type Programs } from './part-programs.ts';
import type { Mark, Plan } from './plan.ts';
import type { CellRunner, MarkedWorld, ReadPart, RunOutcome } from './ports.ts';
import type { RunEvents } from './run-events.ts';

/** What running cells needs. */
export type RunParts = Readonly<{
  page: LessonPage<CompiledCell>;
  libraries: Libraries;
  world: MarkedWorld;
  runner: CellRunner;
  readPart: ReadPart;
  /** What tries the checks of exercises; loaded when the first of them is run. */
  loadChecks(): Promise<Readonly<{ tryChecks(checked: Checked): Promise<void> }>>;
  now(): number;
  later(work: () => void, milliseconds: number): () => void;
  /** Notes that a step of a run is reached, for whoever measures. */
  mark(step: RunStep): void;
}>;

/** The steps of a run, in order. */
export type RunStep = 'asked' | 'saved' | 'compiled' | 'rewound' | 'ordered' | 'first-output' | 'ended';

/** A run under way: `stop` ends it wherever it is. */
export type ActiveRun = {
  /** Files of the cells that a person asked for; others run because these need them. */
  readonly asked: readonly string[];
  isStopped: boolean;
  stop: () => void;
};

const SLOW_AFTER = 5_000;

/** Runs plans in one lesson's world. */
export class PlanRunner {
  readonly #parts: RunParts;
  readonly #events: RunEvents;
  readonly #marks: Marks;
  readonly asked: AskedLog;
  /** Requests to the world that are under way. */
  readonly #requests = new Set<Promise<unknown>>();
  /** The cells that were prepared last, and what each of them runs. */
  #prepared: Readonly<{ compiled: CompiledCells; linked: ReadonlyMap<string, Linking> }> | null = null;
  readonly #world: KnownWorld;
  readonly #listening: ListeningRun;
  readonly #programs: PartPrograms;
  #runNumber = 0;

  constructor(parts: RunParts, events: RunEvents, marks: Marks, state: WorldState) {
    this.#parts = parts;
    this.#programs = new PartPrograms(parts.libraries, parts.readPart);
    this.#events = events;
    this.#marks = marks;
    this.#listening = new ListeningRun(marks, (file, status) => events.status(file, status));
    this.#world = new KnownWorld(parts, marks, state, {
      left: () => {
        this.#listening.stop();
        this.asked.forgetAll();
      },
      replaced: () => events.worldReplaced(),
    });
    this.asked = new AskedLog(() => events.asked());
    this.asked.saw(state);
    parts.world.onChange((next) => this.asked.saw(next));
  }

  /** Ends what listens. */
  stopListening(): void {
    this.#listening.stop();
  }

  /** Empties the world, as this session's own doing. */
  async emptyWorld(): Promise<void> {
    const { epoch } = await this.#world.change((world) => world.reset());
    this.#marks.clear(epoch);
  }

  /** The next cell of a plan goes on from the world of the one that listens, as its mark has it and no other. */
  async #goOnFromListening(): Promise<void> {
    const marked = this.#listening.end();
    if (!marked) return;
    await this.whenQuiet();
    await this.#world.assertAlone(marked, 0);
  }

  /** Looks at the world for a run that is about to be asked for. */
  lookAhead(): void {
    this.#world.lookAhead();
  }

  /** Looks at the world once what a stopped run has asked for is through. */
  async look(): Promise<void> {
    await this.whenQuiet();
    await this.#world.look();
  }

  /** Takes over what other tabs have made of the world, also when word of it is still on its way. */
  lookAgain(): Promise<void> {
    return this.#world.lookAgain();
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
    const texts = [...compiled.cells.values()].map(({ text }) => text);
    runner.prepare(texts);
    const cells = [...linked.values()].map((linking) => (linking.failure === null ? linking.cells : []));
    // A run that needs one asks once more, and says so where it cannot be had.
    this.#programs.ofAny(cells).then(
      (programs) =>
        programs.length > 0 && this.#prepared?.compiled === compiled && runner.prepare([...texts, ...programs]),
      () => {},
    );
  }

  /** Runs plans one after the other; what one cell's failure keeps from running is in one plan with it. */
  async runAll(run: ActiveRun, plan: () => readonly Plan[], compiled: CompiledCells): Promise<void> {
    this.prepare(compiled);
    this.#listening.end();
    let plans = plan();
    // Marks in between are stale now: there is more to run.
    while (!(await this.#keepTrack(this.#world.goBackTo(plans[0]!.rewindTo)))) plans = plan();
    for (const one of plans) {
      await this.#runPlan(run, one, compiled);
      if (run.isStopped) return;
    }
  }

  async #runPlan(run: ActiveRun, plan: Plan, compiled: CompiledCells): Promise<void> {
    const { linked } = this.#prepared!;
    this.#listening.end();
    await this.#keepTrack(this.#world.goBackTo(plan.rewindTo));
    if (run.isStopped) return;
    this.#parts.mark('rewound');
    let time = plan.time ?? Date.parse(this.#parts.page.now);
    for (const [index, file] of plan.runs.entries()) {
      if (!run.asked.includes(file))
        this.#events.status(plan.runs.at(-1)!, { ...FRESH, state: 'running', runsFirst: file });
      this.#clear(file);
      this.#events.status(file, { ...FRESH, state: 'running' });
      await this.#goOnFromListening();
      if (run.isStopped) return;
      const ended = await this.#runCell(run, file, linked.get(file)!, {
        time,
        hash: compiled.hashes.get(file)!,
        faults: compiled.faults,
      });
      if (run.isStopped) return;
      if (ended === null) return this.#failAfter(run, file, plan.runs.slice(index + 1));
      // On a new page a cell does not go on from anything.
      if (!plan.goesOn && !this.#listening.hasHeard) this.#marks.show(ended);
      time = ended.time;
    }
  }

  /** Says of the cells that were asked for, and cannot be run without the one that failed, which one that was. */
  async #failAfter(run: ActiveRun, failed: string, later: readonly string[]): Promise<void> {
    for (const file of later) {
      if (!run.asked.includes(file)) continue;
      this.#clear(file);
      await this.#fail(file, { code: 'earlier-cell-failed', data: { file: failed }, places: [] });
    }
  }

  #clear(file: string): void {
    this.#marks.hide(file);
    this.#events.cleared(file);
    this.asked.forget(file);
  }

  /** Runs one cell; resolves to its mark, or to null when no later cell may go on from it. */
  async #runCell(
    run: ActiveRun,
    file: string,
    linking: Linking,
    { time, hash, faults }: Readonly<{ time: number; hash: string; faults: readonly FaultSetting[] }>,
  ): Promise<Mark | null> {
    if (linking.failure) {
      await this.#fail(file, linking.failure);
      return null;
    }
    const start = this.#parts.now();
    const before = this.#world.state;
    const programs = await this.#programs.of(linking.cells, faults.length > 0);
    // They may have taken a while to come.
    if (run.isStopped) return null;
    const { outcome, writes, execution, over } = await this.#execute(run, file, {
      linked: linking.cells,
      programs,
      faults,
      time,
    });
    if (run.isStopped) return null;
    const milliseconds = this.#parts.now() - start;
    if (outcome.kind !== 'listening') {
      const end = this.#endOf(file, outcome);
      if (end) return this.#keepEnd(run, { file, hash, before, writes }, end, milliseconds);
      this.#events.status(file, { ...FRESH, ...unfinished(file, outcome), milliseconds });
      // Where storage does not answer, the next run will say so.
      if (outcome.kind === 'failed') await this.#marks.forget(file).catch(() => {});
      return null;
    }
    try {
      const mark = await this.#keepEnd(run, { file, hash, before, writes }, outcome, milliseconds);
      const status = { ...FRESH, state: 'listening', milliseconds } as const;
      const marked = { ...before, journalPosition: mark?.journalPosition ?? 0 };
      if (mark && !run.isStopped) this.#listening.begin({ file, status, marked, execution }, over);
      return mark;
    } catch (error) {
      // It has no mark to go on behind.
      execution.isOver = true;
      execution.stop();
      throw error;
    }
  }

  /** Keeps the end that a run has come to, if it was alone; null when it was stopped meanwhile. */
  async #keepEnd(
    run: ActiveRun,
    { file, hash, before, writes }: Begun,
    end: CellEnd,
    milliseconds: number,
  ): Promise<Mark | null> {
    // A failure says more than that another tab was there: it may be why, and it knows the line.
    await this.#world.assertAlone(before, writes);
    if (run.isStopped) return null;
    const ended = end.kind === 'listening' ? 'done' : end.kind;
    const { journalPosition } = this.#world.state;
    const mark: Mark = { file, hash, journalPosition, time: end.time, ended, isStale: false };
    await this.#marks.keep(mark, before.epoch);
    const state = run.isStopped ? ended : end.kind;
    const fault = 'error' in end ? faultOfReport(end.error) : null;
    this.#events.status(file, { ...FRESH, state, milliseconds, fault });
    return mark;
  }

  /** Resolves to how the run ended, or that it listens, and how often it has written by then; `over` to how it ends. */
  async #execute(run: ActiveRun, file: string, { linked, programs, faults, time }: Execute) {
    this.#runNumber += 1;
    const { page, runner, later, mark } = this.#parts;
    let hasOutput = false;
    let isListening = false;
    let writes = 0;
    let rest: (end: Rest) => void = () => {};
    const atRest = new Promise<Rest>((resolve) => (rest = resolve));
    /** Virtual time, as the run said it last. */
    let lastTime = time;
    const asking = (at: number): Asking => ({ at, cell: file, journalPosition: this.#world.state.journalPosition });
    const execution: Execution = { isOver: false, hasHeard: false, stop: () => {} };
    const isOver = (): boolean => run.isStopped || execution.isOver;
    const context = { epoch: this.#world.state.epoch, cell: file, runNumber: this.#runNumber };
    const seed = hashText(`${page.id} ${file} ${this.#world.state.journalPosition}`);
    const handle = runner.run(
      { seed, faults, now: time, cells: toRunCells(linked), wanted: page.wanted?.[file] ?? [], ...programs },
      {
        output: (items) => {
          if (isOver()) return;
          // On a new page that would not be there.
          if (isListening) this.#marks.hide(file);
          execution.hasHeard ||= isListening;
          if (!hasOutput) mark('first-output');
          hasOutput = true;
          this.#events.output(file, items);
          this.asked.struck(asking(lastTime), items);
        },
        answer: async (request) => {
          // What was on its way when the run ended is not done any more.
          if (isOver()) return never();
          const answered = answerRequest(this.#parts.world, context, request);
          if (request.kind === 'whenBehind') return answered;
          const reply = await this.#keepTrack(answered);
          if (request.kind === 'transact') {
            lastTime = request.time;
            if (reply.ok) writes += 1;
          }
          this.asked.answered(asking(lastTime), request, reply);
          return reply;
        },
        listening: (at) => {
          isListening = true;
          rest({ kind: 'listening', time: at });
        },
      },
    );
    void handle.outcome.then((outcome) =>
      this.asked.ended(asking('time' in outcome ? outcome.time : lastTime), outcome),
    );
    run.stop = handle.stop;
    execution.stop = handle.stop;
    mark('ordered');
    const isSlow = { ...FRESH, state: 'running', isSlow: true } as const;
    const cancelSlow = later(() => this.#events.status(file, isSlow), SLOW_AFTER);
    const outcome = await Promise.race([handle.outcome, atRest]);
    mark('ended');
    cancelSlow();
    return { outcome, writes, execution, over: handle.outcome };
  }

  async #keepTrack<Result>(request: Promise<Result>): Promise<Result> {
    this.#requests.add(request);
    try {
      return await request;
    } finally {
      this.#requests.delete(request);
    }
  }

  /** The end that a run has come to, or null; that of a cell which is meant to fail is that it does. */
  #endOf(file: string, outcome: RunOutcome): RunEnd | null {
    if (outcome.kind === 'stopped' || outcome.kind === 'broken') return null;
    const isMeant = this.#parts.page.cells.find((cell) => cell.file === file)?.ends === 'error';
    return outcome.kind === 'failed' && !isMeant ? null : outcome;
  }

  /** A cell that could not be run has not come to any end, whatever it once came to. */
  async #fail(file: string, fault: Fault): Promise<void> {
    await this.#marks.forget(file);
    this.#events.status(file, { ...FRESH, state: 'failed', fault });
  }
}

/** What is executed, with what goes wrong, and from when on by the world's clock. */
type Execute = Readonly<{
  linked: readonly LinkedCell[];
  programs: Programs;
  faults: readonly FaultSetting[];
  time: number;
}>;

/** A run that has nothing left to do but what events bring that come later. */
type Rest = Readonly<{ kind: 'listening'; time: number }>;

/** What leaves a mark. */
type CellEnd = RunEnd | Rest;

/** A cell that has run, the world that it began with, and how often it has written. */
type Begun = Readonly<{ file: string; hash: string; before: WorldState; writes: number }>;

const never = (): Promise<never> => new Promise(() => {});
