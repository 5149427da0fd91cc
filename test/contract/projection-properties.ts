/** What holds of projections whatever happens: random logs, runners, crashes and rebuilds, over whichever world. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { liveProjector, projector, type Event, type EventStore, type Recorded } from '#eventsourcing';
import { Timeline, type Moment, type WorldStorage } from '#lab';
import { labOver } from './lab-over-world.ts';
import { interruptedWorld, isCrash, type Crash } from './projections/interrupted-world.ts';
import { accounts, append, closed, moved, opened, type Account, type AccountEvent } from './projections/shared.ts';

const anyEvents: fc.Arbitrary<AccountEvent[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -9, max: 99 }).map(moved) },
    { weight: 2, arbitrary: fc.constantFrom('Kim', 'Lee').map(opened) },
    { weight: 1, arbitrary: fc.constant(closed) },
    { weight: 1, arbitrary: fc.constant({ type: 'Unknown', data: {} } as unknown as AccountEvent) },
  ),
  { minLength: 1, maxLength: 4 },
);

const anyAppend = fc.record({
  kind: fc.constant('append' as const),
  streamName: fc.constantFrom('a', 'b', 'c'),
  events: anyEvents,
});
const anyCrash: fc.Arbitrary<Crash | null> = fc.option(
  fc.record({ step: fc.integer({ min: 1, max: 30 }), isDone: fc.boolean() }),
);
const anyRunner = fc.record({
  work: fc.constantFrom('catchUp' as const, 'catchUp' as const, 'catchUp' as const, 'rebuild' as const),
  batchSize: fc.integer({ min: 1, max: 5 }),
  crash: anyCrash,
});
const anyRunners = fc.record({
  kind: fc.constant('run' as const),
  runners: fc.array(anyRunner, { minLength: 1, maxLength: 3 }),
});

type Append = Readonly<{ kind: 'append'; streamName: string; events: AccountEvent[] }>;
type Runner = Readonly<{ work: 'catchUp' | 'rebuild'; batchSize: number; crash: Crash | null }>;

/** Appends, and runners that work at the same time, of which some end at any step. */
export const anyLife: fc.Arbitrary<(Append | Readonly<{ kind: 'run'; runners: Runner[] }>)[]> = fc.array(
  fc.oneof(anyAppend, anyRunners),
  { minLength: 2, maxLength: 12 },
);

/** Appends, each with the size of the batches in which what is there is then caught up; 0 for not now. */
export const anyLog: fc.Arbitrary<(readonly [Append, number])[]> = fc.array(
  fc.tuple(anyAppend, fc.integer({ min: 0, max: 5 })),
  { minLength: 1, maxLength: 8 },
);

/** The rows that events make, folded without any of the code that is tested. */
function foldAll(events: readonly Recorded<Event>[]): ReadonlyMap<string, Account> {
  const rows = new Map<string, Account>();
  for (const event of events as readonly Recorded<AccountEvent>[]) {
    if (!accounts.canHandle.includes(event.type)) continue;
    const row = accounts.evolve(rows.get(event.streamName) ?? null, event);
    if (row) rows.set(event.streamName, row);
    else rows.delete(event.streamName);
  }
  return rows;
}

const withKeys = (rows: ReadonlyMap<string, Account>) =>
  [...rows].map(([key, row]) => ({ key, ...row })).toSorted((a, b) => (a.key < b.key ? -1 : 1));

/** The rows of a table at a moment, by key. */
function tableAt({ rows }: Moment, table: string): Record<string, unknown>[] {
  return [...rows.values()]
    .filter((row) => row.table === table)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
}

/** Lives through it, and then looks at each moment that was ever committed: rows are the fold of the events up to the checkpoint. */
export async function expectRowsLikeCheckpoint(
  world: WorldStorage,
  life: readonly (Append | Readonly<{ kind: 'run'; runners: readonly Runner[] }>)[],
): Promise<void> {
  const lab = await labOver(world);
  for (const step of life) {
    if (step.kind === 'append') await append(lab, step.streamName, ...step.events);
    else await Promise.all(step.runners.map((runner) => run(world, runner)));
  }
  await projector(accounts, lab).catchUp();
  const { events } = await lab.eventStore.readAll();
  const timeline = new Timeline(world);
  const { journalPosition } = await world.readState();
  for (let position = 0; position <= journalPosition; position += 1) {
    const moment = await timeline.at(position);
    const [model] = tableAt(moment, 'read_models') as { builds?: Record<string, number> }[];
    const build = model?.builds?.['1'] ?? 1;
    const table = `accounts_v1${build === 1 ? '' : `_build${build}`}`;
    const found = tableAt(moment, 'checkpoints').find(({ processor }) => processor === table);
    const checkpoint = Number(found?.['position'] ?? 0);
    expect(checkpoint).toBeLessThanOrEqual(moment.lastPosition);
    expect(tableAt(moment, table), `at ${position}, checkpoint ${checkpoint}`).toEqual(
      withKeys(foldAll(events.slice(0, checkpoint))),
    );
  }
  expect(await projector(accounts, lab).checkpoint()).toBe(events.length);
}

