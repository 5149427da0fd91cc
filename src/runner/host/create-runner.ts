/** The page's side of the border: starts runs in the sandbox, answers what they ask, and stays in charge. Rules X12-X15. */
import { BORDER_LIMITS } from '../border-limits.ts';
import {
  fromFrame,
  type EffectReply,
  type EffectRequest,
  type FrameCause,
  type FromFrame,
  type OutputItem,
  type RunEnd,
  type RunOrder,
  type ToFrame,
} from '../protocol.ts';
import type { Frame } from './frame.ts';

/** How a run was ended by something other than itself. */
export type BrokenCause = Exclude<FrameCause, 'stopped'> | 'no-frame' | 'no-worker' | 'frame-died' | 'invalid-messages';

/** How a run came to its end. */
export type RunOutcome = RunEnd | Readonly<{ kind: 'stopped' }> | Readonly<{ kind: 'broken'; cause: BrokenCause }>;

export type RunListener = Readonly<{
  output(items: readonly OutputItem[]): void;
  /** Answers what the cell asks of its world. */
  answer(request: EffectRequest): Promise<EffectReply>;
}>;

export type RunHandle = Readonly<{ outcome: Promise<RunOutcome>; stop(): void }>;

/** Runs cells, one run at a time. */
export type Runner = Readonly<{
  run(order: RunOrder, listener: RunListener): RunHandle;
  dispose(): void;
}>;

/** A frame that has not acknowledged a stop by then is dropped. */
const STOP_DEADLINE = 250;
/** The frame says twice a second that it is alive. */
const BEAT_DEADLINE = 2_000;

type ActiveRun = {
  readonly runNumber: number;
  readonly listener: RunListener;
  readonly resolve: (outcome: RunOutcome) => void;
  invalid: number;
};

/** A runner over frames that `makeFrame` makes; the first is being made already. */
export function createRunner(makeFrame: () => Promise<Frame | null>, firstFrame: Promise<Frame | null>): Runner {
  let frame: Promise<Frame | null> | null = null;
  let active: ActiveRun | null = null;
  let runNumber = 0;
  let lastBeat = 0;

  const open = async (made: Promise<Frame | null>): Promise<Frame | null> => {
    const opened = await made;
    if (!opened) {
      frame = null;
      return null;
    }
    opened.port.addEventListener('message', ({ data }) => receive(opened, data));
    opened.port.start();
    lastBeat = performance.now();
    return opened;
  };
  const ready = (): Promise<Frame | null> => (frame ??= open(makeFrame()));
  const send = (to: Frame, message: ToFrame): void => to.port.postMessage(message);
  const drop = (): void => {
    void frame?.then((opened) => opened?.remove());
    frame = null;
  };
  const finish = (run: ActiveRun, outcome: RunOutcome): void => {
    if (active !== run) return;
    active = null;
    run.resolve(outcome);
  };
  const breakOff = (cause: BrokenCause): void => {
    drop();
    if (active) finish(active, { kind: 'broken', cause });
    void ready();
  };

  const receive = (from: Frame, data: unknown): void => {
    const parsed = fromFrame.safeParse(data);
    if (!parsed.success) {
      if (active && (active.invalid += 1) >= BORDER_LIMITS.invalidMessages) breakOff('invalid-messages');
      return;
    }
    const message = parsed.data;
    if (message.kind === 'beat') lastBeat = performance.now();
    else if (message.kind === 'no-worker') breakOffWithoutWorker();
    else if (message.kind === 'prepared') performance.measure('worker', { start: 0, duration: message.milliseconds });
    else if (message.runNumber === active?.runNumber) handle(active, from, message);
  };
  const breakOffWithoutWorker = (): void => {
    if (active) finish(active, { kind: 'broken', cause: 'no-worker' });
  };
  const handle = (run: ActiveRun, from: Frame, message: Extract<FromFrame, { runNumber: number }>): void => {
    switch (message.kind) {
      case 'output':
        return run.listener.output(message.items);
      case 'request': {
        const { id } = message;
        void run.listener.answer(message.request).then((reply) => {
          // No reply to a run that is over: what was asked for may have been done all the same.
          if (active === run) send(from, { kind: 'reply', runNumber: run.runNumber, id, reply });
        });
        return;
      }
      case 'ended':
        return finish(run, message.end);
      case 'ended-by-frame':
        return finish(
          run,
          message.cause === 'stopped' ? { kind: 'stopped' } : { kind: 'broken', cause: message.cause },
        );
    }
  };

  // A page in the background has its timers slowed down, and so has the frame: no beat means nothing there.
  const watch = setInterval(() => {
    if (!active || document.visibilityState !== 'visible') lastBeat = performance.now();
    else if (performance.now() - lastBeat > BEAT_DEADLINE) breakOff('frame-died');
  }, 500);

  frame = open(firstFrame);

  return {
    run(order, listener) {
      const { promise: outcome, resolve } = withResolvers<RunOutcome>();
      runNumber += 1;
      const run: ActiveRun = { runNumber, listener, resolve, invalid: 0 };
      if (active) finish(active, { kind: 'stopped' });
      active = run;
      lastBeat = performance.now();
      void ready().then((opened) => {
        if (active !== run) return;
        if (opened) send(opened, { kind: 'run', runNumber: run.runNumber, order });
        else finish(run, { kind: 'broken', cause: 'no-frame' });
      });
      const stop = (): void => {
        if (active !== run) return;
        void frame?.then((opened) => opened && send(opened, { kind: 'stop', runNumber: run.runNumber }));
        setTimeout(() => {
          if (active !== run) return;
          drop();
          finish(run, { kind: 'stopped' });
          void ready();
        }, STOP_DEADLINE);
      };
      return { outcome, stop };
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
