/** Databases and files of every version that there has been: the code of today opens each, and finds what must be there. Fixtures: fixtures/fixture.ts. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readBackup, writeBackup } from '#backup';
import { openWorkbook, openWorld, PROGRESS_DATABASE, WORKBOOK_DATABASE, worldDatabaseName } from '#indexeddb';
import { createBackups } from '#indexeddb/backup';
import { openCourseProgress, openProgress } from '#progress';
import { append, context, readWorld } from '../contract/world/shared.ts';
import { beginWithNothing, wipe } from './any-work.ts';
import { dumpDatabase } from './dump-database.ts';
import { build, fixturesOf, type DatabaseFixture } from './fixtures/fixture.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const WORLD = worldDatabaseName('fold');

/** What the page makes of each database. */
const LOOKS = {
  async workbook() {
    const workbook = await openWorkbook();
    const lessons = ['fold', 'race'];
    const drafts = (await Promise.all(lessons.map(workbook.load))).flat();
    const copies = (await Promise.all(lessons.map(workbook.loadCopies))).flat();
    workbook.close();
    return { drafts, copies };
  },
  async world() {
    const world = await openWorld(WORLD);
    const seen = { state: await world.readState(), marks: await world.readMarks() };
    const { log, streams, tables, journal } = await readWorld(world, ['order-1', 'order-2']);
    world.close();
    return {
      ...seen,
      log,
      heads: streams.map(({ streamName, streamVersion, truncateBefore }) => [
        streamName,
        streamVersion,
        truncateBefore,
      ]),
      rows: tables.flatMap(({ rows }) => rows.map(({ text }) => text)),
      byValue: tables.flatMap(({ byValue }) => byValue.map(({ id }) => id)),
      journal: journal.map(({ position, rows }) => ({ position, rows })),
    };
  },
  async progress() {
    const world = await openWorld(PROGRESS_DATABASE);
    const { last, lessons } = await openCourseProgress(world);
    const { lastPosition } = await world.readState();
    world.close();
    return { last, lastPosition, lessons: withoutMaps(lessons) };
  },
} as const;

type Kind = keyof typeof LOOKS;
const KINDS = Object.keys(LOOKS) as Kind[];

/** Of each database the first version in which there was one. */
const FIRST: Readonly<Record<Kind, number>> = { workbook: 1, world: 1, progress: 2 };
const NAMES: Readonly<Record<Kind, string>> = {
  workbook: WORKBOOK_DATABASE,
  world: WORLD,
  progress: PROGRESS_DATABASE,
};

const everyFixture = KINDS.flatMap((kind) =>
  fixturesOf(kind).map((fixture) => [kind, fixture.version, fixture] as const),
);

describe('a database of an older page', () => {
  test.each(everyFixture)('W27: %s of version %i holds what must be there', async (kind, _, fixture) => {
    await beginWithNothing();
    await build(fixture);
    expect(await LOOKS[kind]()).toMatchObject(fixture.golden);
  });

  test.each(everyFixture)(
    'W27: %s of version %i has the stores, keys and indexes of a new one',
    async (kind, _, fixture) => {
      await beginWithNothing();
      await build(fixture);
      await LOOKS[kind]();
      const upgraded = withoutRecords(await dumpDatabase(fixture.name));
      await wipe();
      await LOOKS[kind]();
      expect(upgraded).toEqual(withoutRecords(await dumpDatabase(fixture.name)));
    },
  );

  test.each(everyFixture)('W27: %s of version %i can be written to', async (kind, _, fixture) => {
    await beginWithNothing();
    await build(fixture);
    await WRITES[kind]();
  });

  test.each(KINDS)('W27: %s has a fixture of every version up to this one', async (kind) => {
    await beginWithNothing();
    await LOOKS[kind]();
    const { version } = await dumpDatabase(NAMES[kind]);
    const versions = Array.from({ length: version - FIRST[kind] + 1 }, (_, index) => FIRST[kind] + index);
    expect(fixturesOf(kind).map((fixture) => fixture.version)).toEqual(versions);
  });
});

const kept = everyFixture.filter(([kind]) => kind !== 'world');

test.each(kept)(
  'W27: %s of version %i is kept by the next version too, whatever that will be',
  async (kind, _, fixture) => {
    await beginWithNothing();
    await build(fixture);
    const { open } = IDBFactory.prototype;
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function openNext(this: IDBFactory, name, version) {
      return open.call(this, name, version === undefined ? version : version + 1);
    });
    expect(await LOOKS[kind]()).toMatchObject(fixture.golden);
  },
);

describe('BK1: a file of an older page', () => {
  test.each(fixturesOf('backup').map((fixture) => [fixture.version, fixture] as const))(
    'of version %i is brought in',
    async (_, { lines, golden }) => {
      await beginWithNothing();
      const read = readBackup(new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')));
      if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal));
      const backups = createBackups({ lessons: [], now: () => '2026-11-30T04:05:06.000Z' });
      expect(await backups.replace(read.backup)).toEqual({ kind: 'replaced' });
      const found = { workbook: await LOOKS.workbook(), world: await LOOKS.world(), progress: await LOOKS.progress() };
      expect(found).toMatchObject(golden);
    },
  );

  test('there is a fixture of every version up to this one', () => {
    const [header] = new TextDecoder().decode(writeBackup({ at: '', databases: [] })).split('\n');
    const { version } = JSON.parse(header!) as { version: number };
    const versions = Array.from({ length: version }, (_, index) => index + 1);
    expect(fixturesOf('backup').map((fixture) => fixture.version)).toEqual(versions);
  });
});

/** Somebody goes on working. */
const WRITES: Readonly<Record<Kind, () => Promise<void>>> = {
  async workbook() {
    const workbook = await openWorkbook();
    const [draft] = await workbook.load('fold');
    const { revision, ...before } = draft!;
    const saved = await workbook.save({ ...before, text: 'gone on' }, revision);
    expect(saved).toEqual({ kind: 'saved', revision: revision + 1 });
    workbook.close();
  },
  async world() {
    const world = await openWorld(WORLD);
    const { epoch, lastPosition } = await world.readState();
    await world.transact([append('order-3', 2, 0)], context(epoch));
    expect((await world.readState()).lastPosition).toBe(lastPosition + 2);
    world.close();
  },
  async progress() {
    const world = await openWorld(PROGRESS_DATABASE);
    const { lastPosition } = await world.readState();
    const { isOpened, isCompleted } = await openProgress(world, 'race').handle({ type: 'CompleteLesson', data: {} });
    expect({ isOpened, isCompleted }).toEqual({ isOpened: true, isCompleted: true });
    expect((await world.readState()).lastPosition).toBe(lastPosition + 1);
    world.close();
  },
};

const withoutRecords = ({ stores, version }: Pick<DatabaseFixture, 'stores' | 'version'>) => ({
  version,
  stores: stores.map(({ name, keyPath, indexes }) => ({ name, keyPath, indexes })),
});

/** JSON has no maps. */
const withoutMaps = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (one instanceof Map ? Object.fromEntries(one) : one)));
