/** Faults as cells set them, and as the Lab's switches do: what a run asks of its world goes through here. Rules: ../../README.md, F. */
import { InvalidInputError } from '#eventsourcing';
import { assertName, assertPosition, describeValue } from '#eventsourcing/storage';
import type { CurrentWorld } from '../../current-world.ts';
import { answerLost, crashed } from '../../errors.ts';
import type { FaultName, FaultOptions, Faults, FaultSetting, Happened } from '../../lab.ts';
import { createRandom } from '../../seed.ts';
import type { LabStorage } from '../../storage.ts';
import type { VirtualTime } from '../../virtual-time.ts';
import { said, type DoStep } from '../step-work.ts';
import { storageSteps } from '../storage-steps.ts';
import { FaultPlan } from './fault-plan.ts';
import { FAULTS } from './registry.ts';
import { Replica } from './replica.ts';

/** What faults need. */
export type FaultsEnvironment = Readonly<{
  current: CurrentWorld;
  time: VirtualTime;
  /** Throws while nothing may be asked of the lab. */
  assertOpen(): void;
  /** Shows a value to the person. */
  display(value: unknown): void;
  /** Hears of each fault that happens. */
  struck(fault: Happened): void;
  /** Ends the run. */
  crash(error: Error): void;
  /** For the chance of faults. */
  seed: number;
  /** What is set from the beginning. */
  settings: readonly FaultSetting[];
}>;

/** The faults of a run. */
export type RunFaults = Readonly<{
  faults: Faults;
  plan: FaultPlan;
  /** Does a step of the run, or has it go wrong. */
  step: DoStep;
  /** Resolves after virtual milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** True when nothing is done any more. */
  isCrashed(): boolean;
  /** Does work of another world: what is set there does not hold here. */
  apart<Result>(work: () => Promise<Result>): Promise<Result>;
}>;

const never = (): Promise<never> => new Promise(() => {});

export function createFaults({ current, time, ...environment }: FaultsEnvironment): RunFaults {
  const plan = new FaultPlan(createRandom(environment.seed), ({ fault, what }) => {
    environment.display({ fault, what });
    environment.struck({ fault, what });
  });
  let isCrashed = false;
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void time.set(() => resolve(), milliseconds));

  const step: DoStep = async ({ name, writes, work, lost, fails }) => {
    if (isCrashed) return never();
    if (!plan.isAny) return work();
    const what = said(name);
    if (plan.strikes('crash', what)) {
      isCrashed = true;
      environment.crash(crashed(what));
      return never();
    }
    const held = fails?.fault === 'rollback' ? plan.strikes('held commit', what) : null;
    if (held) await pause(held.milliseconds);
    // Another call may have crashed meanwhile.
    if (isCrashed) return never();
    if (fails && plan.strikes(fails.fault, what)) return await fails.work();
    if (!writes || !plan.strikes('lost ack', what)) return await work();
    if (lost) return await lost();
    await work();
    throw answerLost(what);
  };

  const replicaOf = (storage: LabStorage): LabStorage =>
    new Replica(storage, {
      lagOf: (name) => plan.strikes('stale replica', name)?.milliseconds ?? null,
      isOn: () => plan.isSet('stale replica'),
      now: () => time.now,
      pause,
    }).storage;
  // Below every other world that will ever stand for the lesson's, and for the whole run.
  void current.inWorld((now) => ({ ...now, storage: storageSteps(replicaOf(now.storage), step) }), never);

  const set = (fault: FaultName, options: FaultOptions): void => {
    plan.set(fault, options);
    if (fault === 'clock skew') time.skew = plan.strikes(fault, 'clock')?.milliseconds ?? 0;
  };

  for (const { fault, ...options } of environment.settings) set(fault, options);
  return {
    plan,
    step,
    pause,
    isCrashed: () => isCrashed,
    async apart(work) {
      const { skew } = time;
      const restore = plan.keep();
      try {
        return await work();
      } finally {
        restore();
        time.skew = skew;
      }
    },
    faults: {
      set(fault, options = {}) {
        environment.assertOpen();
        assertFault(fault);
        assertOptions(options);
        set(fault, options);
      },
      clear(fault) {
        environment.assertOpen();
        if (fault !== undefined) assertFault(fault);
        plan.clear(fault);
        if (!plan.isSet('clock skew')) time.skew = 0;
      },
      settings: () => plan.settings,
      happened: (): Happened[] => [...plan.happened],
    },
  };
}

function assertFault(fault: unknown): void {
  const isOne = typeof fault === 'string' && Object.hasOwn(FAULTS, fault);
  if (!isOne) throw new InvalidInputError('fault', describeValue(fault), 'fault');
}

function assertOptions({ only, chance, milliseconds, ...counts }: FaultOptions): void {
  if (only !== undefined) assertName('only', only);
  if (chance !== undefined && !(chance >= 0 && chance <= 1)) {
    throw new InvalidInputError('chance', describeValue(chance), 'share');
  }
  if (milliseconds !== undefined && !Number.isFinite(milliseconds)) {
    throw new InvalidInputError('milliseconds', describeValue(milliseconds), 'duration');
  }
  for (const name of ['after', 'times'] as const) {
    const count = counts[name];
    if (count !== undefined && count !== Infinity) assertPosition(name, count, 0);
  }
}
