/** How a process manager's own stream is read: what was heard, what was issued, and what became of its state. Rules: SPEC.md, PM. */
import type { Fold } from './decider.ts';
import type { Command, Event, Recorded } from './event.ts';

/** An event in a process manager's own stream: one that it heard, a command that it issued, or one of its own. */
export type ProcessEvent<Heard extends Event, C extends Command, Own extends Event> =
  | Event<'EventHeard', Recorded<Heard>>
  | Event<'CommandIssued', C>
  | Own;

/** What is known of a process when an event reaches it. */
export type Memory<State, C extends Command> = Readonly<{
  state: State;
  wasHeard: boolean;
  /** The commands that the event led to when it was heard. */
  commands: readonly C[];
}>;

const isHeard = (event: Event): event is Event<'EventHeard', Recorded<Event>> => event.type === 'EventHeard';
const isIssued = (event: Event): event is Event<'CommandIssued', Command> => event.type === 'CommandIssued';

/** True for the types that a process manager writes itself: an event of its own that is called so would be taken for them. */
export const isReserved = (type: string): boolean => type === 'EventHeard' || type === 'CommandIssued';

/** The fold of a process's own stream that also finds out what is known of the event with this id. */
export function foldOfProcess<State, Heard extends Event, C extends Command, Own extends Event>(
  fold: Fold<State, Heard | Own>,
  eventId: string,
): Fold<Memory<State, C>, Event> {
  return {
    initialState: () => ({ state: fold.initialState(), wasHeard: false, commands: [] }),
    evolve({ state, wasHeard, commands }, event) {
      if (isIssued(event)) {
        const isFromIt = event.metadata?.causationId === eventId;
        return { state, wasHeard, commands: isFromIt ? [...commands, event.data as C] : commands };
      }
      if (!isHeard(event)) return { state: fold.evolve(state, event as Own), wasHeard, commands };
      const heard = event.data as Recorded<Heard>;
      return { state: fold.evolve(state, heard), wasHeard: wasHeard || heard.eventId === eventId, commands };
    },
  };
}
