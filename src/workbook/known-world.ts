/** A lesson's world as this session knows it: other tabs change it too, so it is looked at before it is relied on. Rules X3, X5. */
import { worldRewound, type WorldState } from '#lab';
import type { Marks } from './marks.ts';
import type { MarkedWorld } from './ports.ts';

/** Hears what another tab has done. */
type Heard = Readonly<{
  /** The world is in another epoch: who listens in it hears nothing more. */
  left(): void;
  /** What is known of it now is of that other epoch. */
  replaced(): void;
}>;

/** Milliseconds for which a look counts that began ahead of a run: a finger goes down and up. */
const FRESH_LOOK = 500;

export class KnownWorld {
  readonly #world: MarkedWorld;
  readonly #now: () => number;
  readonly #marks: Marks;
  readonly #heard: Heard;
  /** A look that began before a run was asked for, and when. */
  #ahead: Readonly<{ look: Promise<void>; at: number }> | null = null;
  /** True while this session itself takes the world to another epoch. */
  #isOurs = false;
  #state: WorldState;

  constructor(
    { world, now }: Readonly<{ world: MarkedWorld; now(): number }>,
    marks: Marks,
    state: WorldState,
    heard: Heard,
  ) {
    this.#world = world;
    this.#now = now;
    this.#marks = marks;
    this.#state = state;
    this.#heard = heard;
    world.onChange((next) => {
      this.#ahead = null;
      if (next.epoch === this.#state.epoch || this.#isOurs) this.#state = next;
      else {
        heard.left();
        // Where storage does not answer, the next run will say so.
        void this.lookAgain().catch(() => {});
      }
    });
  }

  get state(): WorldState {
    return this.#state;
  }

  /** Looks for a run that is about to be asked for. */
  lookAhead(): void {
    const look = this.lookAgain();
    // Where storage does not answer, the run looks once more and says so.
    look.catch(() => (this.#ahead = null));
    this.#ahead = { look, at: this.#now() };
  }

  /** Looks for a run; what was seen just before it counts. */
  async look(): Promise<void> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const isRecent = ahead !== null && this.#now() - ahead.at < FRESH_LOOK;
    await (isRecent ? ahead.look : this.lookAgain());
  }

  /** Takes over what other tabs have made of the world, also when word of it is still on its way. */
  async lookAgain(): Promise<void> {
    const { epoch } = this.#state;
    const reading = this.#world.readState();
    const reloading = this.#marks.reload(reading);
    // What goes wrong with it is told below, unless the world itself has said so before.
    reloading.catch(() => {});
    this.#state = await reading;
    if (this.#state.epoch !== epoch) this.#heard.left();
    await reloading;
    if (this.#state.epoch !== epoch) this.#heard.replaced();
  }

  /** Does something to the world that takes it to another epoch. */
  async change(work: (world: MarkedWorld) => Promise<WorldState>): Promise<WorldState> {
    this.#isOurs = true;
    try {
      this.#state = await work(this.#world);
      return this.#state;
    } finally {
      this.#isOurs = false;
    }
  }

  /**
   * Takes the world back to where a plan begins; false when it went further back, because that place is gone. Throws world-rewound
   * when another tab has been quicker.
   */
  async goBackTo(journalPosition: number): Promise<boolean> {
    const before = this.#state;
    if (before.journalPosition === journalPosition) return true;
    const { epoch, journalPosition: reached } = await this.change((world) => world.rewind(journalPosition));
    if (epoch !== before.epoch + 1) {
      this.#state = before;
      throw worldRewound();
    }
    this.#marks.goBackTo(reached, epoch);
    return reached === journalPosition;
  }

  /** Throws world-rewound unless all that has happened since `before` are a run's own writes: what it came to would be of no one's world. */
  async assertAlone(before: WorldState, writes: number): Promise<void> {
    const state = await this.#world.readState();
    const isAlone = state.epoch === before.epoch && state.journalPosition === before.journalPosition + writes;
    if (!isAlone) throw worldRewound();
    this.#state = state;
  }
}
