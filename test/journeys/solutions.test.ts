/** A solution is held against one's own text, taken over, and put back, also on a later page; the course map says how far somebody is. */
import { describe, expect } from 'vitest';
import { Exercise } from '../site/exercise.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { test } from '../site/test.ts';

const PAGE = { en: 'fold-seven-events.html', ko: 'fold-seven-events.ko.html' } as const;
const HOME = { en: 'index.html', ko: 'index.ko.html' } as const;
const MINE = "export const asOf = () => null;\nexport const asOfTime = () => null;\nexport const seen = 'mine';";

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('compared, taken, run, put back with the keyboard, and had again', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(PAGE[language]), { prepare: bringAxe, viewport: { width: 390, height: 844 } });
    const texts = messages.exercise;
    const exercise = new Exercise(page, 'exercise.ts', messages);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const putBack = button(texts.putBack);
    await exercise.put(MINE);
    const said = await exercise.check();
    expect(Object.values(said).every(({ state }) => state === messages.check.state.broken)).toBe(true);
    // What to mend next is open, and the rest can be opened.
    expect(await page.locator('.broken[open]').count()).toBe(1);

    await page.locator('details.solution > summary').press('Enter');
    expect(await putBack.isVisible()).toBe(false);
    await button(texts.compare).press('Enter');
    const table = page.getByRole('table', { name: texts.compared });
    await expect.poll(() => table.locator('del').allTextContents()).toContain("export const seen = 'mine';");
    expect((await table.locator('ins').allTextContents()).length).toBeGreaterThan(5);
    expect(await findBarriers(page)).toEqual([]);

    await button(texts.take).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(texts.putBack);
    await expect.poll(() => table.locator('del, ins').count()).toBe(0);
    await exercise.check();
    await expect.poll(() => exercise.summary.textContent()).toBe(texts.holding(7, 7));
    expect(await findBarriers(page)).toEqual([]);

    // On a later page everything is as it was.
    await expect.poll(() => exercise.cell.isSaved()).toBe(true);
    await page.reload();
    await expect.poll(() => exercise.summary.textContent()).toBe(texts.holding(7, 7));
    await page.locator('details.solution > summary').press('Enter');
    const solution = await exercise.cell.text();
    await exercise.put(`${solution}\n// And more.`);
    await expect.poll(() => exercise.summary.textContent()).toContain(texts.old);
    await putBack.press('Enter');
    await expect.poll(() => exercise.cell.text()).toBe(MINE);
    // What somebody made of the solution is not lost either.
    await putBack.press('Enter');
    await expect.poll(() => exercise.cell.text()).toBe(`${solution}\n// And more.`);
    await expect.poll(() => exercise.cell.isSaved()).toBe(true);
    await page.reload();
    await page.locator('details.solution > summary').press('Enter');
    await putBack.press('Enter');
    await expect.poll(() => exercise.cell.text()).toBe(MINE);

    // What does not come to its end has not been checked, now and on a later page.
    await exercise.put(`${solution}\nthrow new Error('no');`);
    await exercise.cell.run('failed');
    await expect.poll(() => exercise.summary.textContent()).toBe(texts.untried('exercise.ts'));
    await expect.poll(() => exercise.cell.isSaved()).toBe(true);
    await page.reload();
    await expect.poll(() => exercise.summary.textContent()).toBe(texts.untried('exercise.ts'));
  });

  test('the map of the course says what was begun and done, and where to go on', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(HOME[language]), { prepare: bringAxe });
    await page.getByText(messages.page.tagline).waitFor();
    expect(await page.locator('.go-on, .lesson-state').count()).toBe(0);
    await page.locator('.lesson-entry a.lesson-title').nth(1).click();
    const exercise = new Exercise(page, 'exercise.ts', messages);
    await expect.poll(() => exercise.summary.count()).toBe(1);
    const title = await page.locator('h1').textContent();
    // Once it has been kept that the lesson was opened.
    await expect
      .poll(async () => {
        await page.goto(site.url(HOME[language]));
        await page.locator('storage-facts').waitFor();
        return page
          .locator('.go-on a')
          .textContent({ timeout: 2_000 })
          .catch(() => null);
      })
      .toContain(title);
    expect(await page.locator('.lesson-state').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('.go-on a').press('Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe(title);
  });
});
