/** An error as it is told to the person: a code that chooses the message, and where in the cells it came from. */
import type { ErrorCode } from '#errors';
import { isExpectedVersionConflictError, isIllegalStateError } from '#eventsourcing';
import type { Place } from '../cell-error.ts';
import { originalColumn, type Shift } from '../compiled-cell.ts';
import type { ErrorReport, RunEnd } from '../protocol.ts';
import { encodeBriefly } from './encode-value.ts';

/** What a run knows of places: its cells by the address they were imported from, and where a value that is no Error was thrown. */
export type Whereabouts = Readonly<{
  cells: ReadonlyMap<string, Readonly<{ file: string; shifts: readonly Shift[] }>>;
  placesOf(value: unknown): readonly Place[];
}>;

const PLACES = 20;
const STACK_PLACE = /(blob:[^\s()]+?):(\d+):(\d+)/g;

/** How a run ends that threw `error` at its top. Rule X23. */
export function endOfThrown(error: unknown, time: number, whereabouts: Whereabouts): RunEnd {
  const report = reportError(error, whereabouts);
  if (isIllegalStateError(error)) return { kind: 'refused', time, error: report };
  if (report.code === 'crashed') return { kind: 'crashed', time, error: report };
  const isConflict = isExpectedVersionConflictError(error) || report.code === 'row-conflict';
  return { kind: isConflict ? 'conflict' : 'failed', time, error: report };
}

/** Writes an error down. Nothing of it is believed: it may be anything that can be thrown. */
export function reportError(error: unknown, { cells, placesOf }: Whereabouts): ErrorReport {
  if (!(error instanceof Error)) {
    return {
      code: 'thrown-value' satisfies ErrorCode<'run'>,
      name: '',
      message: '',
      data: { value: encodeBriefly(error) },
      places: [...placesOf(error)],
    };
  }
  const message = textOf(error, 'message').slice(0, 10_000);
  return {
    code: codeOf(error, message),
    name: textOf(error, 'name').slice(0, 200),
    message,
    data: dataOf(error),
    places: placesIn(textOf(error, 'stack'), cells),
  };
}

function codeOf(error: Error, message: string): string {
  const code = property(error, 'code');
  if (typeof code === 'string' && code.length <= 60) return code;
  return codeOfNative(error, message);
}

/** The code of an error that has none. */
function codeOfNative(error: Error, message: string): ErrorCode<'run'> {
  if (error instanceof RangeError && /call stack|recursion/i.test(message)) return 'stack-overflow';
  if (error instanceof EvalError) return 'eval-blocked';
  return 'thrown-error';
}

function dataOf(error: Error): ErrorReport['data'] {
  const told = toldOf(error);
  if (told) return { actual: encodeBriefly(told['actual']), expected: encodeBriefly(told['expected']) };
  const data = property(error, 'data');
  if (typeof data !== 'object' || data === null) return {};
  const entries = Object.entries(data)
    .filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1]))
    .map(([name, value]) => [name.slice(0, 60), typeof value === 'string' ? value.slice(0, 1_000) : value]);
  return Object.fromEntries(entries) as ErrorReport['data'];
}

/** What an expectation that is not met tells, by name; null for any other error. */
export function toldOf(error: unknown): Readonly<Record<string, unknown>> | null {
  if (!(error instanceof Error) || property(error, 'code') !== 'expectation-failed') return null;
  const told = property(error, 'told');
  return typeof told === 'object' ? (told as Record<string, unknown> | null) : null;
}

/** The places in cells that a stack names, innermost first, each once. Chromium, Firefox and Safari all write address:line:column. */
function placesIn(stack: string, cells: Whereabouts['cells']): ErrorReport['places'] {
  const places: ErrorReport['places'] = [];
  for (const [, url, line, column] of stack.slice(0, 20_000).matchAll(STACK_PLACE)) {
    const cell = cells.get(url!);
    if (!cell || places.length >= PLACES) continue;
    const place = {
      file: cell.file,
      line: Number(line),
      column: originalColumn(cell.shifts, Number(line), Number(column)),
    };
    const isKnown = places.some((one) => one.file === place.file && one.line === place.line);
    if (!isKnown) places.push(place);
  }
  return places;
}

function property(error: Error, name: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function textOf(error: Error, name: string): string {
  const value = property(error, name);
  return typeof value === 'string' ? value : '';
}
