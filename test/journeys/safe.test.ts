/** `?safe` opens a lesson with its author's code, and leaves alone what somebody has written. */
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('a lesson opens without texts, and they are there again without it', async ({ serve, openPage }) => {
    const site = await serve();
    const address = site.url(LESSON[language]);
    const page = await openPage(address, { prepare: bringAxe });
    const cell = new Cell(page, 'table.ts', messages);
    const author = await cell.text();
    await cell.write('1 + 1;');
    await expect.poll(() => cell.isSaved()).toBe(true);

    await page.goto(`${address}?safe`);
    await page.getByText(messages.page.withoutTexts).waitFor();
    await expect.poll(() => cell.text()).toBe(author);
    expect(await findBarriers(page)).toEqual([]);
    await cell.run();
    await cell.write('2 + 2;');
    await cell.run();
    await expect.poll(() => cell.values()).toEqual(['4']);

    await page.getByRole('link', { name: messages.page.withTexts }).click();
    await expect.poll(() => cell.text()).toBe('1 + 1;');
    expect(page.url()).toBe(address);
    await cell.run();
    await expect.poll(() => cell.values()).toEqual(['2']);
  });
});
