/** The world's storage port as a cell reaches it: each call is a message to the page and back. Rules X7, X11, X15. */
import {
  ExpectedVersionConflictError,
  InvalidInputError,
  StreamTombstonedError,
  type ExpectedStreamVersion,
} from '#eventsourcing';
import { LabError, type LabErrorCode, type LabStorage } from '#lab';
import { BORDER_LIMITS } from '../border-limits.ts';
import type { EffectReply, EffectRequest } from '../protocol.ts';

type Call = {
  readonly id: number;
  readonly request: EffectRequest;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Made where the call was made: an error that comes back in the reply has no place of its own. */
  readonly origin: Error;
  reply: EffectReply | null;
};

/** A subscription that waits at the end of the log, as it has seen it. */
type Waiter = Readonly<{ position: number; resolve: () => void; reject: (error: unknown) => void; origin: Error }>;

/** The calls of one run. */
export type Client = Readonly<{
  storage: LabStorage;
  /** Calls that wait for their reply. Those that wait for events are none: nobody knows whether there will be any. */
  readonly pending: number;
  /** True while something waits for events that are not there yet. */
  readonly isListening: boolean;
  /** Milliseconds that the page worked on what it replied last. */
  readonly took: number;
  /** Takes a reply that the frame passed on. */
  take(id: number, reply: EffectReply): void;
}>;

export type ClientEnvironment = Readonly<{
  send(id: number, request: EffectRequest): void;
  /** Throws while ports are closed. */
  assertOpen(): void;
  /** Virtual time. */
  now(): number;
  nextTask(): Promise<void>;
  /** Called after a reply was handed on. */
  onReply(): void;
}>;

/**
 * Calls go out in order, a limited number at a time; replies are handed on in the same order, each in a task of its own. All that wait
 * for events share one request beside those, and its reply is handed on when it comes.
 */
export function createClient({ send, assertOpen, now, nextTask, onReply }: ClientEnvironment): Client {
  const sent: Call[] = [];
  const queued: Call[] = [];
  let lastId = 0;
  let took = 0;
  let isDelivering = false;
  let waiters: Waiter[] = [];
  /** The request that waits for events, and the reply that is to be handed on. */
  let wait: { readonly position: number; reply: EffectReply | null } | null = null;

  const call = <Result>(request: EffectRequest): Promise<Result> => {
    assertOpen();
    return new Promise<Result>((resolve, reject) => {
      lastId += 1;
      queued.push({
        id: lastId,
        request,
        resolve: resolve as (value: unknown) => void,
        reject,
        origin: new Error('asked here'),
        reply: null,
      });
      sendQueued();
    });
  };
  const sendQueued = (): void => {
    while (queued.length > 0 && sent.length < BORDER_LIMITS.requestsInFlight) {
      const next = queued.shift()!;
      sent.push(next);
      send(next.id, next.request);
    }
  };
  // Were two handed on in one task, what follows them would interleave by chance.
  const deliver = async (): Promise<void> => {
    if (isDelivering) return;
    isDelivering = true;
    for (;;) {
      if (wait?.reply) endWait(wait.position, wait.reply);
      else if (sent[0]?.reply) {
        took = sent[0].reply.took ?? 0;
        settle(sent.shift()!);
      } else break;
      await nextTask();
      sendQueued();
      onReply();
    }
    isDelivering = false;
  };
  const waitBehind = (position: number): Promise<void> => {
    assertOpen();
    return new Promise((resolve, reject) => {
      // Who waits has seen the log's end: behind an earlier one there is something by now.
      if (wait && position < wait.position) return resolve();
      waiters.push({ position, resolve, reject, origin: new Error('asked here') });
      sendWait();
    });
  };
  const sendWait = (): void => {
    if (wait || waiters.length === 0) return;
    const position = Math.min(...waiters.map((waiter) => waiter.position));
    wait = { position, reply: null };
    send(BORDER_LIMITS.waitingRequest, { kind: 'whenBehind', position });
  };
  const endWait = (position: number, reply: EffectReply): void => {
    wait = null;
    const told = waiters.filter((waiter) => !reply.ok || waiter.position === position);
    waiters = waiters.filter((waiter) => !told.includes(waiter));
    for (const { resolve, reject, origin } of told) {
      if (reply.ok) resolve();
      else reject(revived(reply, origin));
    }
    sendWait();
  };

  return {
    storage: {
      transact: async (operations) => call({ kind: 'transact', operations: [...operations] as never, time: now() }),
      readStream: async (query) =>
        call({
          kind: 'readStream',
          query: {
            ...query,
            to: wholeNumber(query.to),
            from: wholeNumber(query.from),
            wanted: wholeNumber(query.wanted),
          },
        }),
      readAll: async ({ after, wanted }) => call({ kind: 'readAll', query: { after, wanted: wholeNumber(wanted) } }),
      readRow: async (table, id) => call({ kind: 'readRow', table, id }),
      readRows: async (query) => call({ kind: 'readRows', query }),
      whenBehind: async (position) => waitBehind(position),
      findText: async (text) => call({ kind: 'findText', text }),
    },
    get took() {
      return took;
    },
    get pending() {
      return sent.length + queued.length + (wait?.reply ? 1 : 0);
    },
    get isListening() {
      return wait !== null;
    },
    take(id, reply) {
      const waiting = id === BORDER_LIMITS.waitingRequest ? wait : sent.find((one) => one.id === id);
      if (!waiting) return;
      waiting.reply = reply;
      void deliver();
    },
  };
}

/** Infinity means "to the end"; over the border it is the largest whole number. */
const wholeNumber = (value: number): number => Math.min(value, Number.MAX_SAFE_INTEGER);

function settle({ reply, resolve, reject, origin }: Call): void {
  if (reply!.ok) resolve(reply!.value);
  else reject(revived(reply!, origin));
}

/** The error of a reply, with the place where it was asked for. */
function revived({ error: told }: Extract<EffectReply, { ok: false }>, origin: Error): Error {
  const error = reviveError(told);
  error.stack = `${error.name}: ${error.message}\n${origin.stack}`;
  return error;
}

/** An error that crossed the border, as an instance of its class again. */
function reviveError({ code, message, data }: Extract<EffectReply, { ok: false }>['error']): Error {
  switch (code) {
    case 'expected-version-conflict': {
      const { streamName, expected, actual } = data as {
        streamName: string;
        expected: ExpectedStreamVersion;
        actual: number;
      };
      return new ExpectedVersionConflictError(streamName, expected, actual);
    }
    case 'stream-tombstoned':
      return new StreamTombstonedError((data as StreamTombstonedError['data']).streamName);
    case 'invalid-input': {
      const { field, found, expected, limit } = data as InvalidInputError['data'];
      return new InvalidInputError(field, found, expected, limit);
    }
    default:
      return new LabError(code as LabErrorCode, data as Record<string, string | number>, message);
  }
}
