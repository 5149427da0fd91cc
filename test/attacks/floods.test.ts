/** A cell uses up what it can: the page stays quick, says what happened, and runs the next cell. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { MEASURED, noteLongTasks, timeIn, worstTask } from '../site/long-tasks.ts';
import { LESSON, test } from '../site/test.ts';
import { arm, attack, expectNextRunWorks, strike, UNDER_ATTACK } from './attack-page.ts';

/** No task of the page takes longer, in milliseconds. */
const LONGEST_TASK = 100;
/** A worker that posts in a loop keeps its frame busy for seconds after its end. */
const RECOVERY_LIMIT = 20_000;

/** What a page may say of a cell that never ends. */
const ENDINGS = (['unresponsive', 'too-many-messages', 'frame-died'] as const).map((code) => en.errors[code]().what);

const LOOPS: Readonly<Record<string, string>> = {
  'a loop without end': 'for (;;);',
  'a loop of microtasks': 'const again = () => Promise.resolve().then(again); again();',
  'a loop that logs': "for (;;) console.log('again');",
  'a loop that asks the lab':
    "import { eventStore } from 'lab';\nfor (;;) void eventStore.readStream('a').catch(() => {});",
};

/** Without the prelude frame and page hold alone. With it a loop that does nothing else is in the journey about stopping. */
const HELD = [
  [false, Object.keys(LOOPS)],
  [true, ['a loop that logs', 'a loop that asks the lab']],
] as const;

describe.for(HELD)('with the prelude: %s', ([prelude, loops]) => {
  test.for(loops)('X13: %s is ended, and the page stays quick', MEASURED, async (loop, { serve, openPage }) => {
    const page = await openPage((await serve({ prelude })).url(LESSON.en), {
      ...UNDER_ATTACK,
      before: noteLongTasks,
    });
    await arm(page, LOOPS[loop]!);
    const start = await timeIn(page);
    const shown = await strike(page);
    expect(ENDINGS.filter((ending) => shown.includes(ending))).toHaveLength(1);
    await expectNextRunWorks(page);
    expect(await worstTask(page, start)).toBeLessThan(LONGEST_TASK);
  });
});

test('X15: a loop that posts is ended for it, and the page stays quick', MEASURED, async ({ serve, openPage }) => {
  const url = (await serve({ prelude: false })).url(LESSON.en);
  const page = await openPage(url, { ...UNDER_ATTACK, before: noteLongTasks });
  await arm(page, "for (;;) postMessage({ kind: 'pong' });");
  const start = await timeIn(page);
  expect(await strike(page)).toContain(en.errors['too-many-messages']().what);
  await expectRunsWorkAgain(page);
  expect(await worstTask(page, start)).toBeLessThan(LONGEST_TASK);
});

test('Stop works while a cell posts in a loop', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  const table = new Cell(page, 'table.ts');
  await table.write("console.log('begun');\nfor (;;) postMessage({ kind: 'unknown' });");
  await table.start();
  await table.log.getByText('begun').waitFor();
  await table.button('stop').click();
  await table.expectState('stopped', 'failed');
  await expectRunsWorkAgain(page);
});

test('with the prelude a cell has nothing to post with', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), UNDER_ATTACK);
  expect(await attack(page, 'for (;;) postMessage(1);')).toContain('ReferenceError: postMessage is not defined');
  await expectNextRunWorks(page);
});

test('a recursion without end and a text without end are errors of the cell', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), UNDER_ATTACK);
  expect(await attack(page, 'const deeper = () => deeper() + 1;\ndeeper();')).toContain(
    en.errors['stack-overflow']().what,
  );
  expect(await attack(page, "let text = 'a';\nfor (;;) text += text;")).toContain('RangeError: Invalid string length');
  await expectNextRunWorks(page);
});

test('a cell that closes its own worker is ended', async ({ serve, openPage }) => {
  const page = await openPage((await serve({ prelude: false })).url(LESSON.en), UNDER_ATTACK);
  expect(await attack(page, 'self.close();\nawait new Promise(() => {});')).toContain(en.errors.unresponsive().what);
  await expectNextRunWorks(page);
});

/** Runs a cell until it works. */
async function expectRunsWorkAgain(page: Page): Promise<void> {
  const table = new Cell(page, 'table.ts');
  await table.write('6 * 7;');
  const runOnce = async (): Promise<string> => {
    await table.start();
    await table.expectState('done', 'failed');
    return table.state();
  };
  await expect.poll(runOnce, { timeout: RECOVERY_LIMIT }).toBe(en.cell.state.done);
  expect(await table.values()).toEqual(['42']);
}
