/** Random lives of people whose names are encrypted: written, read, forgotten, rewound, and nothing of whoever is forgotten is left anywhere. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Encrypted, Lab, WorldStorage } from '#lab';
import { labOver } from './lab-over-world.ts';
import { readWorld } from './world/shared.ts';

const SUBJECTS = ['lead-12', 'lead-13', 'lead-14'];

type Write = Readonly<{ kind: 'append' | 'put'; subject: string }>;

type Step =
  | Write
  | Readonly<{ kind: 'forget'; subject: string }>
  | Readonly<{ kind: 'ask' }>
  | Readonly<{ kind: 'reset' }>
  | Readonly<{ kind: 'rewind'; part: number }>;

/** What was encrypted, and what became of its key. */
type Secret = Readonly<{ encrypted: Encrypted; value: string; key: string }>;

const anySubject = fc.constantFrom(...SUBJECTS);

export const anyLives: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constantFrom('append' as const, 'put' as const), subject: anySubject }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('forget' as const), subject: anySubject }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('rewind' as const), part: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'reset' as const }) },
    // Has a world that sorts rows by what is in them sort keys.
    { weight: 1, arbitrary: fc.constant({ kind: 'ask' as const }) },
  ),
  { minLength: 8, maxLength: 25, size: 'max' },
);

/** How often what happened. */
export type Tally = Map<string, number>;

/** Lives through it; `scan` gives everything that stands in the world's storage, whoever put it there. */
export async function liveWithKeys(
  world: WorldStorage,
  steps: readonly Step[],
  scan: () => Promise<string>,
  tally: Tally,
): Promise<void> {
  const secrets: Secret[] = [];
  const gone = new Set<string>();
  const count = (what: string): unknown => tally.set(what, (tally.get(what) ?? 0) + 1);
  let lab = await labOver(world, 0);
  for (const [number, step] of steps.entries()) {
    count(step.kind);
    const before = await readWorld(world, []);
    if (step.kind === 'rewind' || step.kind === 'reset') {
      const asked = step.kind === 'reset' ? 0 : Math.floor((before.journalPosition * step.part) / 4);
      const reached = step.kind === 'reset' ? await world.reset() : await world.rewind(asked);
      if (reached.journalPosition < asked) count('further back');
      const kept = new Set(await keptIds(world));
      // A key that is not there now never is again: each step has chance of its own.
      for (const { encrypted } of secrets) if (!kept.has(encrypted.keyId)) gone.add(encrypted.keyId);
    } else if (step.kind === 'ask') await keptIds(world);
    else if (step.kind === 'forget') {
      for (const { encrypted } of secrets) if (encrypted.subject === step.subject) gone.add(encrypted.keyId);
      await lab.keys.forget(step.subject);
      expectUnchangedButFor(step.subject, before, await readWorld(world, []));
    } else secrets.push(await write(lab, world, step, number));
    lab = await labOver(world, number + 1);
    await expectTold(lab, secrets, gone);
    expectNothingLeft(await scan(), secrets, gone);
  }
}

/** Writes down a name that nobody else has, encrypted. */
async function write(lab: Lab, world: WorldStorage, { kind, subject }: Write, number: number): Promise<Secret> {
  const value = `secret name ${number} of ${subject}`;
  const encrypted = await lab.keys.encrypt(subject, value);
  const { key } = JSON.parse((await world.readRow('kept keys', subject))!.text) as { key: string };
  const anywhere = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;
  if (kind === 'append')
    await lab.eventStore.appendToStream(subject, [{ type: 'Named', data: { encrypted } }], anywhere);
  else
    await lab.database
      .table<{ id: string; encrypted: Encrypted }>('people', { key: 'id' })
      .put({ id: subject, encrypted });
  return { encrypted, value, key };
}

const keptIds = async (world: WorldStorage): Promise<string[]> => {
  const property = { name: 'keyId', from: null, to: null };
  const { rows } = await world.readRows({ table: 'kept keys', property, wanted: 100 });
  return rows.map(({ text }) => (JSON.parse(text) as { keyId: string }).keyId);
};

/** What is gone is undefined, and all else is what it was. */
async function expectTold(lab: Lab, secrets: readonly Secret[], gone: ReadonlySet<string>): Promise<void> {
  for (const { encrypted, value } of secrets) {
    expect(await lab.keys.decrypt(encrypted)).toBe(gone.has(encrypted.keyId) ? undefined : value);
  }
}

function expectNothingLeft(all: string, secrets: readonly Secret[], gone: ReadonlySet<string>): void {
  expect(all).not.toContain('secret name');
  for (const { encrypted, key } of secrets) expect(all.includes(key)).toBe(!gone.has(encrypted.keyId));
}

type World = Awaited<ReturnType<typeof readWorld>>;

/** Events, versions and positions are as before, and so are all rows but one key, and what the journal has of all others. */
function expectUnchangedButFor(subject: string, before: World, after: World): void {
  const isOther = ({ table, id }: { table: string; id: unknown }): boolean => table !== 'kept keys' || id !== subject;
  const rowsOf = ({ tables }: World) => tables.flatMap(({ rows }) => rows.filter(isOther));
  expect(after.log).toEqual(before.log);
  expect(rowsOf(after)).toEqual(rowsOf(before));
  expect(after.lastPosition).toBe(before.lastPosition);
  expect(after.journalPosition).toBe(before.journalPosition + 1);
  const others = ({ journal }: World) => journal.map((entry) => ({ ...entry, rows: entry.rows.filter(isOther) }));
  expect(others(after).slice(0, -1)).toEqual(others(before));
}

/** Fails where too little happened to prove anything. */
export function expectLived(tally: Tally, steps: number): void {
  for (const what of ['append', 'put', 'forget', 'rewind', 'further back', 'reset', 'ask']) {
    expect(tally.get(what) ?? 0, what).toBeGreaterThan(steps / 200);
  }
}
