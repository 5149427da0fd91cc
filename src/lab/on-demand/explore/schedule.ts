/** Lives one schedule of a program, from an empty world to its outcome. Rules: ../../README.md, E. */
import { isExpectedVersionConflictError, isIllegalStateError } from '#eventsourcing';
import type { CurrentWorld } from '../../current-world.ts';
import { actorWaits, answerLost, isRowConflict, programRemembers } from '../../errors.ts';
import type { Ending, Fault, Program } from '../../lab.ts';
import type { CurrentMessaging } from '../broker/create-broker.ts';
import type { Member } from '../broker/messaging.ts';
import type { CurrentSequenced } from '../gap/create-sequenced.ts';
import type { CurrentKeys } from '../keys/create-keys.ts';
import { gifts, type Gift } from './gifts.ts';
import type { Taken } from './orders.ts';
import type { Life, Step } from './outcomes.ts';
import { Asleep, type Option } from './reduced-search.ts';
import type { Choice } from './search.ts';
import type { Stillness } from './stillness.ts';
import { said, type OwnFault, type Words } from '../step-work.ts';
import { Steps, type Process } from './steps.ts';
import { createScheduleWorld, type ScheduleWorld } from './world.ts';

/** What living a schedule needs. */
export type ScheduleEnvironment = Readonly<{
  /** The world that the lab is about. */
  current: CurrentWorld;
  /** Its broker. */
  broker: CurrentMessaging;
  /** Its database with a sequence. */
  sequenced: CurrentSequenced;
  /** Its keys. */
  keys: CurrentKeys;
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Has other chance stand for that of the run; gives the one before. */
  exchangeRandom(random: () => number): () => number;
  stillness: Stillness;
  /** For all chance in a schedule. */
  seed: number;
}>;

/** Makes the program whose schedule is lived, with variables that nobody has touched. */
export type MakeProgram<Outcome> = () => Promise<Program<Outcome>>;

/** Chooses one of so many, knowing how many choices were made before. */
export type Choose = (of: number, made: number) => number;

/** Chooses whose turn it is: a process by its id. */
export type ChooseTurn = (options: readonly Option[]) => string;

/** Who chooses in a schedule: among all that can happen or, where nothing goes wrong, whose turn it is. */
export type Guide = Readonly<{ choose: Choose } | { turn: ChooseTurn }>;

/** Something that can happen next. */
type Move =
  | Readonly<{ kind: 'step' | 'lost ack' | OwnFault; process: Process }>
  | Readonly<{ kind: 'crash'; actor: string }>;

/** Lives a schedule. */
export async function liveSchedule<Outcome>(
  environment: ScheduleEnvironment,
  make: MakeProgram<Outcome>,
  guide: Guide,
): Promise<Life<Outcome>> {
  const { current, broker, sequenced, keys, now } = environment;
  const begun = now();
  const steps = new Steps();
  const world = createScheduleWorld(steps, { time: begun, seed: environment.seed, stillness: environment.stillness });
  const live = async (): Promise<Life<Outcome>> => {
    const program = await make();
    await environment.stillness.settle(
      async () => await program.before?.(),
      () => actorWaits('before'),
    );
    const life = await new Schedule(environment, steps, world, { program, make, guide }).live();
    // The next schedule would begin later.
    if (now() !== begun) throw programRemembers();
    return life;
  };
  const chance = environment.exchangeRandom(world.random);
  try {
    return await current.inWorld(
      () => world,
      async () =>
        await broker.inWorld(
          world.messaging,
          async () => await sequenced.inWorld(world.sequenced, async () => await keys.inWorld(world.keys, live)),
        ),
    );
  } finally {
    environment.exchangeRandom(chance);
  }
}

type Plan<Outcome> = Readonly<{ program: Program<Outcome>; make: MakeProgram<Outcome>; guide: Guide }>;

