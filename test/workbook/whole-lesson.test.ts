/** A session over a whole lesson: what running all leaves alone, what it runs, and what resets and other tabs do to it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Script } from 'node:vm';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import { libraries } from 'virtual:sandbox';
import { buildWorkerProgram, createInProcessRunner } from '../../src/authoring/simulator/in-process-runner.ts';
import { compileOnce } from '../property/lesson.ts';
import { createMemoryBrowser } from '../../src/authoring/simulator/memory-browser.ts';
import { openPage, type OpenPage } from '../property/open-page.ts';

let program: Script;
beforeAll(async () => {
  program = await buildWorkerProgram();
});

/** A cell that writes a row into its own table; what is before `(` of an option is the option's name. */
const writing = (name: string): string =>
  `import { database } from 'lab';\nawait database.table('${name}', { key: 'id' }).put({ id: 1 });\n'${name}';`;

type Options = Readonly<Partial<Pick<LessonPage<CompiledCell>['cells'][number], 'from' | 'rerun'>>>;

/** A lesson of cells, each with its text. */
const pageOf = (
  texts: Readonly<Record<string, string>>,
  options: Readonly<Record<string, Options>> = {},
): LessonPage<CompiledCell> => ({
  id: 'whole',
  number: 1,
  now: '2020-05-20T09:00:00.000Z',
  cells: Object.entries(texts).map(([file, source]) => ({
    file,
    from: 'previous',
    rerun: 'rewind',
    ends: 'done',
    isReadonly: false,
    ...options[file],
    source,
    compiled: compileOnce(file, source),
  })),
});

/** A browser, and a way to open the same page in it again and again. */
function browserWith(page: LessonPage<CompiledCell>) {
  const browser = createMemoryBrowser(() => createInProcessRunner(program));
  return { open: async () => openPage(await browser.openTab(), page, libraries), settle: () => browser.settle() };
}

const statesOf = ({ session }: OpenPage): string[] => session.files.map((file) => session.view(file).state);
const tablesOf = ({ tab }: OpenPage): Promise<readonly string[]> => tab.world.readTableNames();
/** What each cell shows, as how many things; and a list that is the same as long as nothing is shown anew. */
const listOf = ({ shown }: OpenPage, file: string) => shown.get(file);

const THREE = { 'a.ts': writing('a'), 'b.ts': writing('b'), 'c.ts': writing('c') };
const BROKEN = "throw new Error('here');";

