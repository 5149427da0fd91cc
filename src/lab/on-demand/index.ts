/** The part of a lab that a run gets when it asks: what tells others, numbers before it commits, encrypts, lives every schedule, makes events by the thousand, and measures. */
import type { CurrentWorld } from '../current-world.ts';
import type { Keys, Lab, SequencedDatabase } from '../lab.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { createBroker, type BrokerEnvironment, type CheckedBroker } from './broker/create-broker.ts';
import { createExplore, type ExploreEnvironment } from './explore/explore.ts';
import { createSequenced, type SequencedEnvironment } from './gap/create-sequenced.ts';
import { createGenerate, type GenerateEnvironment } from './generate.ts';
import { createKeys, type KeysEnvironment } from './keys/create-keys.ts';
import { createMeasure, type MeasureEnvironment } from './measure.ts';

/** What the part needs of its lab. */
export type OnDemandEnvironment = Readonly<{
  current: CurrentWorld;
  time: VirtualTime;
  newId(): string;
  now(): string;
}> &
  Pick<BrokerEnvironment, 'display'> &
  Omit<ExploreEnvironment, 'broker' | 'sequenced' | 'keys' | 'now'> &
  KeysEnvironment &
  SequencedEnvironment &
  GenerateEnvironment &
  MeasureEnvironment;

/** What is in it. */
export type OnDemand = Pick<Lab, 'explore' | 'generate' | 'measure'> &
  CheckedBroker &
  Readonly<SequencedDatabase> &
  Readonly<Keys>;

export function createOnDemand(environment: OnDemandEnvironment): OnDemand {
  const { current, time, aside } = environment;
  const now = (): number => time.now;
  const later = (work: () => void, milliseconds: number): (() => void) => {
    const timer = time.set(work, milliseconds);
    return () => time.clear(timer);
  };
  const broker = createBroker({ ...environment, now, later });
  const sequenced = createSequenced(environment);
  const keys = createKeys(environment);
  return {
    ...broker.broker,
    ...sequenced.sequenced,
    ...keys.keys,
    explore: createExplore({
      ...environment,
      broker,
      sequenced,
      keys,
      now,
      aside: (work) => broker.pause(() => aside(() => withoutTimers(time, work))),
    }),
    generate: createGenerate(current.storage, environment),
    measure: createMeasure(environment),
  };
}

/** Does work, and takes away the timers that it has set: nobody is there any more when they would fire. */
async function withoutTimers<Result>(time: VirtualTime, work: () => Promise<Result>): Promise<Result> {
  const set = time.set.bind(time);
  const ids: number[] = [];
  time.set = (...given) => {
    const id = set(...given);
    ids.push(id);
    return id;
  };
  try {
    return await work();
  } finally {
    // What was in its place is that of all clocks.
    Reflect.deleteProperty(time, 'set');
    for (const id of ids) time.clear(id);
  }
}
