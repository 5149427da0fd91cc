/** An exercise is held to its checks, each in a world of its own and with cells that nobody has evaluated. */
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

/** A page with an exercise, `checks` by name. */
async function open(
  starter: string,
  checks: Readonly<Record<string, string>>,
  imports = '',
  readPart?: () => Promise<string>,
) {
  let runs = 0;
  const browser = createMemoryBrowser(() => {
    const runner = createInProcessRunner(program);
    return { ...runner, run: (...given) => ((runs += 1), runner.run(...given)) };
  });
  const cell = (file: string, source: string) => ({
    file,
    from: 'previous' as const,
    rerun: 'rewind' as const,
    ends: 'done' as const,
    isReadonly: false,
    source,
    compiled: compileOnce(file, source),
  });
  const head = `import { any, expect, law, test } from 'test';\nimport * as answer from './exercise.ts';\n${imports}\n`;
  const claims =
    head +
    Object.entries(checks)
      .map(([name, body]) => `test('${name}', async () => {${body}});`)
      .join('\n');
  const exercise = {
    file: 'exercise.ts',
    checkFile: 'exercise.check.ts',
    checks: Object.keys(checks),
    compiled: compileOnce('exercise.check.ts', claims),
  };
  const lesson = {
    id: 'checked',
    number: 1,
    now: '2020-05-20T09:00:00.000Z',
    cells: [cell('exercise.ts', starter)],
    exercises: [exercise],
  };
  const page = await openPage({ ...(await browser.openTab()), ...(readPart && { readPart }) }, lesson, libraries);
  const told = page.checked;
  const states = () => told.at(-1)?.map(({ state }) => state);
  return { ...page, runs: () => runs, told, states };
}

const APPEND = `import { eventStore } from 'lab';
export const append = (type: string) =>
  eventStore.appendToStream('s', [{ type, data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
let calls = 0;
export const call = () => (calls += 1);
`;

test('X18: each check has a world of its own, and the lesson has nothing of it', async () => {
  const page = await open(APPEND, {
    first: `await answer.append('A'); expect((await eventStore.readStream('s')).currentStreamVersion).toBe(1);`,
    second: `await answer.append('A'); expect((await eventStore.readStream('s')).currentStreamVersion).toBe(1);`,
  }, "import { eventStore } from 'lab';"); // prettier-ignore
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['holds', 'holds']);
  expect((await page.tab.world.readState()).lastPosition).toBe(0);
  // One run for the cell, and one for all checks.
  expect(page.runs()).toBe(2);
});

test('X18: no check finds what another one has left in a variable, on the clock, or in a timer', async () => {
  const body = `
    expect(answer.call()).toBe(1);
    expect(Date.now()).toBe(Date.parse('2020-05-20T09:00:00.000Z'));
    setTimeout(() => { throw new Error('late'); }, 60_000);
    await clock.advance(1_000);`;
  const page = await open(APPEND, { first: body, second: body }, "import { clock } from 'lab';");
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['holds', 'holds']);
});

test('X18: what few runs need of the lab may remember its world, so each check has a run of its own', async () => {
  const body = `
    await broker.publish('t', [{ id: 'm', type: 'M', data: {}, key: 'k' } as never]).catch(() => {});
    await answer.append('A'); expect((await eventStore.readStream('s')).currentStreamVersion).toBe(1);`;
  const page = await open(APPEND, { first: body, second: body }, "import { broker, eventStore } from 'lab';");
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['holds', 'holds']);
  expect(page.runs()).toBe(3);
});

test('X18: what the answer claims by the name of a check says nothing', async () => {
  const forged = `${APPEND}import { test } from 'test';\ntest('first', () => {});`;
  const page = await open(forged, { first: 'expect(1).toBe(2);', second: '' });
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['broken', 'holds']);
});

