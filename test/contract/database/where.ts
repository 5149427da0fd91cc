/** Rows by their values. */
import type { Case } from '../assert.ts';
import { type DatabasePort, itemsOf } from './shared.ts';

type Thing = { id: number; colour?: string | undefined; size?: unknown };

const THINGS: readonly Thing[] = [
  { id: 3, colour: 'red', size: { width: 1, depth: [2, 3] } },
  { id: 1, colour: 'red', size: null },
  { id: 2, colour: 'blue', size: 0 },
  { id: 4, size: [1, 2] },
  { id: 5, colour: 'red', size: '0' },
  { id: 6, colour: '', size: false },
];

const finds = (title: string, values: Partial<Thing>, ids: readonly number[]): Case<DatabasePort> => ({
  title,
  async run({ database }, assert) {
    const things = database.table<Thing>('things', { key: 'id' });
    for (const thing of THINGS) await things.insert(thing);
    // The same table: an index makes it quicker, and nothing else.
    const indexed = database.table<Thing>('things', { key: 'id', index: ['colour', 'size'] });
    for (const table of [things, indexed]) {
      assert.same(
        (await table.where(values)).map(({ id }) => id),
        ids,
      );
    }
  },
});

export const where: readonly Case<DatabasePort>[] = [
  finds('T5: where gives the rows that have a value, ordered by key', { colour: 'red' }, [1, 3, 5]),
  finds('T5: where wants all the values it names', { colour: 'red', size: null }, [1]),
  finds('T5: where without values gives all rows', {}, [1, 2, 3, 4, 5, 6]),
  finds('T5: a value that no row has gives nothing', { colour: 'green' }, []),
  finds('T5: where finds a row by its key', { id: 4 }, [4]),
  finds('T5: an undefined value asks for rows without the property', { colour: undefined }, [4]),
  finds('T5: 0 is not "0", and not false', { size: 0 }, [2]),
  finds('T5: objects are equal whatever the order of their properties', { size: { depth: [2, 3], width: 1 } }, [3]),
  finds('T5: an object with less in it is another', { size: { width: 1 } }, []),
  finds('T5: lists are equal when their values are, in order', { size: [1, 2] }, [4]),
  finds('T5: a list in another order is another', { size: [2, 1] }, []),
  finds('T5: an empty object is no null', { size: {} }, []),
  {
    title: 'T5: an index knows of what was written later, through whichever handle',
    async run({ database }, assert) {
      const plain = database.table<Thing>('things', { key: 'id' });
      const indexed = database.table<Thing>('things', { key: 'id', index: ['colour'] });
      assert.same(await indexed.where({ colour: 'red' }), []);
      await plain.insert({ id: 1, colour: 'red' });
      await indexed.insert({ id: 2, colour: 'blue' });
      await plain.update(2, { colour: 'red' });
      await database.transaction(async (tx) => {
        tx.put(plain, { id: 3, colour: 'red' });
        tx.delete(indexed, 1);
      });
      assert.same(
        (await indexed.where({ colour: 'red' })).map(({ id }) => id),
        [2, 3],
      );
    },
  },
  {
    title: 'T5: long values that begin alike are told apart',
    async run({ database }, assert) {
      const indexed = database.table<Thing>('things', { key: 'id', index: ['colour'] });
      const long = 'x'.repeat(500);
      await indexed.insert({ id: 1, colour: `${long}1` });
      await indexed.insert({ id: 2, colour: `${long}2` });
      assert.same(await indexed.where({ colour: `${long}2` }), [{ id: 2, colour: `${long}2` }]);
    },
  },
  {
    title: 'T5: where looks only into its own table',
    async run({ database }, assert) {
      await database.table<Thing>('things', { key: 'id' }).insert({ id: 1, colour: 'red' });
      assert.same(await itemsOf(database).where({ note: 'red' }), []);
    },
  },
];