describe('running all', () => {
  test('X24: runs every cell, and then leaves alone what is there', async () => {
    const page = await browserWith(pageOf(THREE)).open();
    expect(await page.session.runAll()).toEqual({ kind: 'done' });
    expect(await tablesOf(page)).toEqual(['a', 'b', 'c']);
    const shown = listOf(page, 'c.ts');
    expect(await page.session.runAll()).toEqual({ kind: 'done' });
    expect(listOf(page, 'c.ts')).toBe(shown);
  });

  test('X24: runs what has changed, and what stands below it', async () => {
    const page = await browserWith(pageOf(THREE)).open();
    await page.session.runAll();
    const [first, second] = [listOf(page, 'a.ts'), listOf(page, 'b.ts')];
    page.session.edit('b.ts', writing('other'));
    await page.session.runAll();
    expect(listOf(page, 'a.ts')).toBe(first);
    expect(listOf(page, 'b.ts')).not.toBe(second);
    expect(await tablesOf(page)).toEqual(['a', 'c', 'other']);
  });

  test('X24: brings output back that a reload, or an edit that was taken back, has taken away', async () => {
    const { open } = browserWith(pageOf(THREE));
    await (await open()).session.runAll();
    const page = await open();
    await page.session.runAll();
    expect(listOf(page, 'a.ts')).toHaveLength(1);
    page.session.edit('a.ts', 'other');
    page.session.edit('a.ts', writing('a'));
    expect(listOf(page, 'a.ts')).toEqual([]);
    await page.session.runAll();
    expect(listOf(page, 'a.ts')).toHaveLength(1);
  });

  test('X24: a cell that fails keeps those from running that go on from it, and no others', async () => {
    const texts = { ...THREE, 'b.ts': BROKEN, 'd.ts': writing('d') };
    const page = await browserWith(pageOf(texts, { 'd.ts': { from: 'start' } })).open();
    expect(await page.session.runAll()).toEqual({ kind: 'failed', file: 'b.ts' });
    expect(statesOf(page)).toEqual(['done', 'failed', 'failed', 'done']);
    const fault = { code: 'earlier-cell-failed', data: { file: 'b.ts' }, places: [] };
    expect(page.session.view('c.ts').fault).toEqual(fault);
    expect(await tablesOf(page)).toEqual(['d']);
  });

  test('X24: runs what stands below a cell that has moved the clock, also when nobody wrote', async () => {
    const waiting = (milliseconds: number): string =>
      `import { clock } from 'lab';\nawait clock.advance(${milliseconds});`;
    const clock = "import { clock } from 'lab';\nclock.now();";
    const page = await browserWith(pageOf({ 'a.ts': waiting(1), 'b.ts': clock })).open();
    await page.session.runAll();
    const before = listOf(page, 'b.ts');
    page.session.edit('a.ts', waiting(2));
    await page.session.run('a.ts');
    await page.session.runAll();
    expect(listOf(page, 'b.ts')).not.toEqual(before);
  });

  describe('where the world cannot go back to a mark any more', () => {
    /** A page whose cells have run, and in which the row of the first of them is erased then. */
    const openErased = async (options: Readonly<Record<string, Options>> = {}) => {
      const page = await browserWith(pageOf(THREE, options)).open();
      await page.session.runAll();
      const { epoch } = await page.tab.world.readState();
      const context = { epoch, cell: 'c.ts', runNumber: 9, time: 0 };
      await page.tab.world.transact([{ kind: 'erase', table: 'a', id: 1 }], context);
      return page;
    };
    /** It is as on a new page. */
    const expectWhole = async (page: OpenPage) => {
      expect(await tablesOf(page)).toEqual(['a', 'b', 'c']);
      expect((await page.tab.world.readState()).journalPosition).toBe(3);
      expect(page.session.files.map((file) => listOf(page, file)!.length)).toEqual([1, 1, 1]);
    };

    test('X3: it goes further back, and what lies in between runs again', async () => {
      const page = await openErased();
      const first = listOf(page, 'a.ts');
      await page.session.run('c.ts');
      expect(listOf(page, 'a.ts')).not.toBe(first);
      await expectWhole(page);
    });

    test('X24: running all runs it again too', async () => {
      const page = await openErased();
      await page.session.runAll();
      await expectWhole(page);
    });

    test('X4: a cell that goes on from its own end begins anew', async () => {
      const page = await openErased({ 'b.ts': { rerun: 'continue' } });
      await page.session.run('b.ts');
      expect(await tablesOf(page)).toEqual(['a', 'b']);
      expect((await page.tab.world.readState()).journalPosition).toBe(2);
    });
  });

  test('X24: a cell that starts afresh begins an empty world', async () => {
    const page = await browserWith(pageOf(THREE, { 'b.ts': { from: 'start' } })).open();
    await page.session.runAll();
    expect(await tablesOf(page)).toEqual(['b', 'c']);
  });

  test('X24: a cell that has gone on where it ended runs once, as on a new page', async () => {
    const append = `import { eventStore } from 'lab';
await eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });`;
    const page = await browserWith(pageOf({ 'a.ts': append }, { 'a.ts': { rerun: 'continue' } })).open();
    await page.session.run('a.ts');
    await page.session.run('a.ts');
    expect((await page.tab.world.readState()).lastPosition).toBe(2);
    await page.session.runAll();
    expect((await page.tab.world.readState()).lastPosition).toBe(1);
  });

  test('X24: Stop ends all of it', async () => {
    const page = await browserWith(pageOf(THREE)).open();
    // Behind the first cell's own write.
    page.interrupt({ at: 4, isThrough: true, act: () => page.session.stop() });
    expect(await page.session.runAll()).toEqual({ kind: 'stopped' });
    expect(statesOf(page)).toEqual(['stopped', 'fresh', 'fresh']);
  });

  test('X23: a cell that no longer compiles has come to no end, and those behind it neither', async () => {
    const { open } = browserWith(pageOf(THREE));
    const page = await open();
    await page.session.runAll();
    page.session.edit('a.ts', 'const one = ;');
    await page.session.runAll();
    expect(statesOf(page)).toEqual(['failed', 'failed', 'failed']);
    expect(await page.tab.world.readMarks()).toEqual([]);
  });
});

