/**
 * The border: every message between page, frame and worker, with its direction and its schema.
 * What comes from the worker is a stranger's; the page checks it on arrival and believes nothing but the port it came through.
 */
import * as z from 'zod/mini';
import { isKeptTable, isTableName, KEPT_KEYS, type FaultSetting } from '#lab';

// zod would otherwise try `new Function`, which the page's policy reports.
z.config({ jitless: true });

const MEBIBYTE = 1_048_576;
const count = z.int().check(z.nonnegative());
const positive = z.int().check(z.positive());
const words = (most: number) => z.string().check(z.maxLength(most));

const keyPart = z.union([words(200), z.number()]);
const key = z.union([keyPart, z.array(keyPart).check(z.minLength(1), z.maxLength(8))]);
// A learner's table, or one that a cell's lab keeps: what the page keeps in rows of its own is not a cell's to write.
const table = z.string().check(z.refine((name) => isTableName(name) || isKeptTable(name)));
const streamName = words(200);
const expectation = z.union([count, z.literal(['STREAM_EXISTS', 'STREAM_DOES_NOT_EXIST', 'NO_CONCURRENCY_CHECK'])]);

const MOST_EVENTS = 1_000;
const commit = z
  .strictObject({
    count: positive.check(z.maximum(MOST_EVENTS)),
    // Ids of 100 characters and a space.
    ids: words(MOST_EVENTS * 101),
    types: z.array(words(1_000)).check(z.minLength(1), z.maxLength(MOST_EVENTS)),
    text: words(4 * MEBIBYTE),
    recordedAt: words(40),
  })
  .check(z.refine(({ count: events, ids, types }) => types.length <= events && ids.split(' ').length === events));

const operation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('append'), streamName, expected: expectation, commit }),
  z.strictObject({
    kind: z.literal('cut'),
    streamName,
    expected: expectation,
    truncateBefore: positive,
    isTombstoned: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('put'), table, id: key, text: words(MEBIBYTE), expected: z.optional(count) }),
  z.strictObject({ kind: z.literal('update'), table, id: key, change: words(MEBIBYTE) }),
  z.strictObject({ kind: z.literal('delete'), table, id: key, expected: z.optional(count) }),
  // Nothing else than keys is taken out of the journal.
  z.strictObject({ kind: z.literal('erase'), table: z.literal(KEPT_KEYS), id: key }),
  z.strictObject({ kind: z.literal('expect-stream'), streamName, expected: expectation }),
  z.strictObject({ kind: z.literal('expect-row'), table, id: key, version: count }),
]);

/** What a cell asks of its world. Worker → frame → page. */
export const effectRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('transact'),
    operations: z.array(operation).check(z.minLength(1), z.maxLength(1_000)),
    /** Virtual time, milliseconds since 1970. */
    time: z.number(),
  }),
  z.strictObject({
    kind: z.literal('readStream'),
    query: z.strictObject({
      streamName,
      from: count,
      to: count,
      direction: z.literal(['forwards', 'backwards']),
      wanted: count,
    }),
  }),
  z.strictObject({ kind: z.literal('readAll'), query: z.strictObject({ after: count, wanted: count }) }),
  /** Answered when the log has an event behind this position: later, or never. */
  z.strictObject({ kind: z.literal('whenBehind'), position: count }),
  z.strictObject({ kind: z.literal('readRow'), table, id: key }),
  z.strictObject({
    kind: z.literal('readRows'),
    query: z.strictObject({
      table,
      property: z.optional(z.strictObject({ name: words(200), from: z.nullable(key), to: z.nullable(key) })),
      after: z.optional(z.strictObject({ value: z.optional(key), id: key })),
      wanted: count,
    }),
  }),
  z.strictObject({ kind: z.literal('findText'), text: words(1_000).check(z.minLength(1)) }),
]);
export type EffectRequest = z.infer<typeof effectRequest>;

/** A place in a cell; lines and columns start at 1. */
const place = z.strictObject({ file: words(200), line: positive, column: positive });

/** An error as it is told to the person. `code` chooses the message; `data` is what it needs. */
export const errorReport = z.strictObject({
  code: words(60),
  name: words(200),
  message: words(10_000),
  data: z.record(words(60), z.union([words(1_000), z.number()])),
  /** Where in the cells it came from, innermost first. */
  places: z.array(place).check(z.maxLength(20)),
});
export type ErrorReport = z.infer<typeof errorReport>;

/** A value, written by the worker's encoder and read by `readValue`. */
const encodedValue = words(MEBIBYTE);

/** One thing a run shows. Worker → frame → page, in batches. */
export const outputItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), file: words(200), line: positive, value: encodedValue }),
  z.strictObject({
    kind: z.literal('log'),
    level: z.literal(['log', 'info', 'warn', 'error', 'debug']),
    values: z.array(encodedValue).check(z.maxLength(50)),
  }),
  z.strictObject({ kind: z.literal('display'), value: encodedValue }),
  /** A table, with these columns where some are named. */
  z.strictObject({
    kind: z.literal('table'),
    value: encodedValue,
    columns: z.nullable(z.array(words(200)).check(z.maxLength(50))),
  }),
  /** Something that is to be drawn; `readPlot` and `readMatrix` read it. */
  z.strictObject({ kind: z.literal('picture'), value: encodedValue }),
  /** How far something long is; it takes the place of what was said of the same name before. */
  z.strictObject({ kind: z.literal('progress'), name: words(200), done: count, of: positive }),
  /** A fault that has happened, and to what; for the trace. */
  z.strictObject({ kind: z.literal('fault'), fault: words(60), what: words(1_000) }),
  /** A test has been tried: null where it holds, else what it threw, and what is told of that, by name. */
  z.strictObject({
    kind: z.literal('test'),
    name: words(200),
    broken: z.nullable(
      z.strictObject({
        error: errorReport,
        told: z.record(words(60), encodedValue),
        /** Of a law: how many values were tried until one broke it, and how often that was made smaller. */
        found: z.nullable(z.strictObject({ cases: positive, shrinks: count })),
      }),
    ),
  }),
  /** What the cell that was run exports under a name that somebody wants to know of. */
  z.strictObject({ kind: z.literal('export'), name: words(200), value: encodedValue }),
  /** There was more; it is not shown. */
  z.strictObject({ kind: z.literal('cut') }),
]);
export type OutputItem = z.infer<typeof outputItem>;

