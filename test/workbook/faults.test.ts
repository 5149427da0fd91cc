/** What is had to go wrong in every run of a lesson, and where cells go on behind a crash. */
import { beforeAll, expect, test } from 'vitest';
import type { Script } from 'node:vm';
import { libraries } from 'virtual:sandbox';
import { buildWorkerProgram, createInProcessRunner } from '../../src/authoring/simulator/in-process-runner.ts';
import { compileOnce } from '../property/lesson.ts';
import { createMemoryBrowser } from '../../src/authoring/simulator/memory-browser.ts';
import { openPage } from '../property/open-page.ts';

let program: Script;
beforeAll(async () => {
  program = await buildWorkerProgram();
});

const APPEND = `import { eventStore } from 'lab';
for (const type of ['A', 'B', 'C'])
  await eventStore.appendToStream('s', [{ type, data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });`;
const READ = `import { eventStore } from 'lab';\n(await eventStore.readStream('s')).currentStreamVersion;`;

async function open(texts: Readonly<Record<string, string>>, readPart?: () => Promise<string>) {
  let runs = 0;
  const browser = createMemoryBrowser(() => {
    const runner = createInProcessRunner(program);
    return { ...runner, run: (...given) => ((runs += 1), runner.run(...given)) };
  });
  const cells = Object.entries(texts).map(([file, source]) => ({
    file,
    from: 'previous' as const,
    rerun: 'rewind' as const,
    ends: 'done' as const,
    isReadonly: false,
    source,
    compiled: compileOnce(file, source),
  }));
  const lesson = { id: 'faulty', number: 1, now: '2020-05-20T09:00:00.000Z', cells };
  const tab = { ...(await browser.openTab()), ...(readPart && { readPart }) };
  const page = await openPage(tab, lesson, libraries);
  const states = () => page.session.files.map((file) => page.session.view(file).state);
  const stale = () => page.session.files.filter((file) => page.session.view(file).isStale);
  const valuesOf = (file: string) =>
    page.shown.get(file)?.flatMap((item) => (item.kind === 'value' ? [item.value] : []));
  return { ...page, runs: () => runs, states, stale, valuesOf };
}

test('X27: what is switched on goes wrong in every run, and what ran before is out of date', async () => {
  const page = await open({ 'a.ts': APPEND, 'b.ts': READ });
  await page.session.runAll();
  expect([page.states(), page.stale()]).toEqual([['done', 'done'], []]);
  await page.session.setFaults([{ fault: 'abort', after: 1 }]);
  expect(page.stale()).toEqual(['a.ts', 'b.ts']);
  for (const _ of [1, 2]) {
    await page.session.run('a.ts');
    expect(page.session.view('a.ts')).toMatchObject({ state: 'failed', fault: { code: 'transaction-aborted' } });
    expect((await page.tab.world.readState()).lastPosition).toBe(1);
  }
  await page.session.setFaults([]);
  await page.session.runAll();
  expect([page.states(), page.stale()]).toEqual([['done', 'done'], []]);
  expect((await page.tab.world.readState()).lastPosition).toBe(3);
});

test('X27: switched on and off again, what ran before counts as it did', async () => {
  const page = await open({ 'a.ts': APPEND });
  await page.session.runAll();
  await page.session.setFaults([{ fault: 'crash' }]);
  await page.session.setFaults([]);
  expect(page.stale()).toEqual([]);
});

test.each([1, 2])('X23: behind a crash the cells below go on from what was done: %i', async (after) => {
  const page = await open({
    'a.ts': `import { faults } from 'lab';\nfaults.set('crash', { after: ${after} });\n${APPEND}`,
    'b.ts': READ,
  });
  await page.session.runAll();
  expect(page.states()).toEqual(['crashed', 'done']);
  expect(page.session.view('a.ts').fault).toMatchObject({
    code: 'crashed',
    data: { call: 'append to s' },
    places: [{ file: 'a.ts' }],
  });
  expect(page.valuesOf('b.ts')).toMatchObject([expect.stringContaining(String(after))]);
  // A mark that counts is not made again.
  await page.session.run('b.ts');
  expect(page.states()).toEqual(['crashed', 'done']);
});

test('X13: a run that is stopped while it waits for its program never begins', async () => {
  let come: (part: string) => void = () => {};
  const part = new Promise<string>((resolve) => (come = resolve));
  const page = await open({ 'a.ts': `import { faults } from 'lab';\n${APPEND}\nfaults.settings();` }, () => part);
  const running = page.session.run('a.ts');
  await new Promise((resolve) => void setTimeout(resolve, 30));
  page.session.stop();
  come((await import('virtual:sandbox/on-demand')).default);
  await running;
  await new Promise((resolve) => void setTimeout(resolve, 60));
  expect(page.states()).toEqual(['stopped']);
  expect(page.runs()).toBe(0);
});

test('X8: a program that cannot be had is told', async () => {
  const page = await open({ 'a.ts': `import { faults } from 'lab';\nfaults.settings();`, 'b.ts': READ }, () =>
    Promise.reject(new TypeError('no network')),
  );
  await page.session.run('a.ts');
  expect(page.states()).toEqual(['failed', 'fresh']);
  expect(page.session.view('a.ts').fault?.code).toBeTruthy();
});
