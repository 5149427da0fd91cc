/** A session with cells that listen: what they hear, what ends them, and what their marks are worth. */
import { beforeAll, expect, test, vi } from 'vitest';
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

const IMPORTS = "import { display, eventStore } from 'lab';\n";
const append = (type: string, stream = 's'): string =>
  `await eventStore.appendToStream('${stream}', [{ type: '${type}', data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });\n`;
const WRITES = IMPORTS + append('Opened');
const HEARS = `${IMPORTS}for await (const { type } of eventStore.subscribeToAll({ after: 'BEGINNING' })) display(type);`;

const pageOf = (texts: Readonly<Record<string, string>>): LessonPage<CompiledCell> => ({
  id: 'listening',
  number: 1,
  now: '2020-05-20T09:00:00.000Z',
  cells: Object.entries(texts).map(([file, source]) => ({
    file,
    from: 'previous',
    rerun: 'rewind',
    ends: 'done',
    isReadonly: false,
    source,
    compiled: compileOnce(file, source),
  })),
});

function browserWith(texts: Readonly<Record<string, string>>) {
  const browser = createMemoryBrowser(() => createInProcessRunner(program));
  return async () => openPage(await browser.openTab(), pageOf(texts), libraries);
}

const statesOf = ({ session }: OpenPage): string[] => session.files.map((file) => session.view(file).state);

/** What a cell shows, as texts. */
const shownIn = ({ shown }: OpenPage, file: string): string[] =>
  (shown.get(file) ?? []).map((item) =>
    item.kind === 'display' ? /"text":"([^"]*)"/.exec(item.value)![1]! : item.kind,
  );

/** Appends as a cell of another tab would that goes on from the same world. */
async function appendFromOutside({ tab }: OpenPage, type: string): Promise<void> {
  const { epoch } = await tab.world.readState();
  const commit = { count: 1, ids: type, types: [type], text: `[{"type":"${type}","data":{}}]`, recordedAt: '' };
  await tab.world.transact([{ kind: 'append', streamName: 'other', expected: 'NO_CONCURRENCY_CHECK', commit }], {
    epoch,
    cell: 'other.ts',
    runNumber: 1,
    time: 0,
  });
}

test('X12a: a cell that waits for events listens, with its mark set, and shows what comes through another tab', async () => {
  const open = browserWith({ 'a.ts': WRITES, 'b.ts': HEARS });
  const page = await open();
  await page.session.run('b.ts');
  expect(statesOf(page)).toEqual(['done', 'listening']);
  expect(shownIn(page, 'b.ts')).toEqual(['Opened']);
  expect(await page.tab.world.readMarks()).toMatchObject([{ ended: 'done' }, { ended: 'done', journalPosition: 1 }]);

  await appendFromOutside(await open(), 'Added');
  await vi.waitFor(() => expect(shownIn(page, 'b.ts')).toEqual(['Opened', 'Added']));
  expect(statesOf(page)).toEqual(['done', 'listening']);
});

test('X12a: it listens, too, when the module has settled and a subscription goes on', async () => {
  const page = await browserWith({
    'a.ts': `${IMPORTS}const hear = async () => { for await (const { type } of eventStore.subscribeToAll({ after: 'END' })) display(type); };
void hear();
const timer = setTimeout(() => void eventStore.appendToStream('s', [{ type: 'Late', data: {} }], { expectedStreamVersion: 0 }), 5_000);`,
  })();
  await page.session.run('a.ts');
  expect(statesOf(page)).toEqual(['listening']);
  expect(shownIn(page, 'a.ts')).toEqual(['Late']);
  const [mark] = await page.tab.world.readMarks();
  expect(mark).toMatchObject({ journalPosition: 1, time: Date.parse('2020-05-20T09:00:05.000Z') });
});

test('X12a: a cell that leaves its loop has come to its end', async () => {
  const page = await browserWith({
    'a.ts': `${WRITES}for await (const { type } of eventStore.subscribeToAll({ after: 0 })) { display(type); break; }`,
  })();
  await page.session.run('a.ts');
  expect(statesOf(page)).toEqual(['done']);
});

test.each([
  ['waits for ever', 'await new Promise(() => {});'],
  ['listens', HEARS.replace(IMPORTS, '')],
])('X12: what is thrown ends a cell whose top level %s', async (_, rest) => {
  const page = await browserWith({ 'a.ts': `${IMPORTS}setTimeout(() => { throw new Error('No.'); }, 10);\n${rest}` })();
  await page.session.run('a.ts');
  expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'thrown-error' } });
});

test('X12: waiting for what no one can bring is no listening', async () => {
  const page = await browserWith({
    'a.ts':
      "import { inMemoryEventStore } from 'eventsourcing';\nfor await (const event of inMemoryEventStore().subscribeToAll({ after: 0 })) event;",
  })();
  await page.session.run('a.ts');
  expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'waits-for-nothing' } });
});

