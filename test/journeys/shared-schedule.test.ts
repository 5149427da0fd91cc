/** A schedule is sent as a link: who follows it is told so, sees the same schedule, and hears where the code is another one. */
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const RACE = `import { eventStore, explore } from 'lab';
const add = async () => {
  const { currentStreamVersion } = await eventStore.readStream('s');
  await eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: currentStreamVersion });
};
await explore({ actors: { one: add }, outcome: () => 0 });
await explore({ actors: { one: add, two: add }, outcome: (ended) => ended, laws: { 'both done': (ended) => Object.values(ended).every((end) => end === 'done') } });`;

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('X20: a link leads to a schedule, and says so where the code is another one', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), { prepare: bringAxe, hasTouch: true });
    const { matrix } = messages;
    const cell = new Cell(page, 'table.ts', messages);
    await cell.write(RACE);
    await cell.run();
    expect(await cell.log.getByText(messages.cell.sharedSchedule).count()).toBe(0);
    const second = cell.region.locator('schedule-matrix').nth(1);
    const row = second.locator('tbody tr').filter({ hasText: 'conflict' }).first();
    await row.locator('summary').click();
    const steps = await row.locator('.step').allInnerTexts();
    expect(steps).toHaveLength(4);
    const link = await row.getByRole('link', { name: matrix.link }).getAttribute('href');

    await page.goto(link!);
    await cell.log.getByText(messages.cell.sharedSchedule, { exact: true }).waitFor();
    expect(await cell.region.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true);
    await cell.run();
    await second.getByText(matrix.shared, { exact: true }).waitFor();
    expect(await cell.log.getByText(messages.cell.sharedSchedule).count()).toBe(0);
    // Nothing of it is marked in what was explored before.
    expect(await cell.region.locator('.is-shared').count()).toBe(1);
    expect(await second.locator('.is-shared .step').allInnerTexts()).toEqual(steps);
    expect(await second.locator('.is-shared details').getAttribute('open')).not.toBeNull();
    expect(await findBarriers(page)).toEqual([]);

    await cell.write(RACE.replace("'s'", "'s' as string"));
    await cell.run();
    await second.getByText(matrix.otherText, { exact: true }).waitFor();
    expect(await cell.region.locator('.is-shared').count()).toBe(0);
  });
});
