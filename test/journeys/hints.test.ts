/** Hints come one after the other, stay when the page comes again, and are put away when the lesson is started over. */
import { describe, expect } from 'vitest';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { test } from '../site/test.ts';

const PAGE = { en: 'fold-seven-events.html', ko: 'fold-seven-events.ko.html' } as const;

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('each hint is offered when the one before it has been read', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(PAGE[language]), { prepare: bringAxe });
    const { exercise, lesson } = messages;
    const hint = (number: number) => page.locator('lesson-exercise summary', { hasText: exercise.hint(number) });
    const seen = async () => [await hint(1).isVisible(), await hint(2).isVisible(), await hint(3).isVisible()];
    await expect.poll(seen).toEqual([true, false, false]);
    await hint(1).press('Enter');
    await expect.poll(seen).toEqual([true, true, false]);
    // Closed and opened again it is the same hint.
    await hint(1).press('Enter');
    await hint(1).press('Enter');
    await expect.poll(seen).toEqual([true, true, false]);
    await hint(2).click();
    await expect.poll(seen).toEqual([true, true, true]);
    expect(await findBarriers(page)).toEqual([]);

    await page.reload();
    // Until the page is awake all of them are there.
    await page.getByRole('button', { name: messages.predict.lockIn }).first().waitFor();
    await expect.poll(seen).toEqual([true, true, true]);
    expect(await page.locator('lesson-exercise details[open]').count()).toBe(0);
    await page.getByRole('button', { name: lesson.startOver, exact: true }).click();
    await page.getByText(lesson.startOverMeans([], true)).waitFor();
    await page.getByRole('button', { name: lesson.startOverConfirm, exact: true }).click();
    await expect.poll(seen).toEqual([true, false, false]);
  });
});
