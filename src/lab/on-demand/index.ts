/** The part of a lab that comes with the cells that import it: what tells others, numbers before it commits, encrypts, lives every schedule, makes events by the thousand, measures, and draws. */
import type { CurrentWorld } from '../current-world.ts';
import type { LabOnDemand } from '../lab.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { createBroker, type BrokerEnvironment } from './broker/create-broker.ts';
import { createExplore, type ExploreEnvironment } from './explore/explore.ts';
import { createFaults, type FaultsEnvironment } from './faults/create-faults.ts';
import { createSequenced, type SequencedEnvironment } from './gap/create-sequenced.ts';
import { createGenerate, type GenerateEnvironment } from './generate.ts';
import { createKeys, type KeysEnvironment } from './keys/create-keys.ts';
import { createMeasure, type MeasureEnvironment } from './measure.ts';
import { createPlot } from './plot.ts';
import type { Plot } from '../plot.ts';

/** What the part needs of its lab. */
export type OnDemandEnvironment = Readonly<{
  current: CurrentWorld;
  time: VirtualTime;
  newId(): string;
  now(): string;
  draw(picture: Plot): void;
}> &
  Omit<BrokerEnvironment, 'now' | 'later' | 'runFaults'> &
  Omit<ExploreEnvironment, 'broker' | 'sequenced' | 'keys' | 'now'> &
  Omit<KeysEnvironment, 'runFaults'> &
  FaultsEnvironment &
  Omit<SequencedEnvironment, 'runFaults'> &
  GenerateEnvironment &
  MeasureEnvironment;

export function createOnDemand(environment: OnDemandEnvironment): LabOnDemand {
  const { current, time, aside } = environment;
  const now = (): number => time.now;
  const later = (work: () => void, milliseconds: number): (() => void) => {
    const timer = time.set(work, milliseconds);
    return () => time.clear(timer);
  };
  const runFaults = createFaults(environment);
  const broker = createBroker({ ...environment, now, later, runFaults });
  const sequenced = createSequenced({ ...environment, runFaults });
  const keys = createKeys({ ...environment, runFaults });
  return {
    faults: runFaults.faults,
    broker: broker.broker,
    sequenced: sequenced.sequenced,
    keys: keys.keys,
    ...createExplore({
      ...environment,
      broker,
      sequenced,
      keys,
      now,
      aside: (work) => runFaults.apart(() => broker.pause(() => aside(() => withoutTimers(time, work)))),
    }),
    generate: createGenerate(current.storage, environment),
    measure: createMeasure(environment),
    plot: createPlot(environment.draw),
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
