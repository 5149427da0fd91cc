/** Runs a command against a stream: load, fold, decide, append; on a conflict, again from the start. Rules: SPEC.md, CH. */
import type { Decider } from './decider.ts';
import { ExpectedVersionConflictError, isExpectedVersionConflictError } from './errors.ts';
import type { Command, Event } from './event.ts';
import type { EventStore } from './event-store.ts';
import { assertPosition } from './input.ts';

export type CommandHandlerOptions = Readonly<{
  /** How often a command is decided again after a conflict; 3 when left out. */
  retries?: number;
}>;

export type CommandResult<State, E extends Event> = Readonly<{
  newState: State;
  newEvents: readonly E[];
  nextExpectedStreamVersion: number;
  /** How often the command was decided: 1 when nobody was in the way. */
  attempts: number;
}>;

/**
 * A function that handles commands with `decider`. Throws what `decide` throws (IllegalStateError: refused), and
 * ExpectedVersionConflictError when the retries are used up, or when the stream is no longer at the version the person saw.
 */
export function commandHandler<State, C extends Command, E extends Event>(
  decider: Decider<State, C, E>,
  { retries = 3 }: CommandHandlerOptions = {},
) {
  assertPosition('retries', retries, 0);

  return async (
    eventStore: EventStore,
    streamName: string,
    command: C,
    options: Readonly<{ expectedStreamVersion?: number }> = {},
  ): Promise<CommandResult<State, E>> => {
    const seen = options.expectedStreamVersion;
    if (seen !== undefined) assertPosition('expectedStreamVersion', seen, 0);
    for (let attempts = 1; ; attempts += 1) {
      try {
        const { state, currentStreamVersion } = await eventStore.aggregateStream<State, E>(streamName, decider);
        assertSeen(streamName, seen, currentStreamVersion);
        const newEvents = decider.decide(command, state);
        const { nextExpectedStreamVersion } = await eventStore.appendToStream(streamName, newEvents, {
          expectedStreamVersion: currentStreamVersion,
        });
        const newState = newEvents.reduce((before, event) => decider.evolve(before, event), state);
        return { newState, newEvents, nextExpectedStreamVersion, attempts };
      } catch (error) {
        const isFinal = seen !== undefined || attempts > retries;
        if (isFinal || !isExpectedVersionConflictError(error)) throw error;
      }
    }
  };
}

/** The person decided on a version that is no longer the last: deciding again would not be what they asked for. */
function assertSeen(streamName: string, seen: number | undefined, current: number): void {
  if (seen !== undefined && seen !== current) throw new ExpectedVersionConflictError(streamName, seen, current);
}
