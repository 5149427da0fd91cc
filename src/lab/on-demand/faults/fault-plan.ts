/** What is to go wrong in a run, and what has. Seeded: the same run has the same faults again. Pure. Rules: ../../README.md, F. */
import type { FaultName, FaultOptions, FaultSetting, Happened } from '../../lab.ts';
import { FAULTS } from './registry.ts';

type Active = {
  readonly options: Required<Omit<FaultOptions, 'only'>> & Pick<FaultOptions, 'only'>;
  /** Places that it has come by, and how often it has happened. */
  passed: number;
  struck: number;
};

export class FaultPlan {
  readonly #active = new Map<FaultName, Active>();
  readonly #happened: Happened[] = [];
  readonly #random: () => number;
  readonly #tell: (happened: Happened) => void;

  /** `random` is for faults alone: what else there is of chance in a run stays the same with them. */
  constructor(random: () => number, tell: (happened: Happened) => void) {
    this.#random = random;
    this.#tell = tell;
  }

  get settings(): FaultSetting[] {
    return Array.from(this.#active, ([fault, { options }]) => ({ fault, ...options }));
  }

  get happened(): readonly Happened[] {
    return this.#happened;
  }

  set(fault: FaultName, options: FaultOptions): void {
    this.#active.set(fault, { options: { ...FAULTS[fault], ...options }, passed: 0, struck: 0 });
  }

  clear(fault?: FaultName): void {
    if (fault === undefined) this.#active.clear();
    else this.#active.delete(fault);
  }

  /** Gives what brings all that is set back as it is now. */
  keep(): () => void {
    const kept = Array.from(this.#active, ([fault, active]) => [fault, { ...active }] as const);
    return () => {
      this.#active.clear();
      for (const [fault, active] of kept) this.#active.set(fault, active);
    };
  }

  get isAny(): boolean {
    return this.#active.size > 0;
  }

  isSet(fault: FaultName): boolean {
    return this.#active.has(fault);
  }

  /** Whether a fault happens here; `what` says where that is. One that happens is told, and is one time less. */
  strikes(fault: FaultName, what: string): Active['options'] | null {
    const active = this.#active.get(fault);
    if (!active) return null;
    const { options } = active;
    if (options.only !== undefined && !what.includes(options.only)) return null;
    active.passed += 1;
    // Drawn also where it is not needed: what comes later has the same chance then.
    const drawn = this.#random();
    if (active.passed <= options.after || drawn >= options.chance) return null;
    if (active.struck >= options.times) return null;
    active.struck += 1;
    this.#happened.push({ fault, what });
    this.#tell({ fault, what });
    return options;
  }

  /** One of so many, by the chance of faults. */
  pick(of: number): number {
    return Math.floor(this.#random() * of);
  }
}
