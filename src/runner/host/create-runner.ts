/** The page's side of the border: starts runs in the sandbox, answers what they ask, and stays in charge. Rules X12-X15. */
import type { ErrorCode } from '#errors';
import { BORDER_LIMITS } from '../border-limits.ts';
import type { Place } from '../cell-error.ts';
import {
  fromFrame,
  type EffectReply,
  type EffectRequest,
  type FromFrame,
  type OutputItem,
  type RunEnd,
  type RunOrder,
  type ToFrame,
} from '../protocol.ts';
import type { Frame } from './frame.ts';

/** How a run was ended by something other than itself. */
export type BrokenCause = ErrorCode<'sandbox'>;

/** A run that did not come to an end of its own; `place` is the loop in which it was last seen. */
export type BrokenOutcome = Readonly<{ kind: 'broken'; cause: BrokenCause; place?: Place | undefined }>;

/** How a run came to its end. */
export type RunOutcome = RunEnd | Readonly<{ kind: 'stopped' }> | BrokenOutcome;

export type RunListener = Readonly<{
  output(items: readonly OutputItem[]): void;
  /** Answers what the cell asks of its world. */
  answer(request: EffectRequest): Promise<EffectReply>;
  /** The run has nothing left to do but what events bring that come later; said once. */
  listening(time: number): void;
}>;

export type RunHandle = Readonly<{ outcome: Promise<RunOutcome>; stop(): void }>;

/** Runs cells, one run at a time. */
export type Runner = Readonly<{
  /** Has compiled cells loaded ahead of a run that may name them; what was asked before is replaced. */
  prepare(texts: readonly string[]): void;
  run(order: RunOrder, listener: RunListener): RunHandle;
  dispose(): void;
}>;

/** A frame that has not acknowledged a stop by then is dropped. */
const STOP_DEADLINE = 250;
/** The frame says twice a second that it is alive. */
const BEAT_DEADLINE = 2_000;
/** Kinds of message that are the last of a run. */
const ENDS = new Set<unknown>(['ended', 'ended-by-frame'] satisfies FromFrame['kind'][]);

type ActiveRun = {
  readonly runNumber: number;
  readonly order: RunOrder;
  readonly listener: RunListener;
  readonly resolve: (outcome: RunOutcome) => void;
  invalid: number;
};

/** Reads one message of each kind that a run begins with: the first reading of a schema takes several times as long as the next. */
function rehearse(): void {
  const item = { kind: 'log', level: 'log', values: [''] };
  fromFrame.safeParse({ kind: 'output', runNumber: 0, items: [item, { kind: 'value', file: '', line: 1, value: '' }] });
  const operation = { kind: 'put', table: '', id: '', text: '' };
  const request = { kind: 'transact', operations: [operation], time: 0 };
  fromFrame.safeParse({ kind: 'request', runNumber: 0, id: 0, request });
  fromFrame.safeParse({ kind: 'ended', runNumber: 0, end: { kind: 'done', time: 0 } });
}

