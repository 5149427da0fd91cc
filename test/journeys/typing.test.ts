/** Typing is as quick on a page of twenty cells as anywhere: from a key to the frame in which its letter stands. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
import { Cell } from '../site/cell.ts';
import { MEASURED } from '../site/long-tasks.ts';
import { LESSON, test } from '../site/test.ts';

declare global {
  interface Window {
    /** Milliseconds from each key that took more than a frame to the frame that answered it. */
    slowKeys: number[];
  }
}

const CELLS = 20;
/** Milliseconds from a key to its letter. */
const MOST = 50;
const TYPED = 'const orders = await eventStore.readStream("order-7dd8"); // what has happened to it?';

/** The lesson with copies of one of its cells behind it. */
function crowded(text: string): string {
  const [, element] = /(<code-cell [^>]*file="cost\.ts".*?<\/code-cell>)/s.exec(text)!;
  const [, json] = /<script[^>]*id="lesson-page"[^>]*>(.*?)<\/script>/s.exec(text)!;
  const page = JSON.parse(json!) as LessonPage<CompiledCell>;
  const cost = page.cells.find(({ file }) => file === 'cost.ts')!;
  const files = Array.from({ length: CELLS - page.cells.length }, (_, index) => `more-${index}.ts`);
  const cells = files.map((file) => ({ ...cost, file, compiled: { ...cost.compiled, file } }));
  const crowdedJson = JSON.stringify({ ...page, cells: [...page.cells, ...cells] }).replaceAll('<', '\\u003c');
  const elements = files.map((file) => element!.replaceAll('cost.ts', file)).join('');
  return text.replace(json!, () => crowdedJson).replace(element!, () => element! + elements);
}

/** Notes what the browser itself says of each key: how long until the frame that shows what it did. */
function noteSlowKeys(): void {
  window.slowKeys = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.slowKeys.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

const isReady = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelectorAll('.monaco-editor .view-line span').length > 3);

test(
  `a letter stands there within ${MOST} ms of its key, beside ${CELLS - 1} other cells`,
  MEASURED,
  async ({ serve, openPage }) => {
    const site = await serve({ rewrite: (text, name) => (name === LESSON.en ? crowded(text) : text) });
    const page = await openPage(site.url(LESSON.en), { viewport: { width: 1440, height: 900 }, before: noteSlowKeys });
    expect(await page.locator('code-cell').count()).toBe(CELLS);
    for (const file of ['events.ts', 'more-7.ts']) await new Cell(page, file).run();
    const cell = new Cell(page, 'more-8.ts');
    await cell.write('// Here.\n');
    await expect.poll(() => isReady(page)).toBe(true);
    // What an editor and its worker do for the first time is another figure.
    await page.keyboard.type('const warm = 1;\n', { delay: 60 });
    await page.waitForTimeout(3_000);
    await page.evaluate(() => (window.slowKeys = []));
    await page.keyboard.type(TYPED, { delay: 60 });
    await expect.poll(() => cell.isSaved()).toBe(true);
    const slow = await page.evaluate(() => window.slowKeys.toSorted((a, b) => b - a));
    // Letters that came within a frame are in none of them.
    const late = slow.filter((duration) => duration > MOST);
    console.log(
      `${TYPED.length} keys: ${slow.length} took more than 16 ms, the longest ${slow.slice(0, 5).join(', ')} ms`,
    );
    expect(late.length / TYPED.length, `${slow.join(', ')} ms`).toBeLessThan(0.05);
  },
);
