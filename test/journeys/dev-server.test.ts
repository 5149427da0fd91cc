/** An author works with the development server: the same page, under the same policies. */
import { expect } from 'vitest';
import { Cell, eventsInLab, rowsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

test('home leads to the first lesson, whose cells run and can be edited', async ({ sources, openPage }) => {
  const page = await openPage(sources.url);
  await page.getByRole('listitem').getByRole('link', { name: 'Where did the history go?' }).click();
  await page.waitForURL(sources.url + LESSON.en);
  const table = new Cell(page, 'table.ts');
  await table.run();
  expect((await table.values()).at(-1)).toBe('2 rows: 9a37 5 · a974 10');
  await expect.poll(() => rowsInLab(page, 'order_items')).toHaveLength(2);
  await new Cell(page, 'events.ts').run();
  await expect.poll(() => eventsInLab(page)).toHaveLength(6);
  await table.write('6 * 7;');
  await table.run();
  expect(await table.values()).toEqual(['42']);
});