test.each([
  ['a refusal', "import { IllegalStateError } from 'eventsourcing';\nthrow new IllegalStateError('taken');", 'refused'],
  ['a conflict', `${APPEND}await eventStore.appendToStream('s', [], { expectedStreamVersion: 3 });`, 'conflict'],
  ['an error', `throw new Error('no');`, 'failed'],
])('X18: %s that ends the cell leaves its checks untried, and none of them says it again', async (_, text, end) => {
  const page = await open(`export const one = 1;\n${text}`, { first: '', second: '' });
  await page.session.run('exercise.ts');
  expect(page.session.view('exercise.ts').state).toBe(end);
  expect(page.states()).toEqual(['untried', 'untried']);
});

test('what tries checks could not be loaded: the cell has come to its end all the same', async () => {
  const page = await open(APPEND, { first: '' }, '', () => Promise.reject(new Error('offline')));
  await page.session.run('exercise.ts');
  expect([page.states(), page.session.view('exercise.ts').state]).toEqual([['untried'], 'done']);
});

test('many checks take long together, and none of them waits for nothing', async () => {
  // In this simulator each task that a run waits takes real time: a second and more for all of them.
  const names = Array.from({ length: 190 }, (_, index) => `check-${index}`);
  const turns = 'for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();';
  const page = await open(APPEND, Object.fromEntries(names.map((name) => [name, turns])));
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(names.map(() => 'holds'));
});

test('checks are told one by one, in their order', async () => {
  const page = await open(APPEND, { first: '', second: 'expect(1).toBe(2);', third: '' });
  await page.session.run('exercise.ts');
  const seen = page.told.map((views) => views.map(({ state }) => state).join(' '));
  expect([...new Set(seen)]).toEqual([
    'trying waiting waiting',
    'holds waiting waiting',
    'holds trying waiting',
    'holds broken waiting',
    'holds broken trying',
    'holds broken holds',
  ]);
  expect(page.told.at(-1)![1]).toMatchObject({ fault: { code: 'expectation-failed' }, found: null });
});

test('a check that waits for what never comes is broken, and the next one is tried', async () => {
  const page = await open(APPEND, { first: 'await new Promise(() => {});', second: '' });
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['broken', 'holds']);
  expect(page.told.at(-1)![0]).toMatchObject({ fault: { code: 'waits-for-nothing' } });
});

test('an error of the answer is told as what it is, with its place in the cell', async () => {
  const page = await open(`${APPEND}export const read = () => (undefined as unknown as { x: 1 }).x;`, { first: 'answer.read();' });
  await page.session.run('exercise.ts');
  const [first] = page.told.at(-1)!;
  expect(first).toMatchObject({ state: 'broken', fault: { code: 'thrown-error', data: { name: 'TypeError' } } });
  expect(first?.state === 'broken' && first.fault.places[0]).toMatchObject({ file: 'exercise.ts' });
}); // prettier-ignore

test('a cell that does not come to its end is not checked', async () => {
  const page = await open(`${APPEND}throw new Error('no');`, { first: '' });
  await page.session.run('exercise.ts');
  expect([page.states(), page.runs()]).toEqual([['untried'], 1]);
});

test('what the answer no longer exports is told of every check', async () => {
  const page = await open(APPEND, { first: '', second: '' }, "import { append } from './exercise.ts';");
  page.session.edit('exercise.ts', 'export const other = 1;');
  await page.session.run('exercise.ts');
  expect(page.states()).toEqual(['broken', 'broken']);
  expect(page.told.at(-1)![0]).toMatchObject({ fault: { code: 'unknown-export' } });
});

test('stopping leaves what was not tried untried', async () => {
  const page = await open(APPEND, { first: '', second: 'await new Promise((resolve) => setTimeout(resolve, 1)); while (globalThis.goesOn) {}' });
  const running = page.session.run('exercise.ts');
  for (let turn = 0; turn < 2_000 && page.told.length < 1; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  page.session.stop();
  await running;
  expect(page.states()!.every((state) => state === 'untried' || state === 'holds')).toBe(true);
  expect(page.states()).toContain('untried');
}); // prettier-ignore

test('running all checks every exercise', async () => {
  const page = await open(APPEND, { first: '' });
  await page.session.runAll();
  expect(page.states()).toEqual(['holds']);
});