class Schedule<Outcome> {
  readonly #environment: ScheduleEnvironment;
  readonly #steps: Steps;
  readonly #world: ScheduleWorld;
  readonly #plan: Plan<Outcome>;
  readonly #faults: ReadonlySet<Fault>;
  readonly #choices: Choice[] = [];
  readonly #taken: Step[] = [];
  /** Kept where somebody chooses turns. */
  readonly #trace: Taken[] = [];
  readonly #ended = new Map<string, Ending>();
  /** How many processes are over. */
  #over = 0;
  /** Actors that have not come to an end, as far as is known. */
  readonly #unended = new Set<string>();
  /** One thing goes wrong in a schedule, at most. */
  #isFaultLeft = true;

  constructor(environment: ScheduleEnvironment, steps: Steps, world: ScheduleWorld, plan: Plan<Outcome>) {
    this.#environment = environment;
    this.#steps = steps;
    this.#world = world;
    this.#plan = plan;
    this.#faults = new Set(plan.program.faults);
  }

  async live(): Promise<Life<Outcome>> {
    const { program } = this.#plan;
    const names = Object.keys(program.actors);
    for (const name of names) await this.#begin(name, program.actors[name]!);
    await this.#deliver();
    for (let moves = this.#moves; moves.length > 0; moves = this.#moves) {
      const move = this.#chooseMove(moves);
      if (this.#taken.length >= MOST_STEPS) throw actorWaits(move.kind === 'crash' ? move.actor : move.process.actor);
      await this.#make(move);
      await this.#deliver();
    }
    for (const name of this.#unended) throw actorWaits(name);
    this.#steps.running = null;
    const inOrder = Object.fromEntries([...names, this.#restart].flatMap((name) => this.#endingOf(name)));
    const outcome = await this.#environment.stillness.settle(
      () => program.outcome(inOrder),
      () => actorWaits('outcome'),
    );
    return {
      outcome,
      choices: this.#choices,
      steps: this.#taken,
      trace: this.#trace,
      journal: this.#world.readJournal,
    };
  }

  /** The actor that goes on where another has crashed. */
  get #restart(): string {
    return 'restart' in this.#plan.program.actors ? 'restart 2' : 'restart';
  }

  /** What can happen next: first what happens when nothing goes wrong. */
  get #moves(): Move[] {
    const { ready } = this.#steps;
    const moves: Move[] = ready.map((process) => ({ kind: 'step', process }));
    if (this.#can('crash')) {
      for (const actor of new Set(ready.map((process) => process.actor))) moves.push({ kind: 'crash', actor });
    }
    for (const process of this.#can('lost ack') ? ready : []) {
      if (this.#steps.next(process)!.writes) moves.push({ kind: 'lost ack', process });
    }
    for (const process of ready) {
      const { fault } = this.#steps.next(process)!;
      if (fault && this.#can(fault)) moves.push({ kind: fault, process });
    }
    return moves;
  }

  #can(fault: Fault): boolean {
    return this.#isFaultLeft && this.#faults.has(fault);
  }

  #chooseMove(moves: readonly Move[]): Move {
    const { guide } = this.#plan;
    if (!('turn' in guide)) return moves[this.#choose(moves.length)]!;
    const options = this.#steps.ready.map((process) => {
      const { footprint, madeAt } = this.#steps.next(process)!;
      return { process: process.id, footprint: footprint(), madeAt };
    });
    const turn = guide.turn(options);
    const at = options.findIndex(({ process }) => process === turn);
    // An order that is none of this program: its actors touch each other in a way that nobody saw.
    if (at === -1) throw new Asleep();
    this.#trace.push(options[at]!);
    if (moves.length > 1) this.#choices.push({ chosen: at, of: moves.length });
    return moves[at]!;
  }

  #choose(of: number): number {
    const { guide } = this.#plan;
    if (of === 1 || !('choose' in guide)) return 0;
    const chosen = guide.choose(of, this.#choices.length);
    this.#choices.push({ chosen, of });
    return chosen;
  }

