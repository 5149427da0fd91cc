/** Says what a decider does in its own words: given events, when a command, then events. Rules: SPEC.md, DE4-DE7. */
import type { Decider } from './decider.ts';
import { InvalidInputError } from './errors.ts';
import type { Command, Event } from './event.ts';
import { describeValue } from './input.ts';
import { toJsonText } from './json-text.ts';

type ErrorKind = abstract new (...args: never[]) => Error;

/** What can be claimed about a command. Each claim throws SpecificationError when it does not hold. */
export type Claims<E extends Event> = Readonly<{
  /** These events come out, in this order, with these types, data and metadata. */
  then(expected: E | readonly E[]): void;
  /** The command is allowed, and no event comes out. */
  thenNothingHappened(): void;
  /** An error is thrown: of this class where one is given, and one for which `check` is true. */
  thenThrows(kind?: ErrorKind, check?: (error: Error) => boolean): void;
}>;

/** A claim about a decider that does not hold; its message shows what was expected and what came out. */
export class SpecificationError extends Error {
  override readonly name = 'SpecificationError';
  /** What was claimed: events as JSON, or the class of an error. */
  readonly expected: string;
  /** What came out, in the same words. */
  readonly actual: string;

  constructor(expected: string, actual: string, options?: ErrorOptions) {
    super(`Expected: ${expected}\nActual: ${actual}`, options);
    this.expected = expected;
    this.actual = actual;
  }
}

/**
 * A specification of `decider`, which needs no store: `specification(account)([deposited]).when(withdraw).then([withdrawn])`.
 * What is given and expected must be plain JSON, as in a store: InvalidInputError says where it is not.
 */
export function specification<State, C extends Command, E extends Event>(decider: Decider<State, C, E>) {
  return (given: E | readonly E[]) => ({
    when(command: C): Claims<E> {
      const outcome = (): Outcome<E> => {
        const state = toList(given).reduce((before, event) => decider.evolve(before, event), decider.initialState());
        try {
          return { events: decider.decide(command, state) };
        } catch (error) {
          return { error };
        }
      };
      return {
        // oxlint-disable-next-line unicorn/no-thenable -- given, when, then: the words of everyone who writes such a test.
        then: (expected) => assertEvents(outcome(), toList(expected)),
        thenNothingHappened: () => assertEvents(outcome(), []),
        thenThrows: (kind, check) => assertThrown(outcome(), kind, check),
      };
    },
  });
}

/** `events` as `decide` gave them, or what it threw. */
type Outcome<E extends Event> = Readonly<{ events: readonly E[] } | { error: unknown }>;

const toList = <E extends Event>(events: E | readonly E[]): readonly E[] =>
  Array.isArray(events) ? (events as readonly E[]) : [events as E];

function assertEvents(outcome: Outcome<Event>, expected: readonly Event[]): void {
  const wanted = eventsText(expected, 'expected');
  if ('error' in outcome) throw new SpecificationError(wanted, errorText(outcome.error), { cause: outcome.error });
  const found = eventsText(outcome.events, 'decide()');
  if (found !== wanted) throw new SpecificationError(wanted, found);
}

function assertThrown(outcome: Outcome<Event>, kind?: ErrorKind, check?: (error: Error) => boolean): void {
  const wanted = kind?.name ?? 'Error';
  if ('events' in outcome) throw new SpecificationError(wanted, eventsText(outcome.events, 'decide()'));
  const { error } = outcome;
  const isKind = kind === undefined || error instanceof kind;
  if (isKind && (check === undefined || check(error as Error))) return;
  throw new SpecificationError(check && isKind ? `${wanted}, ${String(check)}` : wanted, errorText(error), {
    cause: error,
  });
}

const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Events as readable JSON, the same for events that a store would not tell apart. */
function eventsText(events: readonly Event[], field: string): string {
  if (!Array.isArray(events)) throw new InvalidInputError(field, describeValue(events), 'event-list');
  const stored = Array.from(events, (event: Event | null | undefined, index) => {
    if (!event) throw new InvalidInputError(`${field}[${index}]`, describeValue(event), 'event');
    const { type, data = {}, metadata } = event;
    return { type, data, metadata };
  });
  return JSON.stringify(inOrder(JSON.parse(toJsonText(stored, field)) as unknown), null, 2);
}

/** The same value with the properties of data and metadata by name: in which order they were written says nothing. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const { type, ...rest } = value as Record<string, unknown>;
  const sorted = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const properties = sorted.map(([name, property]) => [name, inOrder(property)] as const);
  return Object.fromEntries(type === undefined ? properties : [['type', inOrder(type)] as const, ...properties]);
}