describe('resets', () => {
  test('X25: starting over brings every text back and empties the world', async () => {
    const { open } = browserWith(pageOf(THREE));
    const page = await open();
    page.session.edit('a.ts', BROKEN);
    page.session.edit('b.ts', writing('other'));
    await page.session.run('a.ts');
    await page.session.resetAll();
    for (const again of [page, await open()]) {
      expect(statesOf(again)).toEqual(['fresh', 'fresh', 'fresh']);
      expect(again.session.view('b.ts')).toMatchObject({ text: THREE['b.ts'], isEdited: false });
      expect(await tablesOf(again)).toEqual([]);
    }
  });

  test("X25: a cell's reset stops a run, which may go on from it", async () => {
    const page = await browserWith(pageOf(THREE)).open();
    await page.session.runAll();
    page.session.edit('c.ts', BROKEN);
    let reset = Promise.resolve();
    page.interrupt({ at: 1, isThrough: false, act: () => void (reset = page.session.reset('b.ts')) });
    await page.session.run('c.ts');
    await reset;
    expect(statesOf(page)).toEqual(['done', 'fresh', 'stopped']);
    expect((await page.tab.world.readMarks()).map(({ file }) => file)).toEqual(['a.ts', 'c.ts']);
  });
});

describe('another tab', () => {
  const ONLY_READS = `import { database } from 'lab';\n(await database.table('a', { key: 'id' }).all()).length;`;
  const texts = { 'a.ts': writing('a'), 'b.ts': ONLY_READS };

  test.each([
    ['writes into the same world', 'a.ts', (other: OpenPage) => other.session.run('a.ts')],
    ['empties the world of a run that only reads', 'b.ts', (other: OpenPage) => other.session.resetWorld()],
  ] as const)('X5: that %s leaves a run without an end', async (_, file, act) => {
    const { open } = browserWith(pageOf(texts));
    const [page, other] = [await open(), await open()];
    if (file === 'b.ts') await page.session.run('a.ts');
    // At the cell's own first call; a run begins with two.
    page.interrupt({ at: 3, isThrough: false, act: () => act(other) });
    await page.session.run(file);
    expect(page.session.view(file)).toMatchObject({ state: 'failed', fault: { code: 'world-rewound' } });
    await page.session.runAll();
    expect(statesOf(page)).toEqual(['done', 'done']);
  });

  test('X5: that empties the world while marks are being saved takes them away too', async () => {
    const { open, settle } = browserWith(pageOf(texts));
    const [page, other] = [await open(), await open()];
    // The two that a run begins with, its write, the look whether it was alone, and then the mark.
    page.interrupt({ at: 5, isThrough: false, act: () => other.session.resetWorld() });
    await page.session.run('a.ts');
    await settle();
    expect(await page.tab.world.readMarks()).toEqual([]);
    expect(await page.session.runAll()).toEqual({ kind: 'done' });
    expect(await tablesOf(page)).toEqual(['a']);
  });

  test('X5: that takes the world back once a run was found alone leaves it without an end all the same', async () => {
    const { open, settle } = browserWith(pageOf(texts));
    const [page, other] = [await open(), await open()];
    const act = async (): Promise<void> => {
      await other.session.resetWorld();
      // By now this tab knows of the new epoch.
      await settle();
    };
    // The two that a run begins with, its write, and the look whether it was alone.
    page.interrupt({ at: 4, isThrough: true, act });
    await page.session.run('a.ts');
    expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'world-rewound' } });
    expect(await page.tab.world.readMarks()).toEqual([]);
  });

  test('X5: what it has done counts before word of it has come', async () => {
    const { open } = browserWith(pageOf(THREE));
    const [page, other] = [await open(), await open()];
    await page.session.runAll();
    await other.session.resetWorld();
    await page.session.run('c.ts');
    expect(await tablesOf(page)).toEqual(['a', 'b', 'c']);
  });

  test('X5: what it does between the press and the run counts, when word of it has come', async () => {
    const { open, settle } = browserWith(pageOf(THREE));
    const [page, other] = [await open(), await open()];
    await page.session.runAll();
    page.session.expectRun();
    await other.session.resetWorld();
    await settle();
    await page.session.run('c.ts');
    expect(await tablesOf(page)).toEqual(['a', 'b', 'c']);
  });

  test('X5: what it does so late that no word of it has come is told', async () => {
    const { open } = browserWith(pageOf(THREE));
    const [page, other] = [await open(), await open()];
    await page.session.runAll();
    page.session.expectRun();
    await other.session.resetWorld();
    await page.session.run('c.ts');
    expect(page.session.view('c.ts')).toMatchObject({ state: 'failed', fault: { code: 'world-rewound' } });
    await page.session.run('c.ts');
    expect(await tablesOf(page)).toEqual(['a', 'b', 'c']);
  });

  test('X3: a press looks ahead, and the run does not look again', async () => {
    const page = await browserWith(pageOf(THREE)).open();
    page.session.expectRun();
    // The first call of a run that need not look is its write.
    let tables: readonly string[] = ['none yet'];
    page.interrupt({ at: 1, isThrough: true, act: async () => void (tables = await tablesOf(page)) });
    await page.session.run('a.ts');
    expect(tables).toEqual(['a']);
  });
});
