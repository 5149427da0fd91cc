/** Nobody is kept out: axe finds nothing, in either language and either colour scheme, before and after a run. */
import { describe, expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { LESSON, test } from '../site/test.ts';

// What a colour scheme hides it hides in every language, and the other way round.
describe.for([
  { language: 'en', messages: en, colorScheme: 'light' },
  { language: 'ko', messages: ko, colorScheme: 'dark' },
] as const)('in $language, $colorScheme', ({ language, messages, colorScheme }) => {
  test('home has no barriers', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(language === 'en' ? '' : 'index.ko.html'), {
      colorScheme,
      prepare: bringAxe,
    });
    expect(await findBarriers(page)).toEqual([]);
  });

  test('a lesson with a prediction, an exercise and a picture has none', async ({ serve, openPage }) => {
    const file = language === 'en' ? 'fold-seven-events.html' : 'fold-seven-events.ko.html';
    const page = await openPage((await serve()).url(file), { colorScheme, prepare: bringAxe });
    await new Cell(page, 'events.ts', messages).expectState('fresh');
    for (const fold of await page.locator('.form-fold > summary').all()) await fold.click();
    expect(await findBarriers(page)).toEqual([]);
  });

  test('a lesson has none before a run, after it, and with an error shown', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { colorScheme, prepare: bringAxe });
    const table = new Cell(page, 'table.ts', messages);
    await table.expectState('fresh');
    expect(await findBarriers(page)).toEqual([]);
    // By role and name, as who does not see the page finds them; elsewhere they are found by their elements.
    const region = page.getByRole('region', { name: 'table.ts', exact: true });
    expect(await region.getByRole('log', { name: messages.cell.output('table.ts'), exact: true }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: messages.lab.name, exact: true }).count()).toBe(1);

    const questions = new Cell(page, 'questions.ts', messages);
    await questions.run();
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(6);
    expect(await findBarriers(page)).toEqual([]);

    await table.write("console.log({ one: [1, 2] });\nconsole.warn('careful');\nthrow new Error('here');");
    await table.run('failed');
    expect(await findBarriers(page)).toEqual([]);
  });
});

test('a run that ends as the last one did is said again', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const table = new Cell(page, 'table.ts');
  await table.run();
  const status = table.region.getByRole('status');
  // A live region tells of what is added to it, and of a text that changes.
  await status.evaluate((region) => {
    const said: unknown[] = [];
    Object.assign(region, { said });
    const observer = new MutationObserver(() => said.push(region.firstElementChild?.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  });
  await table.run();
  const said = () => status.evaluate((region) => (region as unknown as { said: string[] }).said);
  await expect.poll(said).toContain(en.cell.state.done);
});
