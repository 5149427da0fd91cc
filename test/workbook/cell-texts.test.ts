/** The texts of a lesson's cells: saved one after the other, never over another tab's, and never forgotten. */
import { describe, expect, test } from 'vitest';
import { createBrowser } from './text-browser.ts';

describe('saving', () => {
  test('goes one at a time: a tab never overtakes itself', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    browser.slowDown();
    texts.edit('a.ts', '1');
    const first = texts.flush();
    // The first is on its way when the second is asked for.
    await new Promise((resolve) => setTimeout(resolve, 1));
    texts.edit('a.ts', '2');
    await Promise.all([first, texts.flush()]);
    expect(texts.other('a.ts')).toBeNull();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '2', revision: 2 });
    expect(browser.copies.size).toBe(0);
  });

  test('what storage refuses is there for the next page', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    browser.fill(true);
    texts.edit('a.ts', '1');
    expect(await texts.flush()).toMatchObject({ code: 'storage-full' });
    browser.fill(false);
    const next = await browser.openTab('next');
    expect(next.text('a.ts')).toBe('1');
    expect(browser.drafts.get('a.ts')?.text).toBe('1');
    expect(browser.notes.size).toBe(0);
  });

  test('what storage has lost while a page is open is saved again from there', async () => {
    const browser = createBrowser();
    const texts = await browser.openTab('first');
    texts.edit('a.ts', '1');
    await texts.flush();
    texts.edit('a.ts', '2');
    await texts.flush();
    browser.drafts.clear();
    await texts.takeOver();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '2', revision: 1 });
    texts.edit('a.ts', '3');
    await texts.flush();
    expect(browser.drafts.get('a.ts')).toMatchObject({ text: '3', revision: 2 });
    expect(texts.other('a.ts')).toBeNull();
  });

  test("a tab that saves takes nothing away from another tab's note", async () => {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    browser.fill(true);
    first.edit('a.ts', 'first');
    await first.flush();
    browser.fill(false);
    second.edit('a.ts', 'second');
    await second.flush();
    expect(browser.notes.get('first')).toMatchObject([{ text: 'first' }]);
    // The next page has both: the one that is the draft, and the one that was in the way.
    const next = await browser.openTab('next');
    expect([next.text('a.ts'), next.other('a.ts')]).toEqual(['first', 'second']);
    expect(browser.drafts.get('a.ts')?.text).toBe('second');
  });
});

describe('two texts of one cell', () => {
  async function openOvertaken() {
    const browser = createBrowser();
    const [first, second] = [await browser.openTab('first'), await browser.openTab('second')];
    first.edit('a.ts', 'first');
    await first.flush();
    second.edit('a.ts', 'second');
    await second.flush();
    return { browser, second };
  }

  test('are both there until someone chooses, also for pages that are opened later', async () => {
    const { browser, second } = await openOvertaken();
    expect([second.text('a.ts'), second.other('a.ts')]).toEqual(['second', 'first']);
    const later = await browser.openTab('later');
    expect([later.text('a.ts'), later.other('a.ts')]).toEqual(['first', 'second']);
  });

  test.each([
    ['kept', 0],
    ['exchanged', 1],
    ['exchanged twice', 2],
  ])('one that was %s and chosen is the draft, and the other is gone', async (_, swaps) => {
    const { browser, second } = await openOvertaken();
    for (let swap = 0; swap < swaps; swap += 1) {
      second.swap('a.ts');
      await second.flush();
    }
    const chosen = swaps === 1 ? 'first' : 'second';
    expect(second.text('a.ts')).toBe(chosen);
    await second.choose('a.ts');
    expect(second.other('a.ts')).toBeNull();
    const later = await browser.openTab('later');
    expect([later.text('a.ts'), later.other('a.ts')]).toEqual([chosen, null]);
  });

  test('a third is offered when the first two are settled', async () => {
    const { browser, second } = await openOvertaken();
    const third = { lessonId: 'one', file: 'a.ts', text: 'third', starterHash: '' };
    browser.copies.set('third', third);
    await second.choose('a.ts');
    expect([second.text('a.ts'), second.other('a.ts')]).toEqual(['second', 'third']);
  });
});
