/** Storage that is refused, held, full or lost: the page says so and what to do, the lesson can be read, and no text is lost. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { ErrorCode } from '#errors';
import type { ErrorData, Messages } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test, type OpenOptions } from '../site/test.ts';

const LANGUAGES = usualLanguage('ko');

/** Storage that cannot be opened from the start, each with what the page says. */
const REFUSALS: Readonly<Record<string, readonly [ErrorCode<'storage'>, ErrorData, OpenOptions]>> = {
  'is switched off': [
    'storage-unavailable',
    { reason: 'indexedDB: undefined' },
    { before: () => Object.defineProperty(window, 'indexedDB', { value: undefined }) },
  ],
  'is refused': [
    'storage-unavailable',
    { reason: 'SecurityError: Not here.' },
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

describe.for(LANGUAGES)('in %s', ([language, messages]) => {
  test.for(Object.entries(REFUSALS))(
    'W17: storage that %s is told, and the lesson can be read',
    async ([, [code, data, options]], { serve, openPage }) => {
      const page = await openPage((await serve()).url(LESSON[language]), options);
      await expectReadable(page, messages, code, data);
    },
  );

  test('W17: storage that a newer page has changed is told, and left as it is', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url());
    await openAt(page, 9);
    await page.goto(site.url(LESSON[language]));
    await expectReadable(page, messages, 'storage-newer', {});
    expect(await openAt(page, 9)).toBe(9);
  });

  test('W17: storage that an older page holds is told, and opens when that page has gone', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    // A page of ours would open it first.
    const old = await openPage(site.url('icon.svg'), { expects: ['console error'] });
    await openAt(old, 1);
    const page = await old.context().newPage();
    await page.goto(site.url(LESSON[language]));
    await expectReadable(page, messages, 'storage-blocked', {});
    await old.close();
    await page.reload();
    await new Cell(page, 'table.ts', messages).run();
  });

  test('W18: a page that a newer one replaces saves its texts first, and says so', async ({ serve, openPage }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), { hasTouch: true });
    const table = new Cell(page, 'table.ts', messages);
    await table.expectState('fresh');
    const newer = await page.context().newPage();
    await newer.goto(site.url());
    await table.write("'the last text';");
    const start = performance.now();
    await openAt(newer, 9);
    expect(performance.now() - start).toBeLessThan(2_000);
    await expectNotice(page, messages, 'storage-newer', {});
    expect(await draftsIn(newer)).toEqual(["'the last text';"]);
    // What is typed from now on is nowhere but here, and said to be.
    await table.write("'too late';");
    const { what } = messages.errors['storage-newer']();
    await table.region.getByText(messages.cell.notSaved(what), { exact: true }).waitFor();
    await table.run('failed');
    expect(await table.log.textContent()).toContain(messages.errors['draft-not-saved']({ reason: what }).what);
  });

  test('W17: a full storage is told, nothing is half written, and all is saved when there is room', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url('icon.svg'), { hasTouch: true, expects: ['console error'] });
    // Before the first write: from then on Chromium trusts for a while in the room that it has seen.
    await setQuota(page, 3_000_000);
    await page.goto(site.url(LESSON[language]));
    const events = new Cell(page, 'events.ts', messages);
    await events.expectState('fresh');
    await events.write(FILLING.join('\n'));
    await events.run('failed');
    const { what, next } = messages.errors['storage-full']();
    const shown = await events.log.textContent();
    expect(shown).toContain(what);
    expect(shown).toContain(next);
    expect(shown).toContain(messages.cell.goTo('events.ts', 6));

    // What was refused was large: a text as short as the next one might still fit in.
    await setQuota(page, 1_000);
    const table = new Cell(page, 'table.ts', messages);
    const refused = table.region.getByText(messages.cell.notSaved(what), { exact: true });
    // Chromium may trust for up to half a minute longer, and in as much room as it has seen: that is used up sooner.
    for (let more = 0; more < 80 && !(await refused.isVisible()); more += 1) {
      await table.write(TYPED_LATE + ' '.repeat(more * 10_000));
      await page.waitForTimeout(500);
    }
    await refused.waitFor();
    await setQuota(page, null);
    await expect.poll(() => table.isSaved(), { timeout: 10_000 }).toBe(true);
    expect((await draftsIn(page)).join()).toContain(TYPED_LATE);
    await table.run();
    expect(await table.values()).toEqual(['42']);
  }, 120_000);

  test('W20: storage that is deleted under an open page is a new world, with the texts that the page still has', async ({
    serve,
    openPage,
  }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const table = new Cell(page, 'table.ts', messages);
    await table.write("'still here';");
    const events = new Cell(page, 'events.ts', messages);
    await events.run();
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(6);

    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await events.expectState('fresh');
    await expect.poll(() => eventsInLab(page, messages)).toEqual([]);
    await expect.poll(() => draftsIn(page)).toEqual(["'still here';"]);
    await events.run();
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(6);
  });
});

const TYPED_LATE = '6 * 7; // typed while it was full';

/** Appends what no storage can press together, until there is no room. */
const FILLING = [
  "import { eventStore } from 'lab';",
  'const letter = () => String.fromCharCode(33 + Math.random() * 90);',
  "const noise = () => Array.from({ length: 200_000 }, letter).join('');",
  "const anywhere = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;",
  'for (let event = 0; event < 50; event += 1)',
  "  await eventStore.appendToStream('noise', [{ type: 'Noise', data: noise() }], anywhere);",
];

/** The page says at its top what is wrong, and its text and code are all there. */
async function expectReadable(page: Page, messages: Messages, code: ErrorCode<'storage'>, data: ErrorData) {
  await expectNotice(page, messages, code, data);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  const table = new Cell(page, 'table.ts', messages);
  expect(await table.shownCode()).toContain('order_items');
  expect(await table.button('run').isDisabled()).toBe(true);
}

async function expectNotice(page: Page, messages: Messages, code: ErrorCode<'storage'>, data: ErrorData) {
  const notice = page.locator('main > [role=alert]:first-child');
  await notice.waitFor();
  const { what, next } = messages.errors[code](data);
  expect(await notice.textContent()).toBe(`${what} ${next}`);
}

/** Opens the texts as another version of the page would, and keeps them open; gives the version. */
function openAt(page: Page, version: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('replaybook', wanted);
        // What nobody holds is closed when memory is tidied up.
        Object.assign(window, { held: request });
        request.addEventListener('upgradeneeded', ({ oldVersion }) => {
          if (oldVersion === 0) request.result.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] });
        });
        request.addEventListener('success', () => resolve(request.result.version));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      }),
    version,
  );
}

/** The texts that are stored. */
function draftsIn(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open('replaybook');
        request.addEventListener('error', () => reject(new Error(String(request.error))));
        request.addEventListener('success', () => {
          const database = request.result;
          const drafts = database.transaction('drafts').objectStore('drafts').getAll() as IDBRequest<
            { text: string }[]
          >;
          drafts.addEventListener('success', () => {
            database.close();
            resolve(drafts.result.map(({ text }) => text));
          });
        });
      }),
  );
}

/** Gives the page's storage this many bytes, or as many as before. */
async function setQuota(page: Page, quotaSize: number | null): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', quotaSize === null ? { origin } : { origin, quotaSize });
}
