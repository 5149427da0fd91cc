/** Lives one schedule of a program, from an empty world to its outcome. Rules: ../../README.md, E. */
import { isExpectedVersionConflictError, isIllegalStateError } from '#eventsourcing';
import type { CurrentWorld } from '../../current-world.ts';
import { actorWaits, answerLost, isRowConflict, programRemembers, type CodedError } from '../../errors.ts';
import type { Ending, Fault, Program } from '../../lab.ts';
import { createMemoryWorld } from '../../memory-world.ts';
import { createRandom, hashText } from '../../seed.ts';
import type { LabStorage } from '../../storage.ts';
import type { Life } from './outcomes.ts';
import type { Choice } from './search.ts';
import type { Stillness } from './stillness.ts';
import { Steps } from './steps.ts';

/** What living a schedule needs. */
export type ScheduleEnvironment = Readonly<{
  /** The world that the lab is about. */
  current: CurrentWorld;
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** An error of this copy of the library, as one of the classes that cells import. */
  revive(error: CodedError): unknown;
  stillness: Stillness;
  /** For all chance in a schedule. */
  seed: number;
}>;

/** Makes the program whose schedule is lived, with variables that nobody has touched. */
export type MakeProgram<Outcome> = () => Promise<Program<Outcome>>;

/** Chooses one of so many, knowing how many choices were made before. */
export type Choose = (of: number, made: number) => number;

/** Something that can happen next. */
type Move = Readonly<{ actor: string; kind: 'step' | 'crash' | 'lost ack' }>;

/** Lives a schedule. */
export async function liveSchedule<Outcome>(
  environment: ScheduleEnvironment,
  make: MakeProgram<Outcome>,
  choose: Choose,
): Promise<Life<Outcome>> {
  const { current, now, revive, seed } = environment;
  const steps = new Steps();
  const random = randomOf(seed, () => steps.running);
  const world = emptyWorld(now(), revive);
  return await current.inWorld(
    () => ({ storage: steps.over(world), random }),
    async () => {
      const begun = now();
      const program = await make();
      await program.before?.();
      const schedule = new Schedule(environment, steps, { program, make, choose });
      const life = await schedule.live();
      // The next schedule would begin later.
      if (now() !== begun) throw programRemembers();
      return life;
    },
  );
}

type Plan<Outcome> = Readonly<{ program: Program<Outcome>; make: MakeProgram<Outcome>; choose: Choose }>;

class Schedule<Outcome> {
  readonly #environment: ScheduleEnvironment;
  readonly #steps: Steps;
  readonly #plan: Plan<Outcome>;
  readonly #faults: ReadonlySet<Fault>;
  readonly #choices: Choice[] = [];
  readonly #taken: string[] = [];
  readonly #ended = new Map<string, Ending>();
  /** One thing goes wrong in a schedule, at most. */
  #isFaultLeft = true;

  constructor(environment: ScheduleEnvironment, steps: Steps, plan: Plan<Outcome>) {
    this.#environment = environment;
    this.#steps = steps;
    this.#plan = plan;
    this.#faults = new Set(plan.program.faults);
  }

  async live(): Promise<Life<Outcome>> {
    const { program } = this.#plan;
    const names = Object.keys(program.actors);
    for (const name of names) await this.#begin(name, program.actors[name]!);
    for (let moves = this.#moves; moves.length > 0; moves = this.#moves) {
      await this.#make(moves[this.#choose(moves.length)]!);
    }
    this.#steps.running = null;
    const inOrder = Object.fromEntries([...names, RESTART].flatMap((name) => this.#endingOf(name)));
    return { outcome: await program.outcome(inOrder), choices: this.#choices, steps: this.#taken };
  }

  /** What can happen next: first what happens when nothing goes wrong. */
  get #moves(): Move[] {
    const { ready } = this.#steps;
    const moves: Move[] = ready.map((actor) => ({ actor, kind: 'step' }));
    if (!this.#isFaultLeft) return moves;
    if (this.#faults.has('crash')) for (const actor of ready) moves.push({ actor, kind: 'crash' });
    if (!this.#faults.has('lost ack')) return moves;
    for (const actor of ready) if (this.#steps.next(actor)!.writes) moves.push({ actor, kind: 'lost ack' });
    return moves;
  }

  #choose(of: number): number {
    if (of === 1) return 0;
    const chosen = this.#plan.choose(of, this.#choices.length);
    this.#choices.push({ chosen, of });
    return chosen;
  }

  async #make({ actor, kind }: Move): Promise<void> {
    if (kind !== 'step') this.#isFaultLeft = false;
    if (kind === 'crash') return this.#crash(actor);
    const lost = kind === 'lost ack' ? this.#environment.revive(answerLost(this.#steps.next(actor)!.name)) : undefined;
    const name = await this.#steps.take(actor, lost);
    this.#taken.push(`${actor}: ${name}${kind === 'step' ? '' : ', and hears nothing of it'}`);
    await this.#goOn(actor);
  }

  /** Ends an actor between two steps, and has another begin where it has left the world. */
  async #crash(actor: string): Promise<void> {
    this.#steps.drop(actor);
    this.#taken.push(`${actor}: crash`);
    this.#ended.set(actor, 'crashed');
    this.#steps.running = null;
    const { restart } = await this.#plan.make();
    if (restart) await this.#begin(RESTART, restart);
  }

  async #begin(name: string, actor: () => unknown): Promise<void> {
    this.#steps.running = name;
    void endOf(actor).then((ending) => this.#ended.set(name, ending));
    await this.#goOn(name);
  }

  /** Lets an actor go on as far as it can without another step. */
  async #goOn(name: string): Promise<void> {
    const isReached = (): boolean => this.#ended.has(name) || this.#steps.next(name) !== undefined;
    await this.#environment.stillness.after(() => this.#steps.made + this.#ended.size, isReached);
    if (!isReached()) throw actorWaits(name);
  }

  /** How an actor ended; of the restart, only where it did not come to its end. */
  #endingOf(name: string): [name: string, ending: Ending][] {
    const ending = this.#ended.get(name);
    return ending === undefined || (name === RESTART && ending === 'done') ? [] : [[name, ending]];
  }
}

/** The actor that goes on where another has crashed. */
const RESTART = 'restart';

async function endOf(actor: () => unknown): Promise<Ending> {
  try {
    await actor();
    return 'done';
  } catch (error) {
    if (isIllegalStateError(error)) return 'refused';
    return isExpectedVersionConflictError(error) || isRowConflict(error) ? 'conflict' : 'error';
  }
}

/** Chance of its own for each who runs: what others do in between changes nobody's ids. */
function randomOf(seed: number, running: () => string | null): () => number {
  const sources = new Map<string | null, () => number>();
  return () => {
    const name = running();
    let random = sources.get(name);
    if (!random) sources.set(name, (random = createRandom(seed ^ hashText(name ?? ''))));
    return random();
  };
}

/** A world that nothing has happened in. */
function emptyWorld(time: number, revive: ScheduleEnvironment['revive']): LabStorage {
  const world = createMemoryWorld();
  return {
    ...world,
    async transact(operations) {
      try {
        return await world.transact(operations, { epoch: 1, cell: '', runNumber: 0, time });
      } catch (error) {
        throw typeof (error as CodedError).code === 'string' ? revive(error as CodedError) : error;
      }
    },
    whenBehind: (position) => world.whenBehind(position, 1),
  };
}