/** A runner over frames that `makeFrame` makes; the first is on its way already. */
export function createRunner(makeFrame: () => Promise<Frame | null>, firstFrame: Promise<Frame | null>): Runner {
  /** The frame that is there or on its way. */
  let frame: Promise<Frame | null> | null = null;
  /** The same, once it is there. */
  let opened: Frame | null = null;
  let active: ActiveRun | null = null;
  let prepared: readonly string[] = [];
  let runNumber = 0;
  /** The last run that the frame has called over. */
  let lastEnded = 0;
  let lastBeat = 0;

  const open = (made: Promise<Frame | null>): Promise<Frame | null> => {
    const opening = take(made, () => frame === opening);
    frame = opening;
    return opening;
  };
  const take = async (made: Promise<Frame | null>, isWanted: () => boolean): Promise<Frame | null> => {
    const next = await made;
    // Dropped while it was on its way.
    if (!isWanted()) next?.remove();
    else if (!next) frame = null;
    else listenTo(next);
    return next;
  };
  const listenTo = (next: Frame): void => {
    opened = next;
    lastBeat = performance.now();
    next.port.addEventListener('message', ({ data }) => receive(next, data));
    next.port.start();
    send(next, { kind: 'prepare', texts: prepared });
  };
  const ready = (): Promise<Frame | null> => frame ?? open(makeFrame());
  const send = (to: Frame, message: ToFrame): void => to.port.postMessage(message);
  const drop = (): void => {
    opened?.remove();
    opened = null;
    frame = null;
  };
  const replace = (): void => {
    drop();
    void ready();
  };
  const start = (run: ActiveRun): void => {
    const sendTo = (to: Frame | null): void => {
      if (active !== run) return;
      if (to) send(to, { kind: 'run', runNumber: run.runNumber, order: run.order });
      else finish(run, { kind: 'broken', cause: 'no-frame' });
    };
    // Without a detour when the frame is there: a click is waiting.
    if (opened) sendTo(opened);
    else void ready().then(sendTo);
  };
  const finish = (run: ActiveRun, outcome: RunOutcome): void => {
    if (active !== run) return;
    active = null;
    run.resolve(outcome);
  };
  const breakOff = (cause: BrokenCause): void => {
    if (active) finish(active, { kind: 'broken', cause });
    replace();
  };

  const receive = (from: Frame, data: unknown): void => {
    if (from !== opened) return;
    const parsed = fromFrame.safeParse(data);
    if (!parsed.success) return refuse(data);
    const message = parsed.data;
    switch (message.kind) {
      case 'beat':
        lastBeat = performance.now();
        return;
      case 'prepared':
        performance.measure('worker', { start: 0, duration: message.milliseconds });
        return;
      case 'no-worker':
        return active ? finish(active, { kind: 'broken', cause: 'no-worker' }) : undefined;
      default:
        if (message.kind === 'ended' || message.kind === 'ended-by-frame') lastEnded = message.runNumber;
        if (message.runNumber === active?.runNumber) handle(active, from, message);
    }
  };
  /** An end that is none is the last that its run has said; of anything else there may be a few. */
  const refuse = (data: unknown): void => {
    if (!active) return;
    active.invalid += 1;
    const isEnd = ENDS.has((data as { kind?: unknown } | null)?.kind);
    if (isEnd || active.invalid >= BORDER_LIMITS.invalidMessages) breakOff('invalid-messages');
  };
  const handle = (run: ActiveRun, from: Frame, message: Extract<FromFrame, { runNumber: number }>): void => {
    switch (message.kind) {
      case 'output':
        return run.listener.output(message.items);
      case 'request': {
        const { id } = message;
        const begin = performance.now();
        void run.listener.answer(message.request).then((reply) => {
          // No reply to a run that is over: what was asked for may have been done all the same.
          if (active === run)
            send(from, {
              kind: 'reply',
              runNumber: run.runNumber,
              id,
              reply: { ...reply, took: performance.now() - begin },
            });
        });
        return;
      }
      case 'listening':
        return run.listener.listening(message.time);
      case 'ended':
        return finish(run, message.end);
      case 'ended-by-frame':
        if (message.cause === 'stopped') return finish(run, { kind: 'stopped' });
        // A flood goes on arriving in the frame after its worker's end, for seconds: another frame is quicker.
        if (message.cause === 'too-many-messages') return breakOff(message.cause);
        return finish(run, { kind: 'broken', cause: message.cause, place: message.place });
    }
  };

  const stop = (run: ActiveRun): void => {
    if (active !== run) return;
    const asked = opened;
    if (asked) send(asked, { kind: 'stop', runNumber: run.runNumber });
    setTimeout(() => {
      finish(run, { kind: 'stopped' });
      if (asked !== opened || lastEnded >= run.runNumber) return;
      // The frame has no ear for a stop, nor for the order that may have followed it.
      replace();
      if (active) start(active);
    }, STOP_DEADLINE);
  };

  // A page in the background has its timers slowed down, and so has the frame: no beat means nothing there.
  const watch = setInterval(() => {
    if (!active || !opened || document.visibilityState !== 'visible') lastBeat = performance.now();
    else if (performance.now() - lastBeat > BEAT_DEADLINE) breakOff('frame-died');
  }, 500);

  void open(firstFrame);
  rehearse();

  return {
    prepare(texts) {
      prepared = texts;
      if (opened) send(opened, { kind: 'prepare', texts });
    },
    run(order, listener) {
      const { promise: outcome, resolve } = withResolvers<RunOutcome>();
      runNumber += 1;
      const run: ActiveRun = { runNumber, order, listener, resolve, invalid: 0 };
      if (active) finish(active, { kind: 'stopped' });
      active = run;
      lastBeat = performance.now();
      start(run);
      return { outcome, stop: () => stop(run) };
    },
    dispose() {
      clearInterval(watch);
      drop();
    },
  };
}

function withResolvers<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
