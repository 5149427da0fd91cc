/** Checks of what callers hand in; each failure names the field, what was found and what was expected. */
import { InvalidInputError } from './errors.ts';
import { LIMITS } from './limits.ts';

/** A value in a few words of the programming language, for an error message in any other. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return `array (${value.length})`;
  if (typeof value === 'object' && value !== null) return 'object';
  return String(value);
}

// Control characters and halves of surrogate pairs: legal as keys, and a trap in every log and terminal they reach.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** The name of a stream or of something like it is 1 to 200 printable characters, without spaces at its ends. */
export function assertName(field: string, name: unknown): asserts name is string {
  const isName =
    typeof name === 'string' &&
    name.length > 0 &&
    name.length <= LIMITS.streamNameCharacters &&
    name.trim() === name &&
    !UNPRINTABLE.test(name);
  if (!isName) throw new InvalidInputError(field, describeValue(name), 'stream-name', LIMITS.streamNameCharacters);
}

export function assertStreamName(streamName: unknown): asserts streamName is string {
  assertName('streamName', streamName);
}

/** The ids that events of one append came with: each 1 to 200 printable characters without spaces, none twice. */
export function assertEventIds(ids: readonly unknown[]): void {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue;
    const most = LIMITS.eventIdCharacters;
    const isId = typeof id === 'string' && id !== '' && id.length <= most && !/\s/.test(id) && !UNPRINTABLE.test(id);
    if (!isId || seen.has(id)) {
      throw new InvalidInputError(`events[${index}].eventId`, describeValue(id), 'event-id', most);
    }
    seen.add(id);
  }
}

/** A position is a whole number from `lowest`. */
export function assertPosition(field: string, value: unknown, lowest: number): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= lowest) return;
  throw new InvalidInputError(field, describeValue(value), 'whole-number', lowest);
}

/** A place in the log to begin behind: a position, or one of two words. */
export function assertSubscriptionStart(value: unknown): asserts value is number | 'BEGINNING' | 'END' {
  if (value === 'BEGINNING' || value === 'END') return;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return;
  throw new InvalidInputError('after', describeValue(value), 'subscription-start', 0);
}

/** A count is a whole number from 1. */
export function assertCount(field: string, value: unknown): void {
  assertPosition(field, value, 1);
}
