/** Zoomed in, and in colours that the system forces: nothing is lost, and nothing has to be scrolled sideways. */
import { describe, expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { LESSON, test } from '../site/test.ts';

/** What is left of 1280 by 1024 pixels. */
const ZOOMS = {
  '200 %': { width: 640, height: 512 },
  '400 %': { width: 320, height: 256 },
} as const;
const PAGES = [
  'index.html',
  'index.ko.html',
  LESSON.en,
  LESSON.ko,
  'fold-seven-events.html',
  'fold-seven-events.ko.html',
];

describe.for(Object.entries(ZOOMS))('at %s', ([, viewport]) => {
  test('no page is wider than the screen', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url('icon.svg'), { viewport, expects: ['console error'] });
    for (const file of PAGES) {
      await page.goto(site.url(file));
      await page.waitForFunction(() => [...document.querySelectorAll('code-cell')].every((cell) => cell.view));
      expect(await findOverflow(page), file).toEqual([]);
    }
  });

  test('a cell can be run, and what it gives can be read', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON.en), { viewport });
    const table = new Cell(page, 'table.ts');
    await table.run();
    const value = table.region.getByRole('button', { name: '2 rows: 9a37 5 · a974 10' });
    await value.scrollIntoViewIfNeeded();
    const box = (await value.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  });
});

test('in forced colours what is marked still has a border', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { forcedColors: 'active' });
  const table = new Cell(page, 'table.ts');
  await table.run();
  const borders = await page.evaluate(() => {
    const cell = document.querySelector('code-cell')!.shadowRoot!;
    const marked = [
      document.querySelector('.where-sign'),
      cell.querySelector('.run'),
      cell.querySelector('.state-done'),
    ];
    return marked.map((one, index) => getComputedStyle(one!, index === 2 ? '::before' : null).borderTopStyle);
  });
  expect(borders).toEqual(['solid', 'solid', 'solid']);
  expect(await table.state()).toBe(en.cell.state.done);
});
