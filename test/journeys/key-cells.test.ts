/** Cells that encrypt what is said of a person and forget the person, as lessons will have them: in the built page. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, OTHER_HOST, test } from '../site/test.ts';

const LANGUAGES = usualLanguage('ko');

const LEADS = `
import { database, eventStore, keys } from 'lab';

const search = database.table<{ leadId: string; name: string }>('search', { key: 'leadId' });
for (const [leadId, name] of [['lead-12', 'Davis'], ['lead-13', '김하나']] as const) {
  const data = { name: await keys.encrypt(leadId, { name }) };
  await eventStore.appendToStream(leadId, [{ type: 'LeadAdded', data }], { expectedStreamVersion: 0 });
  if (leadId === 'lead-13') await search.put({ leadId, name });
}
(await keys.leaks('Davis')).length;
(await keys.leaks('김하나')).map(({ where }) => where).join(', ');
`;

const READ = `
import { eventStore, keys, type Encrypted } from 'lab';

const { events } = await eventStore.readAll();
const names: string[] = [];
for (const { data } of events) {
  const value = await keys.decrypt<{ name: string }>((data as { name: Encrypted }).name);
  names.push(value?.name ?? 'forgotten');
}
names.join(', ');
events.length;
`;

const FORGET = `import { keys } from 'lab';

await keys.forget('lead-12');
'done';
`;

/** All that stands in the databases of a page, as text. */
const readStores = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error!));
      });
    const found: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('replaybook-lesson-')) continue;
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objectStore = database.transaction(store).objectStore(store);
        found.push(await asked(objectStore.getAllKeys()), await asked(objectStore.getAll()));
      }
      database.close();
    }
    return JSON.stringify(found);
  });

test.for(LANGUAGES)(
  'L25: a lead is forgotten, also where the browser keeps the world, and its events stay: %s',
  async ([language, messages], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const [leads, read, forget, later] = ['table.ts', 'events.ts', 'questions.ts', 'cost.ts'].map(
      (file) => new Cell(page, file, messages),
    ) as [Cell, Cell, Cell, Cell];
    await leads.write(LEADS.trim());
    await read.write(READ.trim());
    await forget.write(FORGET.trim());
    await later.write(READ.trim());
    await leads.run();
    expect(await leads.values()).toEqual(['0', "'table search, journal'"]);
    const before = await readStores(page);
    // The first that was made is that of lead 12.
    const [, key] = /\\"key\\":\\"([^\\]+)/.exec(before)!;
    expect(key).toHaveLength(44);
    await forget.run();
    const after = await readStores(page);
    expect(after).not.toContain(key);
    expect(after).not.toContain('Davis');
    expect(after).toContain('김하나');
    await later.run();
    expect(await later.values()).toEqual(["'forgotten, 김하나'", '2']);
    // What was before the key was forgotten is gone, so it is made again, as on a new page.
    expect(await read.values()).toEqual(["'Davis, 김하나'", '2']);
    await read.run();
    expect(await read.values()).toEqual(["'Davis, 김하나'", '2']);
    await later.run();
    expect(await later.values()).toEqual(["'forgotten, 김하나'", '2']);
  },
);

test('X10: the same cell run again from the same world encrypts to the same', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const cell = new Cell(page, 'table.ts');
  const source = `
import { keys } from 'lab';

const all = await Promise.all(['x', 'y', 'x'].map((subject, index) => keys.encrypt(subject, index)));
all.map(({ text }) => text).join(' ');
new Set(all.map(({ keyId }) => keyId)).size;
`;
  await cell.write(source.trim());
  await cell.run();
  const [first, keys] = await cell.values();
  expect(keys).toBe('2');
  await cell.run();
  expect(await cell.values()).toEqual([first, '2']);
});

const EXPLORED = `
import { database, explore, keys, type Encrypted } from 'lab';

const people = database.table<{ id: string; name: Encrypted }>('people', { key: 'id' });
const { schedules, outcomes } = await explore({
  before: () => keys.encrypt('lead-12', 'Ada'),
  actors: {
    writer: async () => people.put({ id: 'lead-12', name: await keys.encrypt('lead-12', 'Davis') }),
    forgetter: () => keys.forget('lead-12'),
  },
  outcome: async () => (await keys.decrypt((await people.get('lead-12'))!.name)) ?? 'forgotten',
});
schedules;
outcomes.map(({ outcome, count }) => \`\${String(outcome)} \${count}\`).toSorted().join(', ');
`;

test('K8: every schedule in which one encrypts and another forgets is lived', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const cell = new Cell(page, 'table.ts');
  await cell.write(EXPLORED.trim());
  await cell.run();
  expect(await cell.values()).toEqual(['3', "'Davis 1, forgotten 2'"]);
});

test('K10: over plain http only what a browser does not encrypt fails', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en, OTHER_HOST), { hasTouch: true });
  const cell = new Cell(page, 'table.ts');
  await cell.write(`import { keys } from 'lab';
(await keys.leaks('Davis')).length;
await keys.encrypt('lead-12', 'Davis');`);
  await cell.run('failed');
  expect(await cell.values()).toEqual(['0']);
  expect(await cell.log.textContent()).toContain(en.errors['no-encryption']().what);
});
