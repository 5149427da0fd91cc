/** One run: evaluates the cells, serves their lab, and finds out when nothing more will happen. Rules X6a, X7, X12. */
import type { ErrorCode } from '#errors';
import {
  createLab,
  createRandom,
  hashText,
  LabError,
  VirtualTime,
  type Finding,
  type Lab,
  type LabAtHand,
  type RunSettings,
} from '#lab';
import type { Place } from '../cell-error.ts';
import type { EffectReply, EffectRequest, OutputItem, RunEnd, RunOrder } from '../protocol.ts';
import { installAmbience } from './ambient.ts';
import * as atHand from './at-hand.ts';
import { CellsOfRun } from './cells-of-run.ts';
import { createClient, type Client } from './client.ts';
import { rememberThrown, watchLoops, type LoopWatch, type Thrown } from './last-places.ts';
import { LoadedModules } from './loaded-modules.ts';
import { afterRealTime, nextTask, realNow } from './natives.ts';
import type { OpenPart } from './on-demand.ts';
import { openClaims, type OpenClaims } from './run-claims.ts';
import { createOutput, type Output } from './output.ts';
import { endOfThrown, type Whereabouts } from './report-error.ts';

/** Milliseconds of a step of time that is watched. */
const STEP = 100;
/** How often timers may fire in one run. */
const TIMERS = 10_000;
/** Real milliseconds that a run may wait for something that is no port and no timer. */
const GRACE = 200;

/** What cells import by the name of a library. */
type Libraries = Readonly<{ eventsourcing: object; lab: LabAtHand | Lab; test?: object }>;

/** What a run says to the frame. */
export type RunPort = Readonly<{
  output(items: OutputItem[]): void;
  request(id: number, request: EffectRequest): void;
  /** Nothing is left to do but what events bring that come later. */
  listening(time: number): void;
  /** The run gives nothing else a turn: it goes round in this loop. */
  looping(place: Place): void;
}>;

/** One run. All that needs no order is done when it is made, because then nobody is waiting yet. */
export class Run {
  readonly #port: RunPort;
  readonly #time = new VirtualTime(0);
  readonly #client: Client;
  readonly #output: Output;
  readonly #loops: LoopWatch;
  readonly #thrownValues: Thrown = rememberThrown();
  readonly #lab: ReturnType<typeof createLab>;
  #libraries: Libraries;
  readonly #modules = new LoadedModules();
  readonly #cells: CellsOfRun;
  /** File of the cell that is being imported; null once the cell that is run has the lab. */
  #importing: string | null = null;
  /** Asked besides, once cells have been evaluated again. */
  #assertAgain: () => void = () => {};
  #random: () => number = () => 0;
  #tracked = 0;
  #explored = 0;
  /** What goes on now is not shown. */
  #isAside = false;
  /** The cell that is evaluated is not the last one. */
  #isImporting = false;
  /** The world is nobody's: a check is tried. */
  #isScratch = false;
  /** Since when nothing happens, in real milliseconds; null while something does. */
  #quietSince: number | null = null;
  #hasListened = false;
  #wake: () => void = () => {};
  #thrown: { error: unknown } | null = null;

