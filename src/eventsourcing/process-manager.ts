/** Turns events into commands, with a stream of its own that remembers what it has heard. Rules: SPEC.md, PM. */
import type { Fold } from './decider.ts';
import { InvalidInputError, isExpectedVersionConflictError } from './errors.ts';
import type { Command, Event, Metadata, Recorded } from './event.ts';
import type { EventStore } from './event-store.ts';
import { assertPosition, describeValue } from './input.ts';
import { foldOfProcess, isReserved, type ProcessEvent } from './process-stream.ts';

/** A decider over the events it hears. `evolve` is given those, as they were heard, and the events of its own, in their order. */
export interface ProcessManager<State, Heard extends Event, C extends Command, Own extends Event = never> extends Fold<
  State,
  Heard | Own
> {
  /** What is to be done about an event: commands to send, events of its own to record, both, or nothing. Pure. */
  decide(event: Recorded<Heard>, state: State): Readonly<{ commands?: readonly C[]; events?: readonly Own[] }>;
}

export type ProcessResult<State, C extends Command, Own extends Event> = Readonly<{
  newState: State;
  /** The commands to send; for an event that was heard before, those that it led to then. */
  commands: readonly C[];
  newEvents: readonly Own[];
  nextExpectedStreamVersion: number;
  /** How often it was tried to append: 1 when nobody was in the way. */
  attempts: number;
  /** True when this very event was heard before and nothing was written. */
  deduplicated: boolean;
}>;

/**
 * A function that hears events for `manager`; `streamName` is the process's own stream, e.g. `shipping-7dd8`. The event and what it
 * leads to are recorded in one append, and then the commands are there to be sent. Throws what `decide` throws, and
 * ExpectedVersionConflictError when the retries are used up.
 */
export function processManager<State, Heard extends Event, C extends Command, Own extends Event = never>(
  manager: ProcessManager<State, Heard, C, Own>,
  { retries = 3 }: Readonly<{ retries?: number }> = {},
) {
  assertPosition('retries', retries, 0);

  const hear = async (eventStore: EventStore, streamName: string, event: Recorded<Heard>) => {
    const fold = foldOfProcess<State, Heard, C, Own>(manager, event.eventId);
    const process = await eventStore.aggregateStream(streamName, fold);
    const { currentStreamVersion } = process;
    const { state, wasHeard, commands } = process.state;
    if (wasHeard) {
      const nothing = { newEvents: [], nextExpectedStreamVersion: currentStreamVersion, deduplicated: true };
      return { newState: state, commands, ...nothing };
    }
    const decided = manager.decide(event, state);
    const issued = (decided.commands ?? []).map((command, index) => ({
      ...command,
      metadata: { commandId: `${event.eventId}/${index + 1}`, ...ledTo(event, command) },
    }));
    const own = decided.events ?? [];
    for (const [index, { type }] of own.entries()) {
      if (isReserved(type)) throw new InvalidInputError(`events[${index}].type`, describeValue(type), 'own-event-type');
    }
    const newEvents = own.map((each) => ({ ...each, metadata: ledTo(event, each) }));
    const records: ProcessEvent<Heard, C, Own>[] = [
      { type: 'EventHeard', data: event, metadata: ledTo(event, {}) },
      ...issued.map((data) => ({ type: 'CommandIssued' as const, data, metadata: ledTo(event, {}) })),
      ...newEvents,
    ];
    const appended = await eventStore.appendToStream(streamName, records, {
      expectedStreamVersion: currentStreamVersion,
    });
    const newState = [event, ...newEvents].reduce((before, each) => manager.evolve(before, each), state);
    const { nextExpectedStreamVersion } = appended;
    return { newState, commands: issued, newEvents, nextExpectedStreamVersion, deduplicated: false };
  };

  return async (
    eventStore: EventStore,
    streamName: string,
    event: Recorded<Heard>,
  ): Promise<ProcessResult<State, C, Own>> => {
    const eventId: unknown = (event as Recorded<Heard> | undefined)?.eventId;
    if (typeof eventId !== 'string') throw new InvalidInputError('event', describeValue(event), 'recorded-event');
    for (let attempts = 1; ; attempts += 1) {
      try {
        return { ...(await hear(eventStore, streamName, event)), attempts };
      } catch (error) {
        if (attempts > retries || !isExpectedVersionConflictError(error)) throw error;
      }
    }
  };
}

/** What a message says about where it comes from; its own words win. */
function ledTo({ eventId, metadata }: Recorded<Event>, { metadata: own }: Readonly<{ metadata?: Metadata }>): Metadata {
  const correlationId = metadata?.correlationId;
  return { causationId: eventId, ...(correlationId === undefined ? {} : { correlationId }), ...own };
}
