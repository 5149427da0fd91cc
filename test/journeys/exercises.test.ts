/** Every exercise of the course in the built page: the starter is not through, the solution is, and each wrong answer fails the check that it names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, ko } from '#i18n';
import { readCourse } from '../../src/authoring/read-course.ts';
import { Cell } from '../site/cell.ts';
import { Exercise } from '../site/exercise.ts';
import { test } from '../site/test.ts';

const { lessons } = readCourse('lessons');
const exercises = lessons.flatMap(({ folder, page, answers }) =>
  [...answers].map(([file, answer]) => ({ id: page.id, folder, file, ...answer })),
);
/** A sentence of a lesson with a name that nothing was told of. */
const UNTOLD = /\{\w+\}|undefined|\[object/;

test.for(exercises)(
  '$id: $file',
  { timeout: 120_000 },
  async ({ id, folder, file, checks, solution, wrong }, { serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(`${id}.html`));
    const exercise = new Exercise(page, file);
    const { state } = en.check;
    await expect.poll(() => exercise.summary.textContent()).toBe(en.exercise.untried(file));

    const starter = await exercise.check();
    expect(Object.keys(starter)).toEqual(checks);
    expect(
      Object.values(starter).some((one) => one.state === state.broken),
      'the starter is not through',
    ).toBe(true);

    for (const answer of wrong) {
      await exercise.put(answer.source);
      const said = await exercise.check();
      const { state: stateOfNamed, why } = said[answer.check]!;
      expect(stateOfNamed, `${answer.file}: ${answer.check}`).toBe(state.broken);
      expect(why, answer.file).not.toBe('');
      for (const one of Object.values(said)) expect(one.why, answer.file).not.toMatch(UNTOLD);
    }

    await exercise.put(solution);
    const solved = await exercise.check();
    expect(Object.values(solved).map((one) => one.state)).toEqual(checks.map(() => state.holds));
    await expect.poll(() => exercise.summary.textContent()).toBe(en.exercise.holding(checks.length, checks.length));

    // In Korean a wrong answer is told in Korean.
    const korean = new Exercise(await openPage(site.url(`${id}.ko.html`)), file, ko);
    const [first] = wrong;
    await korean.put(readFileSync(join(folder, first!.file), 'utf8').trimEnd());
    const told = (await korean.check())[first!.check]!;
    expect(told.state).toBe(ko.check.state.broken);
    expect(told.why).toMatch(/\p{Script=Hangul}/u);
    expect(told.why).not.toMatch(UNTOLD);
  },
);

test('a test that throws names its lines, and each of them leads there', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url('one-method-two-jobs.html'));
  const { region } = new Cell(page, 'no-stub.ts');
  await new Cell(page, 'no-stub.ts').run();
  await expect.poll(() => region.getByRole('status').first().textContent()).toContain('1 test does not hold');
  const places = region.locator('.fault-places').getByRole('button');
  await expect.poll(() => places.allTextContents()).toEqual(['create-user.ts, line 20', 'no-stub.ts, line 6']);
  await places.first().click();
  await expect.poll(() => isInSight(page, 'create-user.ts')).toBe(true);
});

const isInSight = (page: Page, file: string): Promise<boolean> =>
  page.locator(`[id="${file}"]`).evaluate((cell) => {
    const { top, bottom } = cell.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
