/** Makes what cells import as 'test', for one run: collects its tests, and tries them in their order. */
import { any } from './any-value.ts';
import { CounterExample, type Found } from './broken.ts';
import type { Claims } from './claims.ts';
import { expect } from './expect.ts';
import { tryLaw } from './law.ts';

/** What became of a test: null, or what it threw and, of a law, for what value. */
export type Tried = Readonly<{ name: string; broken: Readonly<{ error: unknown; found: Found | null }> | null }>;

/** What a run gives. */
export type ClaimsEnvironment = Readonly<{
  /** The one test that is asked for; null for all. */
  only: string | null;
  /** For the values that laws are tried with. */
  seed: number;
  /** Hears of each test that has been tried. */
  tried(result: Tried): void;
}>;

/** `tryAll` tries what has been claimed by then, and what is claimed meanwhile. */
export function createClaims({
  only,
  seed,
  tried,
}: ClaimsEnvironment): Readonly<{ claims: Claims; tryAll(): Promise<void> }> {
  const waiting: Readonly<{ name: string; run: () => void | Promise<void> }>[] = [];
  const test: Claims['test'] = (name, run) => {
    if (only === null || only === name) waiting.push({ name, run });
  };
  return {
    claims: { test, expect, law: (name, kind, holds) => test(name, () => tryLaw(kind, holds, seed)), any },
    async tryAll() {
      for (let next = waiting.shift(); next; next = waiting.shift()) tried(await tryOne(next.name, next.run));
    },
  };
}

async function tryOne(name: string, run: () => void | Promise<void>): Promise<Tried> {
  try {
    await run();
    return { name, broken: null };
  } catch (error) {
    const broken = error instanceof CounterExample ? error : { error, found: null };
    return { name, broken };
  }
}