  #took(actor: string, name: Words, fault?: Fault): void {
    if (fault) this.#isFaultLeft = false;
    this.#taken.push({ actor, name, fault: fault ?? null });
  }

  async #make(move: Move): Promise<void> {
    if (move.kind === 'crash') return this.#crash(move.actor);
    const { kind, process } = move;
    const { name } = this.#steps.next(process)!;
    this.#took(process.actor, name, kind === 'step' ? undefined : kind);
    const isAlone = this.#isPlain(process) && !process.isOver;
    await this.#steps.take(process, (call) => {
      if (kind === 'step') return call.perform();
      return kind === 'lost ack' ? call.lose(answerLost(said(name))) : call.fail();
    });
    await this.#goOn(process, isAlone);
  }

  /** Ends an actor between two steps, and has others begin where it has left the world. */
  async #crash(actor: string): Promise<void> {
    this.#took(actor, 'crash', 'crash');
    this.#steps.drop(actor);
    this.#world.sequenced.transactions.forget(actor);
    const hadSubscribed = this.#world.messaging.forget(actor);
    const isBegunAgain = hadSubscribed && this.#ended.has(actor);
    this.#ended.set(actor, 'crashed');
    this.#unended.delete(actor);
    this.#steps.running = null;
    const { restart, actors } = await this.#plan.make();
    if (restart) await this.#begin(this.#restart, restart);
    if (isBegunAgain) await this.#begin(actor, actors[actor]!);
  }

  async #begin(name: string, actor: () => unknown): Promise<void> {
    this.#unended.add(name);
    await this.#run(name, name, async () => {
      const ending = await endOf(actor);
      // Who has crashed has, whatever becomes of who was begun in its place.
      if (!this.#ended.has(name)) this.#ended.set(name, ending);
      this.#unended.delete(name);
    });
  }

  /** Gives out messages as long as somebody is there who can take one. */
  async #deliver(): Promise<void> {
    const { messaging, queues } = this.#world;
    for (let given = true; given;) {
      given = false;
      for (const member of messaging.members.slice()) {
        if (member.holds) continue;
        const all = gifts(messaging, queues, member, (fault) => this.#can(fault));
        const gift = all[this.#choose(all.length)];
        if (gift) await this.#give(member, gift);
        given ||= gift !== undefined;
      }
    }
  }

  async #give(member: Member, { candidate, fault }: Gift): Promise<void> {
    const actor = member.caller ?? member.consumer;
    this.#took(actor, `gets ${candidate.published.message.messageId}`, fault);
    const { published, attempt } = candidate;
    const id = [actor, published.topic, member.consumer, published.number, attempt, fault].join(' ');
    await this.#run(actor, id, () => this.#world.messaging.give(member, candidate, fault === 'duplicate'));
  }

  /** Begins a process, and lets it go on as far as it can without a step. */
  async #run(actor: string, id: string, work: () => Promise<void>): Promise<void> {
    const process: Process = { actor, id, isOver: false };
    this.#steps.running = process;
    const over = (): void => {
      process.isOver = true;
      this.#over += 1;
    };
    work().then(over, over);
    await this.#goOn(process, true);
  }

  /** Lets a process go on as far as it can without another step. */
  async #goOn(process: Process, isAlone: boolean): Promise<void> {
    const isReached = (): boolean => process.isOver || this.#steps.waitingOf(process) > 0;
    await this.#environment.stillness.after(
      () => this.#steps.made + this.#over,
      isReached,
      () => isAlone && this.#isPlain(process),
    );
    if (!isReached()) throw actorWaits(process.actor);
  }

  /** True for a process that waits with one call, or has come to its end and waits with none: nothing goes on in it beside that. */
  #isPlain(process: Process): boolean {
    return this.#steps.waitingOf(process) <= (process.isOver ? 0 : 1);
  }

  /** How an actor ended; of the restart, only where it did not come to its end. */
  #endingOf(name: string): [name: string, ending: Ending][] {
    const ending = this.#ended.get(name);
    return ending === undefined || (name === this.#restart && ending === 'done') ? [] : [[name, ending]];
  }
}

/** Steps of one schedule; who takes more does not come to an end. */
const MOST_STEPS = 1_000;

async function endOf(actor: () => unknown): Promise<Ending> {
  try {
    await actor();
    return 'done';
  } catch (error) {
    if (isIllegalStateError(error)) return 'refused';
    return isExpectedVersionConflictError(error) || isRowConflict(error) ? 'conflict' : 'error';
  }
}
