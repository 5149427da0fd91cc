/** Random histories of a world: transactions, rewinds, resets, late writers. After each step all that can be read must be right. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { ExpectedStreamVersion } from '#eventsourcing';
import { rowKey, type Key, type Operation, type WorldStorage } from '#lab';
import { context, readWorld } from './world/shared.ts';

const STREAMS = ['s', 't', 'u'];
const TABLES = ['items', 'orders'];
const KEYS: readonly Key[] = ['a', 'b', 1, [1, 'a']];

type Step =
  | Readonly<{ kind: 'transact' | 'late'; operations: readonly Operation[] }>
  | Readonly<{ kind: 'rewind'; part: number }>
  | Readonly<{ kind: 'reset' }>;

/** What became of a step, and all that could be read afterwards. */
export type Moment = Readonly<{
  step: Step['kind'];
  outcome: string;
  epoch: number;
  world: Awaited<ReturnType<typeof readWorld>>;
}>;

const anyStream = fc.constantFrom(...STREAMS);
const anyRow = { table: fc.constantFrom(...TABLES), id: fc.constantFrom(...KEYS) };
const anyVersion = fc.integer({ min: 0, max: 6 });
const anyExpectation = fc.oneof(
  { weight: 4, arbitrary: fc.constant<ExpectedStreamVersion>('NO_CONCURRENCY_CHECK') },
  { weight: 1, arbitrary: fc.constantFrom<ExpectedStreamVersion>('STREAM_EXISTS', 'STREAM_DOES_NOT_EXIST') },
  { weight: 1, arbitrary: anyVersion },
);
const anyRowExpectation = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: anyVersion },
);

const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      streamName: anyStream,
      expected: anyExpectation,
      commit: fc.integer({ min: 1, max: 3 }).map((count) => ({
        count,
        ids: Array.from({ length: count }, (_, index) => `id-${index}`).join(' '),
        types: ['A'],
        text: `[${count}]`,
        recordedAt: '2020-05-20T09:00:00.000Z',
      })),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      ...anyRow,
      text: fc.integer({ min: 0, max: 99 }).map((value) => JSON.stringify({ value })),
      expected: anyRowExpectation,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      ...anyRow,
      change: fc.integer({ min: 0, max: 99 }).map((more) => JSON.stringify({ more })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), ...anyRow, expected: anyRowExpectation }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('expect-stream' as const),
      streamName: anyStream,
      expected: anyExpectation,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      streamName: anyStream,
      expected: anyExpectation,
      truncateBefore: fc.integer({ min: 1, max: 9 }),
      isTombstoned: fc.integer({ min: 0, max: 2 }).map((chance) => chance === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expect-row' as const), ...anyRow, version: anyVersion }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), ...anyRow }) },
);

const anyOperations = fc.array(anyOperation, { minLength: 1, maxLength: 3 });

/** A history of up to thirty steps. */
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
    { weight: 24, arbitrary: fc.record({ kind: fc.constant('transact' as const), operations: anyOperations }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('rewind' as const), part: fc.integer({ min: 0, max: 4 }) }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'reset' as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('late' as const), operations: anyOperations }) },
  ),
  { minLength: 10, maxLength: 30, size: 'max' },
);

/**
 * Lives through a history and gives its moments. Fails unless the world after a rewind is the one remembered at that journal
 * position, or the one before it that is not gone, and the world after a step that was stopped is the one before it.
 */
export async function live(world: WorldStorage, steps: readonly Step[]): Promise<readonly Moment[]> {
  const moments: Moment[] = [];
  /** The world at each journal position of its present past; null where a row stood that was erased since. */
  const past: (World | null)[] = [await readWorld(world, STREAMS)];
  for (const step of steps) {
    const { journalPosition } = await world.readState();
    const target = targetOf(step, journalPosition);
    const outcome = await perform(world, step, target);
    const after = await readWorld(world, STREAMS);
    const { epoch } = await world.readState();
    if (target !== null) past.length = past.findLastIndex((then, at) => at <= target && then !== null) + 1;
    else if (outcome === 'done') {
      if ('operations' in step) forgetPlaces(past, step.operations);
      past.push(after);
    }
    expect(after, `${step.kind}: ${outcome}`).toEqual(past.at(-1));
    moments.push({ step: step.kind, outcome, epoch, world: after });
  }
  return moments;
}

type World = Awaited<ReturnType<typeof readWorld>>;

/** Takes those worlds away in which an erased row stood, and those between them. */
function forgetPlaces(past: (World | null)[], operations: readonly Operation[]): void {
  // Where the world is now is a place that it has.
  const { journal } = past.at(-1)!;
  for (const operation of operations) {
    if (operation.kind !== 'erase') continue;
    const key = rowKey(operation.table, operation.id);
    const first = journal.find(({ rows }) =>
      rows.some((row) => rowKey(row.table, row.id) === key && (row.before ?? row.after)),
    );
    if (first) past.fill(null, first.position);
  }
}

/** The journal position that a step goes back to; null when it does not. */
function targetOf(step: Step, journalPosition: number): number | null {
  if (step.kind === 'reset') return 0;
  return step.kind === 'rewind' ? Math.floor((journalPosition * step.part) / 4) : null;
}

async function perform(world: WorldStorage, step: Step, target: number | null): Promise<string> {
  const { epoch } = await world.readState();
  try {
    if (step.kind === 'reset') await world.reset();
    else if (step.kind === 'rewind') await world.rewind(target!);
    else await world.transact(step.operations, context(step.kind === 'late' ? epoch - 1 : epoch));
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Everything that must have happened often enough in random histories, or they would prove little. */
const MUST_HAPPEN = [
  'transact: done',
  'transact: expected-version-conflict',
  'transact: row-exists',
  'transact: row-missing',
  'transact: stream-tombstoned',
  'transact: row-conflict',
  'late: world-rewound',
  'rewind: done',
  'reset: done',
];

/** Counts what happened; fails when something else did, or when one of those made up less than one step in a hundred. */
export function expectVariety(moments: readonly Moment[]): void {
  const counts = new Map<string, number>();
  for (const { step, outcome } of moments) {
    const what = `${step}: ${outcome}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  expect([...counts.keys()].toSorted()).toEqual(MUST_HAPPEN.toSorted());
  for (const [what, count] of counts) expect(count, what).toBeGreaterThan(moments.length / 100);
}
