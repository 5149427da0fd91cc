/** What every cell can use without importing it: the language, a console, timers. Read by tsc and by the editor. */

interface Console {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  /** A row for each entry, a column for each property: these and no others, where some are named. */
  table(value: unknown, columns?: readonly string[]): void;
}

/** Shows values below the cell. */
declare const console: Console;

/** Calls `work` after `delay` milliseconds of the lab's time. */
declare function setTimeout<Values extends unknown[]>(work: (...values: Values) => void, delay?: number, ...values: Values): number;
declare function clearTimeout(id: number | undefined): void;
/** Calls `work` every `delay` milliseconds of the lab's time. */
declare function setInterval<Values extends unknown[]>(work: (...values: Values) => void, delay?: number, ...values: Values): number;
declare function clearInterval(id: number | undefined): void;
declare function queueMicrotask(work: () => void): void;
declare function structuredClone<Value>(value: Value): Value;

/** Real time, for measuring. */
declare const performance: { now(): number };

/** Chance that repeats: the same at each run of this cell from the same world. */
declare const crypto: {
  randomUUID(): string;
  getRandomValues<Values extends Uint8Array | Uint16Array | Uint32Array>(values: Values): Values;
};