/** How a run came to its end. */
export const runEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), time: z.number() }),
  /** A rule of the domain said no: IllegalStateError reached the top. */
  z.strictObject({ kind: z.literal('refused'), time: z.number(), error: errorReport }),
  /** Someone appended first. */
  z.strictObject({ kind: z.literal('conflict'), time: z.number(), error: errorReport }),
  /** A fault had it crash. */
  z.strictObject({ kind: z.literal('crashed'), time: z.number(), error: errorReport }),
  z.strictObject({ kind: z.literal('failed'), time: z.number(), error: errorReport }),
]);
export type RunEnd = z.infer<typeof runEnd>;

/** What the worker says. Worker → frame. */
export type WorkerMessage =
  | { kind: 'hello' }
  | { kind: 'pong' }
  | { kind: 'output'; items: OutputItem[] }
  | { kind: 'request'; id: number; request: EffectRequest }
  /** Nothing is left to do but what events bring that come later; said once. */
  | { kind: 'listening'; time: number }
  /** Nothing else has a turn: the run goes round in the loop at this place. */
  | { kind: 'looping'; place: z.infer<typeof place> }
  | { kind: 'ended'; end: RunEnd };

/** One cell of a run, ready to be evaluated. */
export type RunCell = {
  file: string;
  text: string;
  shifts: readonly (readonly [number, number, number])[];
  /** For each import, the name of a library or the file of a cell. */
  modules: readonly string[];
};

/** What is to be run: the last cell, after the cells it imports. */
export type RunOrder = {
  cells: readonly RunCell[];
  /** The program of what is not at hand of the libraries, where one of the cells imports it. */
  part: string | null;
  /**
   * The program of 'test', where one of the cells imports it. `only` are the tests that are asked for: each begins anew, with the
   * cells evaluated afresh, in a world that is nobody's. Whoever hears that one has been tried has another world for the next.
   */
  claims: Readonly<{ program: string; only: readonly string[] | null }> | null;
  /** Names of exports of the cell that is run, whose values are to be told at its end. */
  wanted: readonly string[];
  /** For all chance in the run. */
  seed: number;
  /** What is to go wrong. */
  faults: readonly FaultSetting[];
  /** Virtual time at the start, milliseconds since 1970. */
  now: number;
};

/** The answer to a request: the value it asked for, or the error that the page's port threw. */
export type EffectReply = (
  | { ok: true; value: unknown }
  | { ok: false; error: { code: string; message: string; data: Record<string, unknown> } }
) & {
  /** Milliseconds that the page worked on it. */
  took?: number;
};

/** What the frame tells the worker. Frame → worker. */
export type ToWorker =
  /** Texts of cells that a run may name soon: to be loaded, not evaluated. */
  | { kind: 'prepare'; texts: readonly string[] }
  | { kind: 'run'; order: RunOrder }
  | { kind: 'reply'; id: number; reply: EffectReply }
  | { kind: 'ping' };

/** What the page tells the frame. Page → frame. */
export type ToFrame =
  /** For the worker that waits and for those after it. */
  | { kind: 'prepare'; texts: readonly string[] }
  | { kind: 'run'; runNumber: number; order: RunOrder }
  | { kind: 'reply'; runNumber: number; id: number; reply: EffectReply }
  | { kind: 'stop'; runNumber: number };

/** Why the frame ended a run by itself. */
const cause = z.literal(['stopped', 'unresponsive', 'too-many-messages', 'too-many-requests']);
export type FrameCause = z.infer<typeof cause>;

/** What the frame tells the page. Frame → page. */
export const fromFrame = z.discriminatedUnion('kind', [
  /** The next worker is ready: of which kind, and how long it took to start, in milliseconds. */
  z.strictObject({ kind: z.literal('prepared'), worker: z.literal(['data', 'blob']), milliseconds: z.number() }),
  /** No kind of worker starts here. */
  z.strictObject({ kind: z.literal('no-worker') }),
  /** The frame is alive; sent twice a second. */
  z.strictObject({ kind: z.literal('beat') }),
  z.strictObject({ kind: z.literal('output'), runNumber: count, items: z.array(outputItem) }),
  z.strictObject({ kind: z.literal('request'), runNumber: count, id: count, request: effectRequest }),
  z.strictObject({ kind: z.literal('listening'), runNumber: count, time: z.number() }),
  z.strictObject({ kind: z.literal('ended'), runNumber: count, end: runEnd }),
  z.strictObject({
    kind: z.literal('ended-by-frame'),
    runNumber: count,
    cause,
    /** The loop in which the run was last seen. */
    place: z.optional(place),
  }),
]);
export type FromFrame = z.infer<typeof fromFrame>;
