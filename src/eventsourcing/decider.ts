/** The shape of domain logic: fold events into state, decide on a command. Plain functions, no base class. Rules: SPEC.md, DE. */
import type { Command, Event } from './event.ts';

/** How events become state. Both functions are pure: same input, same output, no clock, no chance, no I/O. */
export interface Fold<State, E extends Event> {
  /** The state before the first event. */
  initialState(): State;
  /** The state after one more event. It happened: it is taken note of, never judged. */
  evolve(state: State, event: E): State;
}

/** A fold that also decides. `decide` returns the new events, or throws IllegalStateError to refuse. */
export interface Decider<State, C extends Command, E extends Event> extends Fold<State, E> {
  decide(command: C, state: State): readonly E[];
}
