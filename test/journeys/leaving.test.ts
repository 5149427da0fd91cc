/** Pages that are closed, left, reloaded, moved or killed while somebody types and cells run: what was acknowledged is there, and what was typed. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { Cell, eventsInLab } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** Milliseconds that a text is ever behind, and those that it may take a busy machine to write it. */
const MOST_BEHIND = 1_000;
const WRITING = 500;

/** Opens a cell's editor with nothing in it. */
async function beginToType(page: Page): Promise<Cell> {
  const cell = new Cell(page, 'table.ts');
  await cell.expectState('fresh', 'done');
  await cell.edit();
  await page.keyboard.press('ControlOrMeta+A');
  return cell;
}

test('a tab that is closed a moment after the last key has lost nothing that was typed', async ({
  serve,
  openPage,
}) => {
  const url = (await serve()).url(LESSON.en);
  const page = await openPage(url, { hasTouch: true });
  for (const after of [0, 10, 50, 300]) {
    const tab = await page.context().newPage();
    await tab.goto(url);
    await beginToType(tab);
    const text = `'closed ${after} ms after this';`;
    await tab.keyboard.type(text);
    await tab.waitForTimeout(after);
    await tab.close();
    await page.reload();
    await expect.poll(() => new Cell(page, 'table.ts').text()).toBe(text);
  }
});

test('a page that is left for another at the last key has lost nothing', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en), { hasTouch: true });
  const table = await beginToType(page);
  await page.keyboard.type("'left at once';");
  await page.goto(site.url());
  await page.goto(site.url(LESSON.en));
  await expect.poll(() => table.text()).toBe("'left at once';");
});

test('a page that is reloaded in the middle of a save has lost nothing', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true, before: canHold });
  const table = await beginToType(page);
  const held = holdNext(page, 'drafts');
  await page.keyboard.type('6 * 7;');
  await held;
  await page.reload();
  await expect.poll(() => table.text()).toBe('6 * 7;');
  await expect.poll(() => table.isSaved()).toBe(true);
  await table.run();
  expect(await table.values()).toEqual(['42']);
});

test('the same site under another path has the texts, worlds and progress that it had', async ({ serve, openPage }) => {
  const site = await serve({ path: '/a/' });
  const page = await openPage(site.url(LESSON.en), { hasTouch: true });
  await new Cell(page, 'table.ts').write("'kept';");
  const events = new Cell(page, 'events.ts');
  await events.run();
  await expect.poll(() => eventsInLab(page)).toHaveLength(6);
  const before = await eventsInLab(page);
  site.moveTo('/b/');
  await page.goto(site.url(LESSON.en));
  expect(new URL(page.url()).pathname).toBe(`/b/${LESSON.en}`);
  await events.expectState('done');
  expect(await new Cell(page, 'table.ts').text()).toBe("'kept';");
  await expect.poll(() => eventsInLab(page)).toEqual(before);
  await page.goto(site.url());
  await expect.poll(() => page.locator('.lesson-state').count()).toBe(1);
});

test('a page that is killed while somebody types and a cell appends keeps all that was acknowledged, and all but the last second of the text', async ({
  serve,
  openPage,
}) => {
  const url = (await serve()).url(LESSON.en);
  const page = await openPage(url, { hasTouch: true });
  const doomed = await page.context().newPage();
  await doomed.addInitScript(canHold);
  await doomed.goto(url);
  const events = new Cell(doomed, 'events.ts');
  await events.write(APPENDING.join('\n'));
  await events.start();
  await expect.poll(() => events.log.textContent()).toContain('told');
  await beginToType(doomed);
  const typed: { text: string; at: number }[] = [];
  // Without a pause in which it would be saved, until a second save is near.
  do {
    await doomed.keyboard.type('1', { delay: 20 });
    typed.push({ text: '1'.repeat(typed.length + 1), at: performance.now() });
  } while (performance.now() - typed[0]!.at < 1.9 * MOST_BEHIND);
  await holdNext(doomed, 'commits');
  const told = (await events.log.textContent())!.match(/told \d+/g)!.length;
  const crashed = doomed.waitForEvent('crash');
  const devtools = await doomed.context().newCDPSession(doomed);
  const at = performance.now();
  devtools.send('Page.crash').catch(() => {});
  await crashed;
  await doomed.close();

  await page.reload();
  const table = new Cell(page, 'table.ts');
  const due = typed.findLast((one) => one.at < at - MOST_BEHIND - WRITING)!.text;
  await expect.poll(() => table.text()).toContain(due);
  expect(typed.at(-1)!.text).toContain(await table.text());
  const found = await readAppends(page);
  expect(found.length).toBeGreaterThanOrEqual(told);
  // Each is there as a whole: two events, a row and an entry of the journal, one behind the other.
  expect(found).toEqual(
    found.map((_, index) => ({ firstPosition: index * 2 + 1, count: 2, row: index, entry: index })),
  );
});

/** Appends two events and puts a row, as one step, and tells of it. */
const APPENDING = [
  "import { database, eventStore } from 'lab';",
  "const rows = database.table<{ id: number }>('appended', { key: 'id' });",
  'for (let id = 0; id < 5_000; id += 1) {',
  '  await database.transaction(async (tx) => {',
  "    const events = [{ type: 'Counted', data: { id } }, { type: 'Counted', data: { id } }];",
  "    tx.appendToStream('counter', events, { expectedStreamVersion: id * 2 });",
  '    tx.insert(rows, { id });',
  '  });',
  '  console.log(`told ${id}`);',
  '}',
];

type Appended = Readonly<{ firstPosition: number; count: number; row: number; entry: number }>;

/** What the database has of each append, one beside the other. */
function readAppends(page: Page): Promise<Appended[]> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const database = await done(indexedDB.open('replaybook-lesson-where-did-the-history-go'));
    const all = <Value>(store: string): Promise<Value[]> =>
      done(database.transaction(store).objectStore(store).getAll());
    const commits = await all<{ firstPosition: number; count: number }>('commits');
    const rows = (await all<{ table: string; id: number }>('rows')).filter(({ table }) => table === 'appended');
    const journal = (await all<{ position: number; cell: string }>('journal')).filter(
      ({ cell }) => cell === 'events.ts',
    );
    database.close();
    const length = Math.max(commits.length, rows.length, journal.length);
    return Array.from({ length }, (_, index) => ({
      firstPosition: commits[index]?.firstPosition ?? 0,
      count: commits[index]?.count ?? 0,
      row: rows[index]?.id ?? -1,
      entry: journal[index] ? journal[index].position - journal[0]!.position : -1,
    }));
  });
}

/** A page of which a transaction can be held. */
function canHold(): void {
  const hold = (store: IDBObjectStore): void => {
    if (document.title !== `hold ${store.name}`) return;
    document.title = 'held';
    // A transaction that is always asked for something goes on until its page is gone.
    const ask = (): void => store.count().addEventListener('success', ask);
    ask();
    IDBTransaction.prototype.commit = () => {};
  };
  const { add, put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...parts) {
    hold(this);
    return add.apply(this, parts);
  };
  IDBObjectStore.prototype.put = function (...parts) {
    hold(this);
    return put.apply(this, parts);
  };
}

/** Holds the next transaction that writes to a store, and waits until there is one. */
async function holdNext(page: Page, store: 'drafts' | 'commits'): Promise<void> {
  await page.evaluate((title) => (document.title = title), `hold ${store}`);
  await expect.poll(() => page.title()).toBe('held');
}