  constructor(port: RunPort) {
    this.#port = port;
    const random = (): number => this.#random();
    this.#output = createOutput(port.output, () => this.#importing === null && !this.#isAside, afterRealTime);
    this.#loops = watchLoops(port.looping, realNow);
    this.#cells = new CellsOfRun(this.#modules, {
      value: this.#output.value,
      thrown: this.#thrownValues.take,
      round: this.#loops.round,
    });
    this.#client = createClient({
      send: port.request,
      assertOpen: () => this.#assertOpen(),
      now: () => this.#time.now,
      nextTask,
      onReply: () => this.#wake(),
    });
    this.#lab = this.#openLab(random);
    this.#libraries = { eventsourcing: atHand, lab: this.#lab.atHand };
    installAmbience({
      time: this.#time,
      random,
      call: (work) => this.#call(work),
      track: (promise) => this.#track(promise),
    });
    Object.assign(self, { console: Object.freeze(this.#output.console) });
    self.addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      this.#thrown ??= { error: event.reason };
      this.#wake();
    });
  }

  /** Has its turn: no loop keeps the run from it. */
  pause(): void {
    this.#loops.pause();
  }

  take(id: number, reply: EffectReply): void {
    this.#client.take(id, reply);
  }

  /** Loads what a run may have: cells, and the part. Nothing of theirs is evaluated. */
  prepare(texts: readonly string[]): void {
    this.#modules.prepare(texts);
  }

  /** Resolves when the run is over. */
  async start(order: RunOrder): Promise<RunEnd> {
    this.#loops.pause();
    // A world that is nobody's may be filled by what it is checked with, and nothing of that is shown.
    this.#isAside = this.#isScratch = order.claims !== null && order.claims.only !== null;
    this.#begin(order);
    let hasSettled = false;
    void this.#evaluateAll(order).then(
      () => (hasSettled = true),
      (error: unknown) => (this.#thrown ??= { error }),
    );
    const cause = await this.#untilNothingHappens(() => hasSettled);
    this.#output.flush();
    if (this.#thrown) return this.#endOf(this.#thrown.error);
    if (cause === null) return { kind: 'done', time: this.#time.now };
    return this.#endOf(Object.assign(new Error(cause), { code: cause satisfies ErrorCode<'run'> }));
  }

  #begin({ now, seed }: RunOrder): void {
    this.#time.restart(now);
    this.#random = createRandom(seed);
  }

  #endOf(error: unknown): RunEnd {
    return endOfThrown(error, this.#time.now, this.#whereabouts);
  }

  get #whereabouts(): Whereabouts {
    return { cells: this.#cells.byAddress, placesOf: this.#thrownValues.placesOf };
  }

  async #evaluateAll(order: RunOrder): Promise<void> {
    const { cells, part, claims, wanted, seed, faults } = order;
    this.#import(cells[0]?.file ?? null);
    // Something to wait for: time would otherwise be on its way already, or not, when the first line runs.
    const [open] = await this.#track(
      Promise.all([
        claims === null ? null : this.#modules.take<OpenClaims>(claims.program).module,
        this.#cells.load(cells),
        part === null ? null : this.#openPart(part, { seed, faults }),
      ]),
    );
    for (const only of claims?.only ?? [null]) {
      if (only !== null) this.#begin(order);
      // A run that begins anew waits for nothing, however long all of it takes.
      this.#quietSince = null;
      const tryAll = open ? this.#openClaims(open.default, only, seed) : null;
      const exported = await this.#cells.evaluate(this.#libraries, (file, left) => this.#turnTo(file, left));
      for (const name of wanted) this.#output.exported(name, exported[name]);
      await tryAll?.();
    }
  }

  /** The cell that is evaluated next. An async function that an imported one left running must meet closed ports once before they open. */
  async #turnTo(file: string, left: number): Promise<void> {
    const isAlone = left === 0 && this.#importing === file;
    this.#isImporting = left > 0;
    this.#import(file);
    if (left > 0) return;
    if (!isAlone) await nextTask();
    this.#importing = null;
  }

  #import(file: string | null): void {
    this.#importing = this.#isScratch ? null : file;
  }

  /** Has cells claim things; gives what tries them. */
  #openClaims(open: OpenClaims, only: string | null, seed: number): () => Promise<void> {
    const { claims, tryAll } = openClaims(open, {
      only,
      seed,
      whereabouts: this.#whereabouts,
      tested: this.#output.tested,
      // In a check's world the cells claim nothing but what the last one does: that is where the checks are.
      isAside: () => (this.#isScratch ? this.#isImporting : this.#isAside),
    });
    this.#libraries = { ...this.#libraries, test: claims };
    return tryAll;
  }

  /** The cells from the beginning, with variables that nobody has touched; of what they show nothing is shown. */
  async #evaluateAgain(met: Pick<Lab, 'explore' | 'replay'>, assertOpen: () => void): Promise<void> {
    const lab = { ...this.#libraries.lab, ...met };
    this.#assertAgain = assertOpen;
    await this.#cells.evaluate({ ...this.#libraries, lab });
  }

  /** Adds to the libraries what is not at hand. */
  async #openPart(text: string, settings: RunSettings): Promise<void> {
    const { default: open } = await this.#modules.take<OpenPart>(text).module;
    const part = open({ eventsourcing: atHand, lab: { LabError } });
    const lab = this.#lab.whole(part, settings);
    this.#libraries = { ...this.#libraries, eventsourcing: { ...part.eventsourcing, ...atHand }, lab };
  }

  /** Resolves when the run can do no more: null when that is its end, else why it is stuck. */
  async #untilNothingHappens(hasSettled: () => boolean): Promise<'waits-for-nothing' | 'endless-timers' | null> {
    for (;;) {
      await nextTask();
      if (this.#isWaiting) {
        this.#quietSince = null;
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      if (this.#thrown) return null;
      // One more task: a promise that was settled just now may still lead to a call.
      await nextTask();
      // What was thrown meanwhile is the end: nothing fires after it.
      if (this.#isWaiting || this.#thrown) continue;
      if (await this.#moveTime()) {
        if (this.#time.fired > TIMERS) return 'endless-timers';
        this.#quietSince = null;
      } else {
        // Quiet. A rejection that nobody caught is told in a task that messages overtake: look again after a timer.
        if (this.#quietSince !== null && this.#client.isListening) {
          this.#quietSince = null;
          await this.#listen();
          continue;
        }
        if (this.#quietSince !== null && hasSettled()) return null;
        this.#quietSince ??= realNow();
        if (realNow() - this.#quietSince > GRACE) return 'waits-for-nothing';
        const isOver = hasSettled() || this.#client.isListening;
        await new Promise<void>((resolve) => afterRealTime(resolve, isOver ? 0 : 5));
      }
    }
  }

  /** Fires the next timer or, when time is to be watched, lets a moment pass before it; false when no timer is set. */
  async #moveTime(): Promise<boolean> {
    const { pace, untilNext } = this.#time;
    if (pace !== 'real' || !untilNext) return this.#time.fireNext();
    const step = Math.min(untilNext, STEP);
    await realTime(step);
    this.#time.moveTo(this.#time.now + step);
    return true;
  }

  /** Says, the first time, that only subscriptions wait, and resolves when there is something to do again. */
  async #listen(): Promise<void> {
    if (!this.#hasListened) {
      this.#output.flush();
      this.#port.listening(this.#time.now);
    }
    this.#hasListened = true;
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /** True while a port call or something tracked is under way; its end calls #wake. */
  get #isWaiting(): boolean {
    return this.#client.pending > 0 || this.#tracked > 0;
  }

  #openLab(random: () => number): ReturnType<typeof createLab> {
    return createLab({
      storage: this.#client.storage,
      time: this.#time,
      random,
      settle: () => this.#track(this.#settle()),
      // What a run shows, as a lab shows it.
      ...this.#output,
      draw: (picture) => this.#output.draw('how' in picture ? { ...picture, found: this.#find() } : picture),
      realNow,
      nextTask,
      took: () => this.#client.took,
      assertOpen: () => this.#assertOpen(),
      subtle: () => crypto.subtle,
      evaluateAgain: (met, assertOpen) => this.#evaluateAgain(met, assertOpen),
      exchangeRandom: (other) => {
        const before = this.#random;
        this.#random = other;
        return before;
      },
      crash: (error) => this.#crash(error),
      aside: (work) => this.#track(this.#aside(work)),
      breathe: () => this.#track(nextTask()),
      pause: (milliseconds) => this.#track(realTime(milliseconds)),
    });
  }

  /** On what text something is found. */
  #find(): Finding {
    this.#explored += 1;
    return { text: hashText(JSON.stringify(this.#cells.texts)).toString(36), number: this.#explored };
  }

  async #settle(): Promise<void> {
    do await nextTask();
    while (this.#client.pending > 0);
  }

  #assertOpen(): void {
    this.#assertAgain();
    if (this.#importing === null) return;
    const file = this.#importing;
    const message = `${file} is being imported: do this inside a function, or in the cell you run.`;
    throw new LabError('closed-while-importing', { file }, message);
  }

  /** Ends the run where it is. What it waits for never comes. */
  #crash(error: Error): void {
    this.#thrown ??= { error };
    this.#wake();
  }

  #call(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#thrown ??= { error };
    }
  }

  async #aside<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isAside = true;
    try {
      return await work();
    } finally {
      this.#isAside = this.#isScratch;
    }
  }

  async #track<Result>(promise: Promise<Result>): Promise<Result> {
    this.#tracked += 1;
    try {
      return await promise;
    } finally {
      this.#tracked -= 1;
      this.#wake();
    }
  }
}

const realTime = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => afterRealTime(resolve, milliseconds));