async function run(world: WorldStorage, { work, batchSize, crash }: Runner): Promise<void> {
  const lab = await labOver(interruptedWorld(world, crash));
  try {
    await projector(accounts, lab, { batchSize })[work]();
  } catch (error) {
    if (!isCrash(error)) throw error;
  }
}

/** Catches up on the way as the log says, and then makes the same rows in other ways. */
export async function expectSameFromZero(
  world: WorldStorage,
  log: readonly (readonly [Append, number])[],
): Promise<void> {
  const lab = await labOver(world);
  const onTheWay = projector(accounts, lab);
  for (const [{ streamName, events }, batchSize] of log) {
    await append(lab, streamName, ...events);
    if (batchSize > 0) await projector(accounts, lab, { batchSize }).catchUp();
  }
  await onTheWay.catchUp();
  const rows = await onTheWay.rows();
  const fromZero = projector({ ...accounts, version: 2 }, lab);
  await fromZero.catchUp();
  expect(await fromZero.rows()).toEqual(rows);
  expect(await liveProjector(accounts, lab).rows()).toEqual(rows);
  await onTheWay.rebuild();
  expect(await onTheWay.rows()).toEqual(rows);
}

/** How a source gives what it has: each event so many times, and so many from before the place it was asked for once more. */
export const anyDuplicates = fc.record({
  times: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 7 }),
  before: fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }),
});

/** Catches up from a source that gives events again, in order, on the way as the log says: the rows are those of one that does not. */
export async function expectDuplicatesUnseen(
  world: WorldStorage,
  log: readonly (readonly [Append, number])[],
  { times, before }: Readonly<{ times: readonly number[]; before: readonly number[] }>,
): Promise<void> {
  const lab = await labOver(world);
  let asked = 0;
  let given = 0;
  const eventStore: Pick<EventStore, 'readAll'> = {
    async readAll(options = {}) {
      const { after = 0, maxCount } = options;
      const from = Math.max(0, after - before[(asked += 1) % before.length]!);
      // What is given once more takes no place from what is new.
      const more = maxCount === undefined ? {} : { maxCount: maxCount + after - from };
      const page = await lab.eventStore.readAll({ ...options, after: from, ...more });
      const events = page.events.flatMap((event) =>
        Array.from({ length: times[(given += 1) % times.length]! }, () => event),
      );
      return { events, safePosition: Math.max(page.safePosition, after) };
    },
  };
  const stuttering = (batchSize: number) => projector(accounts, { ...lab, eventStore }, { batchSize });
  for (const [{ streamName, events }, batchSize] of log) {
    await append(lab, streamName, ...events);
    if (batchSize > 0) await stuttering(batchSize).catchUp();
  }
  await stuttering(3).catchUp();
  expect(await stuttering(1).rows()).toEqual(await liveProjector(accounts, lab).rows());
  expect(await stuttering(1).checkpoint()).toBe((await lab.eventStore.readAll()).events.length);
}

/** Rebuilds with another evolve; a reader looks in front of each request that this makes, while the log goes on. */
export async function expectNoMix(
  world: WorldStorage,
  log: readonly (readonly [Append, number])[],
  batchSize: number,
): Promise<void> {
  const lab = await labOver(world);
  const reader = projector(accounts, lab);
  for (const [{ streamName, events }] of log) await append(lab, streamName, ...events);
  // Two that are never closed: there is always something to see.
  await append(lab, 'kept-1', opened());
  await append(lab, 'kept-2', opened());
  await reader.catchUp();
  const left = log.map(([{ streamName, events }]) => [streamName, events] as const);
  let news = 0;
  const look = async (): Promise<void> => {
    const next = left.shift();
    if (next) await append(lab, next[0], ...next[1]);
    const rows = (await reader.rows()) as (Account & { isNew?: true })[];
    const marked = rows.filter(({ isNew }) => isNew).length;
    expect([0, rows.length]).toContain(marked);
    // Nobody sees too few, or old rows after new ones.
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(marked).toBeGreaterThanOrEqual(Math.min(news, rows.length));
    news = marked;
  };
  const marking: typeof accounts = {
    ...accounts,
    evolve(row, event) {
      const next = accounts.evolve(row, event);
      return next && Object.assign(next, { isNew: true });
    },
  };
  await projector(marking, await labOver(interruptedWorld(world, null, look)), { batchSize }).rebuild();
  await look();
}
