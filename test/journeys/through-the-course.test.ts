/** A learner goes through every lesson that there is, wrong at first: each cell ends as its author means it to, each question is told, each exercise is solved, and the map says so. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { AllMessages } from '#i18n';
import { readCourse } from '../../src/authoring/read-course.ts';
import { Cell } from '../site/cell.ts';
import { Exercise } from '../site/exercise.ts';
import { usualLanguage } from '../site/length.ts';
import { test } from '../site/test.ts';

const { lessons } = readCourse('lessons');

/** What a cell is once it has run as its author means it to. */
const END = { done: 'done', refused: 'refused', conflict: 'conflict', error: 'failed' } as const;

/** Answers a question wrongly, runs its cell, and answers it rightly. */
async function answer(page: Page, nth: number, messages: AllMessages, run: (file: string) => Promise<void>) {
  const { predict } = messages;
  const block = page.locator('predict-question').nth(nth);
  await block.scrollIntoViewIfNeeded();
  const lock = block.getByRole('button', { name: predict.lockIn, exact: true });
  const reasons = await block
    .locator('.predict-answer ol.choices > li')
    .evaluateAll((all) => all.map((one) => one.classList.contains('is-right')));
  const [wrong, right] = [reasons.indexOf(false), reasons.indexOf(true)];
  await block.getByRole('radio').nth(wrong).check();
  await lock.click();
  await run((await block.getAttribute('cell'))!);
  const letter = (choice: number): string => String.fromCodePoint(65 + choice);
  await expect.poll(() => block.getByRole('status').innerText()).toContain(predict.wrong(letter(wrong)));
  await block.getByRole('radio').nth(right).check();
  await lock.click();
  await expect.poll(() => block.getByRole('status').innerText()).toContain(predict.right(letter(right)));
}

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  const { state } = messages.check;
  const addressOf = (id: string): string => (language === 'en' ? `${id}.html` : `${id}.ko.html`);

  test(
    'wrong answers first, then right ones, to the end',
    { timeout: 60_000 * lessons.length },
    async ({ serve, openPage }) => {
      const site = await serve();
      const page = await openPage(site.url(addressOf('index')));
      for (const { page: lesson, answers } of lessons) {
        await page.goto(site.url(addressOf(lesson.id)));
        const ends = new Map(lesson.cells.map(({ file, ends: end }) => [file, END[end]]));
        const run = (file: string) => new Cell(page, file, messages).run(ends.get(file));
        await page.locator('predict-question input[type=radio], lesson-toolbar').first().waitFor();
        const questions = await page.locator('predict-question').count();
        for (let nth = 0; nth < questions; nth += 1) await answer(page, nth, messages, run);
        // Cells that start an exercise are not there to come to a good end.
        for (const file of ends.keys()) if (!answers.has(file)) await run(file);
        for (const [file, { wrong, solution, checks }] of answers) {
          const exercise = new Exercise(page, file, messages);
          for (const one of wrong.slice(0, 2)) {
            await exercise.put(one.source);
            expect((await exercise.check())[one.check]!.state, one.file).toBe(state.broken);
          }
          await exercise.put(solution);
          await exercise.check();
          await expect
            .poll(() => exercise.summary.textContent())
            .toBe(messages.exercise.holding(checks.length, checks.length));
        }
        // The last lesson has none behind it.
        const next = page.locator('.lesson-links [rel="next"]');
        await expect.poll(async () => (await next.count()) === (await page.locator('.is-due').count())).toBe(true);
      }
      await page.goto(site.url(addressOf('index')));
      const completed = page.locator('.lesson-state.is-completed');
      await expect.poll(() => completed.count()).toBe(lessons.length);
      expect(await completed.allTextContents()).toEqual(lessons.map(() => messages.storage.progress.completed));
    },
  );
});