test('X12a: Stop ends it, its mark stays, and nothing is heard any more', async () => {
  const open = browserWith({ 'a.ts': HEARS });
  const page = await open();
  await page.session.run('a.ts');
  page.session.stop();
  expect(statesOf(page)).toEqual(['done']);
  expect(await page.tab.world.readMarks()).toHaveLength(1);
  await appendFromOutside(await open(), 'Added');
  await new Promise((resolve) => void setTimeout(resolve, 20));
  expect(shownIn(page, 'a.ts')).toEqual([]);
});

test('X12a: running all goes on past it, and the last one listens in the end', async () => {
  const page = await browserWith({ 'a.ts': WRITES, 'b.ts': HEARS, 'c.ts': WRITES, 'd.ts': HEARS })();
  expect(await page.session.runAll()).toEqual({ kind: 'done' });
  expect(statesOf(page)).toEqual(['done', 'done', 'done', 'listening']);
  expect(shownIn(page, 'b.ts')).toEqual(['Opened']);
  expect(shownIn(page, 'd.ts')).toEqual(['Opened', 'Opened']);
  const shown = page.shown.get('b.ts');
  // As on a new page, the last one listens again; those above show what they would put out.
  expect(await page.session.runAll()).toEqual({ kind: 'done' });
  expect(statesOf(page)).toEqual(['done', 'done', 'done', 'listening']);
  expect(page.shown.get('b.ts')).toBe(shown);
});

test('X12a: what a cell has written while it listened lies behind its mark, and the next run takes it away', async () => {
  const reacts = `${IMPORTS}for await (const { type } of eventStore.subscribeToAll({ after: 'END' })) {
  if (type === 'Added') ${append('Answered')}}`;
  const open = browserWith({ 'a.ts': reacts, 'b.ts': WRITES });
  const page = await open();
  await page.session.run('a.ts');
  await appendFromOutside(await open(), 'Added');
  await vi.waitFor(async () => expect(await page.tab.world.readState()).toMatchObject({ journalPosition: 2 }));
  expect(statesOf(page)).toEqual(['listening', 'fresh']);
  expect(await page.tab.world.readMarks()).toMatchObject([{ journalPosition: 0 }]);

  await page.session.run('b.ts');
  expect(statesOf(page)).toEqual(['done', 'done']);
  expect(await page.tab.world.readState()).toMatchObject({ journalPosition: 1, lastPosition: 1 });
});

test('X12a: running all brings back a cell that has heard more than a new page would show', async () => {
  const open = browserWith({ 'a.ts': HEARS });
  const page = await open();
  await page.session.runAll();
  await appendFromOutside(await open(), 'Added');
  await vi.waitFor(() => expect(shownIn(page, 'a.ts')).toEqual(['Added']));
  await page.session.runAll();
  expect(shownIn(page, 'a.ts')).toEqual([]);
  expect(statesOf(page)).toEqual(['listening']);
});

test('X12a: a rewind by another tab ends it', async () => {
  const open = browserWith({ 'a.ts': WRITES, 'b.ts': HEARS });
  const page = await open();
  await page.session.run('b.ts');
  await (await open()).session.resetWorld();
  await vi.waitFor(() => expect(statesOf(page)).toEqual(['fresh', 'fresh']));
  await page.session.run('b.ts');
  expect(statesOf(page)).toEqual(['done', 'listening']);
  expect(shownIn(page, 'b.ts')).toEqual(['Opened']);
});

test('X12a: what it throws while it listens is told, and takes no mark away', async () => {
  const open = browserWith({
    'a.ts': `${IMPORTS}for await (const { type } of eventStore.subscribeToAll({ after: 0 })) throw new Error(type);`,
    'b.ts': WRITES,
  });
  const page = await open();
  await page.session.run('a.ts');
  expect(statesOf(page)).toEqual(['listening', 'fresh']);
  await appendFromOutside(await open(), 'Added');
  await vi.waitFor(() =>
    expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'thrown-error' } }),
  );
  expect(page.session.view('a.ts').fault!.places).toMatchObject([{ file: 'a.ts' }]);
  expect(await page.tab.world.readMarks()).toMatchObject([{ ended: 'done', isStale: false }]);
});

test('X12a: a new page shows it by its mark, as done', async () => {
  const open = browserWith({ 'a.ts': HEARS });
  await (await open()).session.run('a.ts');
  expect(statesOf(await open())).toEqual(['done']);
});

test('X5: a cell whose world another tab has written into does not begin to listen', async () => {
  const open = browserWith({ 'a.ts': WRITES + HEARS.replace(IMPORTS, '') });
  const [page, other] = [await open(), await open()];
  // Through with the append, before it listens.
  page.interrupt({ at: 4, isThrough: true, act: () => appendFromOutside(other, 'Added') });
  await page.session.run('a.ts');
  expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'world-rewound' } });
  expect(await page.tab.world.readMarks()).toEqual([]);
});
