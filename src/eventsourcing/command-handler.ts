/** Runs a command against a stream: load, fold, decide, append; on a conflict, what its author says. Rules: SPEC.md, CH. */
import type { Decider } from './decider.ts';
import { ExpectedVersionConflictError, InvalidInputError, isExpectedVersionConflictError } from './errors.ts';
import type { Command, Event, Recorded } from './event.ts';
import type { EventStore } from './event-store.ts';
import { assertPosition, describeValue } from './input.ts';
import { metadataOf } from './metadata-of-command.ts';

/** What to do when someone else appended between reading and appending. */
export type ConflictAnswer = 'append mine' | 'decide again' | 'give up';

export type CommandHandlerOptions<E extends Event = Event> = Readonly<{
  /** How often it is tried again after a conflict; 3 when left out. */
  retries?: number;
  /**
   * Asked after each conflict that can be tried again, with what was appended meanwhile and what was decided without knowing it.
   * `'append mine'` appends the same events behind the new ones, `'decide again'` (which it is when left out) starts from the
   * stream as it is now, `'give up'` throws the conflict.
   */
  onConflict?(newEvents: readonly Recorded<E>[], mine: readonly E[]): ConflictAnswer;
}>;

export type CommandResult<State, E extends Event> = Readonly<{
  newState: State;
  newEvents: readonly E[];
  nextExpectedStreamVersion: number;
  /** How often it was tried to append: 1 when nobody was in the way. */
  attempts: number;
}>;

/** What was decided, on which state, and at which version of the stream. */
type Decision<State, E extends Event> = Readonly<{ state: State; version: number; mine: readonly E[] }>;

/**
 * A function that handles commands with `decider`. Throws what `decide` throws (IllegalStateError: refused), and
 * ExpectedVersionConflictError when the retries are used up, when `onConflict` gives up, or when the stream is no longer at the
 * version the person saw.
 */
export function commandHandler<State, C extends Command, E extends Event>(
  decider: Decider<State, C, E>,
  options: CommandHandlerOptions<E> = {},
) {
  const { retries = 3 } = options;
  assertPosition('retries', retries, 0);
  if (options.onConflict !== undefined && typeof options.onConflict !== 'function') {
    throw new InvalidInputError('onConflict', describeValue(options.onConflict), 'function');
  }

  return async (
    eventStore: EventStore,
    streamName: string,
    command: C,
    { expectedStreamVersion: seen }: Readonly<{ expectedStreamVersion?: number }> = {},
  ): Promise<CommandResult<State, E>> => {
    if (seen !== undefined) assertPosition('expectedStreamVersion', seen, 0);
    const decideNow = async (): Promise<Decision<State, E>> => {
      const { state, currentStreamVersion } = await eventStore.aggregateStream<State, E>(streamName, decider);
      assertSeen(streamName, seen, currentStreamVersion);
      return { state, version: currentStreamVersion, mine: decider.decide(command, state) };
    };
    const decideAfter = async (conflict: unknown, { state, version, mine }: Decision<State, E>) => {
      if (!options.onConflict) return decideNow();
      const { events, currentStreamVersion } = await eventStore.readStream<E>(streamName, { from: version + 1 });
      const answer: unknown = options.onConflict(events, mine);
      if (answer === 'give up') throw conflict;
      if (answer === 'decide again') return decideNow();
      if (answer !== 'append mine') {
        throw new InvalidInputError('onConflict()', describeValue(answer), 'conflict-answer');
      }
      // The version of what was just shown, not of the stream as it may be by now: whoever comes next is asked about, too.
      return { state: folded(decider, events, state), version: currentStreamVersion, mine };
    };

    let decision = await decideNow();
    for (let attempts = 1; ; attempts += 1) {
      const { state, version, mine } = decision;
      const metadata = metadataOf(command);
      try {
        const appended = await eventStore.appendToStream(streamName, mine, {
          expectedStreamVersion: version,
          ...(metadata === undefined ? {} : { metadata }),
        });
        const { nextExpectedStreamVersion } = appended;
        return { newState: folded(decider, mine, state), newEvents: mine, nextExpectedStreamVersion, attempts };
      } catch (error) {
        const isFinal = seen !== undefined || attempts > retries;
        if (isFinal || !isExpectedVersionConflictError(error)) throw error;
        decision = await decideAfter(error, decision);
      }
    }
  };
}

const folded = <State, E extends Event>(
  decider: Decider<State, Command, E>,
  events: readonly E[],
  state: State,
): State => events.reduce((before, event) => decider.evolve(before, event), state);

/** The person decided on a version that is no longer the last: deciding again would not be what they asked for. */
function assertSeen(streamName: string, seen: number | undefined, current: number): void {
  if (seen !== undefined && seen !== current) throw new ExpectedVersionConflictError(streamName, seen, current);
}
