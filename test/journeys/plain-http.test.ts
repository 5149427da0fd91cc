/** A class opens the teacher's laptop over plain http: the browser trusts it less, and everything still runs. */
import { expect } from 'vitest';
import { Cell, eventsInLab } from '../site/cell.ts';
import { LESSON, OTHER_HOST, test } from '../site/test.ts';

test('cells run and give values on a page that is no secure context', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en, OTHER_HOST));
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const questions = new Cell(page, 'questions.ts');
  await questions.run();
  expect(await questions.values()).toContain('[3, 5]');
  await expect.poll(() => eventsInLab(page)).toHaveLength(6);
});

test('X10: a cell has randomUUID there too, and gets the same from the same world', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en, OTHER_HOST));
  const table = new Cell(page, 'table.ts');
  await table.write('crypto.randomUUID();');
  await table.run();
  const [first] = await table.values();
  expect(first).toMatch(/^'[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}'$/);
  await table.run();
  expect(await table.values()).toEqual([first]);
});
