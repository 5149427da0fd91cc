/** What a run shows: values beside lines, console, display. Collected here, sent in batches. Rules X14, X15. */
import type { Happened, Matrix, Plot } from '#lab';
import { BORDER_LIMITS } from '../border-limits.ts';
import type { OutputItem } from '../protocol.ts';
import { encodeValue } from './encode-value.ts';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
const VALUES_PER_LOG = 50;
const MOST_COLUMNS = 50;
/** Of a run that has shown as much, long values are cut short, so that it can go on showing. */
const MUCH = BORDER_LIMITS.outputCharacters / 2;
const WORDS = 1_000;

export type Output = Readonly<{
  value(file: string, line: number, value: unknown): void;
  display(value: unknown): void;
  /** At once: it is told before what it strikes is asked. */
  struck(fault: Happened): void;
  draw(picture: Plot | Matrix): void;
  /** What became of a test, however much has been shown. */
  tested(item: Extract<OutputItem, { kind: 'test' }>): void;
  progress(name: string, done: number, of: number): void;
  exported(name: string, value: unknown): void;
  console: Readonly<
    Record<(typeof LEVELS)[number], (...values: unknown[]) => void> & {
      table(value: unknown, columns?: readonly string[]): void;
    }
  >;
  /** Sends what waits. */
  flush(): void;
}>;

/** Output that goes out by `send`, and only while `isOpen`. */
export function createOutput(
  send: (items: OutputItem[]) => void,
  isOpen: () => boolean,
  later: (work: () => void, milliseconds: number) => void,
): Output {
  let waiting: OutputItem[] = [];
  let characters = 0;
  let lines = 0;
  let total = 0;
  let isScheduled = false;
  let isFirst = true;

  const flush = (): void => {
    if (waiting.length > 0) send(waiting);
    waiting = [];
    characters = 0;
  };
  const push = (make: () => OutputItem): void => {
    if (!isOpen() || lines > BORDER_LIMITS.outputLines || total > BORDER_LIMITS.outputCharacters) return;
    lines += 1;
    const isOver = lines > BORDER_LIMITS.outputLines;
    const item = isOver ? ({ kind: 'cut' } as const) : make();
    const size = sizeOf(item);
    characters += size;
    total += size;
    waiting.push(total > BORDER_LIMITS.outputCharacters ? { kind: 'cut' } : item);
    // The first line goes at once; a busy run never reaches its timer, so full batches go at once too.
    const isFull = characters >= BORDER_LIMITS.batchCharacters || waiting.length >= BORDER_LIMITS.batchItems;
    if (isFirst || isOver || isFull) flush();
    isFirst = false;
    if (isScheduled || waiting.length === 0) return;
    isScheduled = true;
    later(() => {
      isScheduled = false;
      flush();
    }, BORDER_LIMITS.batchInterval);
  };
  let tests = 0;
  let faults = 0;
  const tested: Output['tested'] = (item) => {
    flush();
    tests += 1;
    if (tests <= BORDER_LIMITS.tests) send([item]);
  };
  /** A value that would take up much of what a run may show is cut short as well. */
  const encode = (value: unknown): string => {
    const text = encodeValue(value, total > MUCH);
    return text.length > MUCH ? encodeValue(value, true) : text;
  };
  const logAt =
    (level: (typeof LEVELS)[number]) =>
    (...values: unknown[]) =>
      push(() => ({ kind: 'log', level, values: values.slice(0, VALUES_PER_LOG).map(encode) }));

  return {
    value(file, line, value) {
      if (value !== undefined) push(() => ({ kind: 'value', file, line, value: encode(value) }));
    },
    progress: (name, done, of) => push(() => ({ kind: 'progress', name, done, of })),
    draw: (picture) => push(() => ({ kind: 'picture', value: JSON.stringify(picture) })),
    struck({ fault, what }) {
      push(() => ({ kind: 'fault', fault, what: what.slice(0, WORDS) }));
      faults += 1;
      if (faults <= BORDER_LIMITS.faults) flush();
    },
    tested,
    exported: (name, value) => push(() => ({ kind: 'export', name, value: encodeValue(value, true) })),
    display: (value) => push(() => ({ kind: 'display', value: encode(value) })),
    console: {
      log: logAt('log'),
      info: logAt('info'),
      warn: logAt('warn'),
      error: logAt('error'),
      debug: logAt('debug'),
      table: (value, columns) => push(() => ({ kind: 'table', value: encode(value), columns: namesIn(columns) })),
    },
    flush,
  };
}

/** Names of columns as the border takes them; null for all there are. */
const namesIn = (columns: unknown): string[] | null =>
  Array.isArray(columns) ? columns.slice(0, MOST_COLUMNS).map((name) => String(name).slice(0, 200)) : null;

const sizeOf = (item: OutputItem): number =>
  item.kind === 'log'
    ? item.values.reduce((sum, value) => sum + value.length, 0)
    : 'value' in item
      ? item.value.length
      : 0;
