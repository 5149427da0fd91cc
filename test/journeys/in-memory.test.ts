/** Storage that does not open: the page says why, and the lesson works in memory. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { ErrorCode } from '#errors';
import type { ErrorData, Messages } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { draftsIn, expectNotice, openAt } from '../site/lesson-storage.ts';
import { LESSON, test, type OpenOptions } from '../site/test.ts';

/** Storage that cannot be opened from the start, each with what the page says. */
const REFUSALS: Readonly<Record<string, readonly [ErrorCode<'storage'>, ErrorData, OpenOptions]>> = {
  'is switched off': [
    'storage-unavailable',
    { reason: 'indexedDB: undefined' },
    { before: () => Object.defineProperty(window, 'indexedDB', { value: undefined }) },
  ],
  'is refused': [
    'storage-unavailable',
    { reason: 'SecurityError: Not here' },
    {
      before: () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('Not here.', 'SecurityError');
        };
      },
    },
  ],
  'does not answer': [
    'storage-silent',
    {},
    {
      before: () => {
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...parts) {
          const request = open.apply(this, parts);
          request.addEventListener = () => {};
          return request;
        };
      },
    },
  ],
};

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test.for(Object.entries(REFUSALS))(
    'X29: storage that %s is told, and the lesson works in memory',
    async ([, [code, data, options]], { serve, openPage }) => {
      const page = await openPage((await serve()).url(LESSON[language]), { ...options, hasTouch: true });
      await expectNotice(page, messages, code, data, ['world', 'noted']);
      await expectWorks(page, messages);
    },
  );

  test('X29: what is written while the storage does not open is saved when it does', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(`${LESSON[language]}?broken`), {
      hasTouch: true,
      before: () => {
        if (location.search === '?broken') Object.defineProperty(window, 'indexedDB', { value: undefined });
      },
    });
    const table = new Cell(page, 'table.ts', messages);
    await table.write("'written meanwhile';");
    await table.run();
    // Also by a page that was opened after the one in which it was written.
    await page.reload();
    await expect.poll(() => table.shownCode()).toBe("'written meanwhile';");
    await page.goto(site.url(LESSON[language]));
    await expect.poll(() => draftsIn(page)).toEqual(["'written meanwhile';"]);
    expect(await table.shownCode()).toBe("'written meanwhile';");
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved')))).toEqual([]);
  });

  test('X29: a page without texts tells of both', async ({ serve, openPage }) => {
    const [code, data, options] = REFUSALS['is switched off']!;
    const page = await openPage((await serve()).url(`${LESSON[language]}?safe`), options);
    await expectNotice(page, messages, code, data, ['world']);
    const notices = await page.locator('main > [role=alert]').allTextContents();
    expect(notices.slice(1)).toEqual([expect.stringContaining(messages.page.withoutTexts)]);
    await new Cell(page, 'table.ts', messages).run();
  });

  test('X29: a browser that keeps nothing at all is told', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), {
      hasTouch: true,
      before: () => {
        for (const name of ['indexedDB', 'localStorage']) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('Not here.', 'SecurityError');
            },
          });
        }
      },
    });
    await expectNotice(page, messages, 'storage-unavailable', { reason: 'SecurityError: Not here' }, ['world', 'lost']);
    await expectWorks(page, messages);
  });

  test('without localStorage texts are saved as always', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), {
      hasTouch: true,
      before: () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('Not here.', 'SecurityError');
          },
        });
      },
    });
    await expectWorks(page, messages);
    const table = new Cell(page, 'table.ts', messages);
    await expect.poll(() => table.isSaved()).toBe(true);
    await page.reload();
    await expect.poll(() => table.shownCode()).toBe(EDITED);
    expect(await page.locator('main > [role=alert]').count()).toBe(0);
  });

  test('W17: storage that a newer page has changed is told, and left as it is', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(), { hasTouch: true });
    await openAt(page, 9);
    await page.goto(site.url(LESSON[language]));
    await expectNotice(page, messages, 'storage-newer', {}, ['storedWorld', 'noted']);
    await expectWorks(page, messages);
    expect(await openAt(page, 9)).toBe(9);
  });
});

const EDITED = '6 * 7;';

/** Cells run in the lesson's world, go on from each other, and can be edited. */
async function expectWorks(page: Page, messages: Messages) {
  const events = new Cell(page, 'events.ts', messages);
  await events.run();
  await events.run();
  await expect.poll(() => eventsInLab(page, messages)).toHaveLength(6);
  const table = new Cell(page, 'table.ts', messages);
  await table.write(EDITED);
  await table.run();
  expect(await table.values()).toEqual(['42']);
}
