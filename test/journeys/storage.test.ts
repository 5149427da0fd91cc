/** Storage that is refused, held, full or lost: the page says so and what to do, the lesson works, and no text is lost. */
import { describe, expect } from 'vitest';
import { writeBackup } from '#backup';
import { Cell, eventsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { draftsIn, expectNotice, openAt, setQuota } from '../site/lesson-storage.ts';
import { LESSON, test } from '../site/test.ts';

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
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
    await expectNotice(page, messages, 'storage-blocked', {}, ['storedWorld', 'noted']);
    await new Cell(page, 'table.ts', messages).run();
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

  test('W18: a newer page opens with the last text of an older one, which lets go in a second and says so', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const old = await openPage(site.url(LESSON[language]), { hasTouch: true });
    await new Cell(old, 'table.ts', messages).expectState('fresh');
    const newer = await old.context().newPage();
    await newer.addInitScript(beNewer);
    await new Cell(old, 'table.ts', messages).write('6 * 7;');
    await newer.goto(site.url(LESSON[language]));
    const table = new Cell(newer, 'table.ts', messages);
    await expect.poll(() => table.text()).toBe('6 * 7;');
    const waited = await newer.evaluate(() => Math.max(...(window as unknown as Opened).openings));
    expect(waited).toBeLessThan(2_000);
    await expectNotice(old, messages, 'storage-newer', {});
    // Whoever goes on in the older one would do so in vain.
    await expect.poll(() => newer.locator('main > [role=alert]').allTextContents()).toEqual([messages.page.tookOver]);
    await table.run();
    expect(await table.values()).toEqual(['42']);
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

  test('W20: storage may be deleted at any moment of a run, and the next one works', async ({ serve, openPage }) => {
    const site = await serve();
    // An error that nobody hears of would be told by the page, and fail this.
    for (let milliseconds = 0; milliseconds < 200; milliseconds += 25) {
      const page = await openPage(site.url(LESSON[language]));
      const events = new Cell(page, 'events.ts', messages);
      await events.expectState('fresh');
      const devtools = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await events.start();
      await page.waitForTimeout(milliseconds);
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      await expect.poll(() => events.region.getByRole('button', { name: messages.cell.stop }).isEnabled()).toBe(false);
      await events.run();
      await page.close();
    }
  });

  test('work that the browser has lost between two visits is noticed, on every page, until somebody goes on', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), {
      hasTouch: true,
      prepare: bringAxe,
      viewport: { width: 390, height: 844 },
      expects: ['console error'],
    });
    const table = new Cell(page, 'table.ts', messages);
    await table.write("'mine';");
    await table.run();
    const noted = () => page.evaluate(() => JSON.parse(localStorage.getItem('replaybook-stored') ?? '{}'));
    await expect.poll(noted).toMatchObject({ texts: 1, steps: 2 });
    const { at } = await noted();
    // Nothing is said where nothing is missing.
    await page.reload();
    await table.expectState('done');
    expect(await page.locator('main > [role=alert]').count()).toBe(0);

    await page.goto(site.url('icon.svg'));
    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await page.goto(site.url(LESSON[language]));
    const { loss } = messages.storage;
    const notice = page.locator('main > [role=alert]:first-child');
    const before = { texts: 1, steps: 2 };
    await expect.poll(() => notice.textContent()).toContain(loss.lost(before, { texts: 0, steps: 0 }, at));
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);

    await notice.getByRole('link', { name: loss.bringIn, exact: true }).click();
    await page.waitForURL(site.url(`${language === 'en' ? 'index.html' : 'index.ko.html'}#work`));
    await expect.poll(() => notice.textContent()).toContain(loss.lost(before, { texts: 0, steps: 1 }, at));
    await notice.getByRole('button', { name: loss.goOn, exact: true }).press('Enter');
    expect(await page.locator('main > [role=alert]').count()).toBe(0);
    await expect.poll(noted).toMatchObject({ texts: 0, steps: 1 });
    await page.goto(site.url(LESSON[language]));
    await table.expectState('fresh');
    expect(await page.locator('main > [role=alert]').count()).toBe(0);
  });

  test('a loss is told until a file was brought in whole, also one that happened under an open page', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]), { hasTouch: true, expects: ['console error'] });
    const table = new Cell(page, 'table.ts', messages);
    for (const text of ['1;', '2;', '3;']) {
      await table.write(text);
      await table.run();
    }
    const noted = () => page.evaluate(() => localStorage.getItem('replaybook-stored'));
    await expect.poll(noted).toContain('"steps":4');
    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await table.write('4;');
    await expect.poll(() => table.isSaved()).toBe(true);
    await table.run();
    // As long as it takes to note how much there is.
    await page.waitForTimeout(1_500);
    await page.goto(site.url(language === 'en' ? 'index.html' : 'index.ko.html'));
    const { loss } = messages.storage;
    const notice = page.locator('main > [role=alert]');
    await expect.poll(() => notice.allTextContents()).toEqual([expect.stringContaining(loss.goOn)]);

    const { confirm } = messages.backup;
    const bringIn = async (): Promise<void> => {
      const text = writeBackup({ at: '2026-01-01T00:00:00.000Z', databases: [] });
      await page
        .locator('keep-work input')
        .setInputFiles({ name: 'a.jsonl', mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page.locator('keep-work').getByRole('button', { name: confirm, exact: true }).click();
    };
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      Object.assign(window, { letPut: () => (IDBObjectStore.prototype.put = put) });
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      };
    });
    await bringIn();
    await expect.poll(() => page.locator('keep-work [role=status]').textContent()).toContain(messages.backup.full.what);
    expect(await notice.allTextContents()).toEqual([expect.stringContaining(loss.goOn)]);
    await page.evaluate(() => void (window as unknown as { letPut(): unknown }).letPut());
    await bringIn();
    await expect.poll(() => notice.count()).toBe(0);
    await expect.poll(noted).toContain('"steps":0');
  });

  test('home can bring a file in where the texts do not open', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(language === 'en' ? 'index.html' : 'index.ko.html'), {
      before: () => {
        if (location.protocol !== 'http:') return;
        localStorage.setItem('replaybook-stored', '{"texts":1,"steps":0,"at":"2026-01-01T00:00:00.000Z"}');
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (name, ...rest) {
          if (name === 'replaybook') throw new DOMException('Damaged.', 'UnknownError');
          return open.call(this, name, ...rest);
        };
      },
    });
    await expect.poll(() => page.locator('main > [role=alert]').first().textContent()).toContain(messages.page.damaged);
    await expect.poll(() => page.locator('keep-work').getByRole('button').count()).toBeGreaterThan(0);
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

/** How many milliseconds each opening of a database took. */
type Opened = { openings: number[] };

/** A page in which every database has the next version, and is otherwise as it is. */
function beNewer(): void {
  const { open } = IDBFactory.prototype;
  const openings: number[] = [];
  Object.assign(window, { openings });
  IDBFactory.prototype.open = function (name, version) {
    const start = performance.now();
    const request = open.call(this, name, version === undefined ? version : version + 1);
    request.addEventListener('success', () => openings.push(performance.now() - start));
    return request;
  };
}
