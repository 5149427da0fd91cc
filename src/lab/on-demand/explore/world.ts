/** The world of one schedule: empty, in memory, and its calls are steps. Rules: ../../README.md, E. */
import { Messaging } from '../broker/messaging.ts';
import { Queues } from '../broker/queues.ts';
import type { KeysWorld } from '../keys/create-keys.ts';
import type { SequencedWorld } from '../gap/create-sequenced.ts';
import { findText } from '../../find-text/index.ts';
import { Transactions } from '../gap/transactions.ts';
import { createMemoryWorld } from '../../memory-world.ts';
import { createRandom, hashText } from '../../seed.ts';
import type { JournalEntry, LabStorage } from '../../storage.ts';
import type { DoStep } from '../step-work.ts';
import { storageSteps } from '../storage-steps.ts';
import type { Steps } from './steps.ts';
import type { Stillness } from './stillness.ts';

/** What a world is made from. */
export type WorldEnvironment = Readonly<{
  /** Virtual milliseconds since 1970; they stand still. */
  time: number;
  seed: number;
  stillness: Stillness;
}>;

/** A world that nothing has happened in, for the processes of `steps`. */
export type ScheduleWorld = Readonly<{
  storage: LabStorage;
  messaging: Messaging;
  queues: Queues;
  sequenced: SequencedWorld;
  keys: KeysWorld;
  random(): number;
  /** What was written since the beginning. */
  readJournal(): Promise<readonly JournalEntry[]>;
}>;

export function createScheduleWorld(steps: Steps, environment: WorldEnvironment): ScheduleWorld {
  const queues = new Queues();
  const { storage, lastPosition, readJournal } = emptyWorld(environment);
  const caller = (): string | null => steps.running?.actor ?? null;
  const step: DoStep = (work) => steps.step(work);
  const messaging = new Messaging({
    queues,
    now: () => environment.time,
    timePasses: false,
    step,
    keep: () => Promise.resolve(),
    caller,
    wake: () => {},
    handle: (_member, _published, work) => work(),
    refused: () => {},
  });
  return {
    storage: storageSteps(storage, step, (position) => lastPosition() > position),
    messaging,
    queues,
    sequenced: { transactions: new Transactions(), step, caller },
    // All that a call asks of the storage is one step.
    keys: {
      storage,
      step: (work) => steps.step({ ...work, work: () => environment.stillness.during(work.work) }),
    },
    random: randomOf(environment.seed, () => caller() ?? ''),
    readJournal,
  };
}

function emptyWorld({ time }: WorldEnvironment) {
  const world = createMemoryWorld();
  let position = 0;
  world.onChange((state) => (position = state.lastPosition));
  const storage: LabStorage = {
    findText: (text) => findText(world, text),
    ...world,
    // What is refused is thrown: browsers note each promise that is rejected before somebody waits for it, and that takes longer than the step.
    transact: (operations) => Promise.resolve(world.write(operations, { epoch: 1, cell: '', runNumber: 0, time })),
    whenBehind: (behind) => world.whenBehind(behind, 1),
  };
  return { storage, lastPosition: () => position, readJournal: () => world.readJournal(0) };
}

/** Chance of its own for each who runs: what others do in between changes nobody's ids. */
function randomOf(seed: number, running: () => string): () => number {
  const sources = new Map<string, () => number>();
  return () => {
    const name = running();
    let random = sources.get(name);
    if (!random) sources.set(name, (random = createRandom(seed ^ hashText(name))));
    return random();
  };
}
