/** One run's worker seen from the frame: passes its messages on within limits, and ends it when it goes beyond them. Rules X13, X15. */
import { BORDER_LIMITS } from '../border-limits.ts';
import type { EffectReply, FrameCause, FromFrame, OutputItem, ToWorker, WorkerMessage } from '../protocol.ts';
import { createOutputValve } from './output-valve.ts';

const PING_INTERVAL = 500;
/** A worker that has not answered for this long is ended. */
const PONG_DEADLINE = 5_000;

export type Relay = Readonly<{
  runNumber: number;
  reply(id: number, reply: EffectReply): void;
  /** Ends the worker, whatever it does. */
  end(cause: FrameCause): void;
}>;

/** Relays between `worker` and the page until the run ends; `onRest` is called when it begins to listen, and when it has ended. */
export function openRelay(
  worker: Worker,
  runNumber: number,
  tellPage: (message: FromFrame) => void,
  onRest: () => void,
): Relay {
  const output = createOutputValve((items) => tellPage({ kind: 'output', runNumber, items }));
  let held = 0;
  let isWaitHeld = false;
  let isPinged = false;
  let isListening = false;
  let messages = 0;
  let lastPong = performance.now();
  let hasEnded = false;
  let loop: Extract<FromFrame, { kind: 'ended-by-frame' }>['place'];

  const close = (last: FromFrame): void => {
    if (hasEnded) return;
    hasEnded = true;
    clearInterval(pings);
    worker.terminate();
    output.flush();
    tellPage(last);
    onRest();
  };
  const end = (cause: FrameCause): void =>
    close({ kind: 'ended-by-frame', runNumber, cause, ...(cause === 'unresponsive' && loop && { place: loop }) });

  /** Takes a request in, unless there are too many. By its number: what it asks for is the page's to read. */
  const hold = (id: unknown): boolean => {
    if (id !== BORDER_LIMITS.waitingRequest) return (held += 1) <= BORDER_LIMITS.requestsHeld;
    if (isWaitHeld) return false;
    isWaitHeld = true;
    return true;
  };

  let tests = 0;
  let faults = 0;
  const pass = (items: readonly OutputItem[]): void => {
    const tried = items.filter((item) => item?.kind === 'test');
    output.push(items.filter((item) => item?.kind !== 'test'));
    // What it strikes is asked next, and is to be heard next.
    if (items.some((item) => item?.kind === 'fault') && (faults += 1) <= BORDER_LIMITS.faults) output.flush();
    if (tried.length === 0 || tests >= BORDER_LIMITS.tests) return;
    tests += 1;
    // The next check has another world: what it asks must not be heard before this one is over. And it is heard however much has been shown.
    output.flush();
    tellPage({ kind: 'output', runNumber, items: tried.slice(0, BORDER_LIMITS.batchItems) });
  };

  const pings = setInterval(() => {
    if (performance.now() - lastPong > PONG_DEADLINE) end('unresponsive');
    else worker.postMessage({ kind: 'ping' } satisfies ToWorker);
    isPinged = true;
  }, PING_INTERVAL);

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage | null>) => {
    if (hasEnded) return;
    // Whoever listens answers pings for hours.
    if (data?.kind !== 'pong' || !isPinged) messages += 1;
    if (messages > BORDER_LIMITS.messages) return end('too-many-messages');
    // A learner's code may have sent this itself, in any shape.
    switch (data?.kind) {
      case 'pong':
        isPinged = false;
        lastPong = performance.now();
        loop = undefined;
        return;
      case 'looping':
        loop = data.place;
        return;
      case 'output':
        return Array.isArray(data.items) ? pass(data.items) : undefined;
      case 'request':
        if (!hold(data.id)) return end('too-many-requests');
        return tellPage({ kind: 'request', runNumber, id: data.id, request: data.request });
      case 'listening':
        if (isListening) return;
        isListening = true;
        output.flush();
        onRest();
        return tellPage({ kind: 'listening', runNumber, time: data.time });
      case 'ended':
        return close({ kind: 'ended', runNumber, end: data.end });
      default:
    }
  });

  return {
    runNumber,
    reply(id, reply) {
      if (id === BORDER_LIMITS.waitingRequest) isWaitHeld = false;
      else held -= 1;
      if (!hasEnded) worker.postMessage({ kind: 'reply', id, reply } satisfies ToWorker);
    },
    end,
  };
}
