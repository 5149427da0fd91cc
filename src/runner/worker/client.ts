/** The world's storage port as a cell reaches it: each call is a message to the page and back. Rules X7, X11, X15. */
import { ExpectedVersionConflictError, InvalidInputError, type ExpectedStreamVersion } from '#eventsourcing';
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

/** The calls of one run. */
export type Client = Readonly<{
  storage: LabStorage;
  /** Calls that wait for their reply. */
  readonly pending: number;
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

/** Calls go out in order, a limited number at a time; replies are handed on in the same order, each in a task of its own. */
export function createClient({ send, assertOpen, now, nextTask, onReply }: ClientEnvironment): Client {
  const sent: Call[] = [];
  const queued: Call[] = [];
  let lastId = 0;
  let isDelivering = false;

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
    while (sent[0]?.reply) {
      settle(sent.shift()!);
      await nextTask();
      sendQueued();
      onReply();
    }
    isDelivering = false;
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
      readRows: async (table) => call({ kind: 'readRows', table }),
    },
    get pending() {
      return sent.length + queued.length;
    },
    take(id, reply) {
      const waiting = sent.find((one) => one.id === id);
      if (!waiting) return;
      waiting.reply = reply;
      void deliver();
    },
  };
}

/** Infinity means "to the end"; over the border it is the largest whole number. */
const wholeNumber = (value: number): number => Math.min(value, Number.MAX_SAFE_INTEGER);

function settle({ reply, resolve, reject, origin }: Call): void {
  if (reply!.ok) return resolve(reply!.value);
  const error = reviveError(reply!.error);
  error.stack = `${error.name}: ${error.message}\n${origin.stack}`;
  reject(error);
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
    case 'invalid-input': {
      const { field, found, expected, limit } = data as InvalidInputError['data'];
      return new InvalidInputError(field, found, expected, limit);
    }
    default:
      return new LabError(code as LabErrorCode, data as Record<string, string | number>, message);
  }
}
