/** Work in the databases that a page uses, for tests that look at all of them: each begins and ends with none. */
import { deleteDB } from 'idb';
import { onTestFinished } from 'vitest';
import type { Backup, StoredDatabase } from '#backup';
import { openWorkbook, openWorld, PROGRESS_DATABASE, worldDatabaseName } from '#indexeddb';
import { append, context, cut, put, remove, update } from '../contract/world/shared.ts';

export const WORLDS = [PROGRESS_DATABASE, worldDatabaseName('fold'), worldDatabaseName('race')];

/** Takes all databases away, and once more when the test is over. */
export async function beginWithNothing(): Promise<void> {
  await wipe();
  onTestFinished(wipe);
}

export async function wipe(): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  await Promise.all(names.filter((name) => /^replaybook(?!-test)/.test(name)).map((name) => deleteDB(name)));
}

export const draft = (file: string, text: string) => ({ lessonId: 'fold', file, text, starterHash: 'h' });

/** Texts, a copy, and worlds with all that worlds keep. */
export async function doWork(mark: string): Promise<void> {
  const [workbook, other] = [await openWorkbook(undefined, 'one'), await openWorkbook(undefined, 'two')];
  await workbook.save(draft('a.ts', `'${mark} \ud800 가';`), 0);
  await workbook.save(draft('b.ts', mark), 0);
  await workbook.save(draft('b.ts', `${mark} again`), 1);
  await other.save(draft('b.ts', `${mark} of another tab`), 0);
  workbook.close();
  other.close();
  for (const name of WORLDS) {
    const world = await openWorld(name);
    const ids = [['a', -0], ['a', Infinity], 7] as const;
    const rows = ids.map((id) => ({ kind: 'put', table: 'keyed', id: id as never, text: '{"$":1}' }) as const);
    await world.transact([append('s', 2, 0), put('a', mark), put('b', 1), ...rows], context(1));
    await world.transact([append(`of-${mark}`, 3, 0), update('a', { more: mark }), remove('b')], context(1));
    await world.readRows({ table: 'items', property: { name: 'value', from: null, to: null }, wanted: 10 });
    await world.transact([cut('s', 2)], context(1));
    await world.transact([append('gone', 1, 0)], context(1));
    await world.rewind(3);
    await world.saveMarks([{ file: 'a.ts', journalPosition: 2, isStale: false }], 2);
    world.close();
  }
}

/** What may differ between what was written and what was brought in: epochs and revisions, which have to rise. */
export const withoutCounts = ({ databases }: Backup): StoredDatabase[] =>
  databases.filter(holdsAnything).map(({ name, stores }) => ({
    name,
    stores: new Map(
      [...stores].map(([store, records]) => [
        store,
        store === 'meta'
          ? []
          : store === 'drafts'
            ? records.map(({ value }) => ({ value: uncounted(value) }))
            : records,
      ]),
    ),
  }));

const uncounted = (value: unknown): unknown => ({ ...(value as object), revision: 0 });

const holdsAnything = ({ stores }: StoredDatabase): boolean =>
  [...stores].some(([store, records]) => store !== 'meta' && records.length > 0);
