/** Rows one by one: what each verb of a table does. */
import type { Case } from '../assert.ts';
import { type DatabasePort, type Item, itemsOf, STOCK, stockedItemsOf } from './shared.ts';

export const rows: readonly Case<DatabasePort>[] = [
  {
    title: 'T1: two handles of one name are the same table',
    async run({ database }, assert) {
      await stockedItemsOf(database);
      assert.same(await itemsOf(database).all(), STOCK);
    },
  },
  {
    title: 'T1: tables of other names are other tables',
    async run({ database }, assert) {
      await stockedItemsOf(database);
      for (const name of ['item', 'items2', 'items$', 'Items']) {
        const other = database.table<Item>(name, { key: 'itemId' });
        assert.same(await other.all(), []);
        await other.insert({ itemId: 'a', quantity: 9 });
      }
      assert.same(await itemsOf(database).all(), STOCK);
    },
  },
  {
    title: 'T3: a row comes back as it was, without what is undefined',
    async run({ database }, assert) {
      const table = database.table<{ id: number; value: unknown }>('values', { key: 'id' });
      const value = { list: [1, null, { a: 'ü' }], gone: undefined, truth: true };
      await table.insert({ id: 1, value });
      assert.same(await table.get(1), { id: 1, value: { list: [1, null, { a: 'ü' }], truth: true } });
    },
  },
  {
    title: 'T3: changing a row that was given or read changes nothing in the table',
    async run({ database }, assert) {
      const table = database.table<{ id: number; list: number[] }>('lists', { key: 'id' });
      const given = { id: 1, list: [1] };
      const insert = table.insert(given);
      given.list.push(2);
      await insert;
      const reads = [
        () => table.get(1),
        async () => (await table.all())[0],
        async () => (await table.where({ id: 1 }))[0],
        () => database.transaction((tx) => tx.get(table, 1)),
      ];
      for (const read of reads) {
        (await read())!.list.push(3);
        assert.same(await read(), { id: 1, list: [1] });
      }
    },
  },
  {
    title: 'T4: get gives the row with a key, or undefined',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      assert.same(await items.get('b'), { itemId: 'b', quantity: 2 });
      assert.same(await items.get('c'), undefined);
    },
  },
  {
    title: 'T4: all rows come ordered by key, in whatever order they were written',
    async run({ database }, assert) {
      const items = itemsOf(database);
      assert.same(await items.all(), []);
      for (const itemId of ['c', 'a', 'b']) await items.insert({ itemId, quantity: 1 });
      assert.same(
        (await items.all()).map(({ itemId }) => itemId),
        ['a', 'b', 'c'],
      );
    },
  },
  {
    title: 'T6: insert adds a row and meets row-exists when there is one',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const insert = () => items.insert({ itemId: 'a', quantity: 9 });
      await assert.fails(insert, 'row-exists', { table: 'items', id: 'a' });
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T6: a row that was taken away can be inserted again',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      await items.delete('a');
      await items.insert({ itemId: 'a', quantity: 9 });
      assert.same(await items.get('a'), { itemId: 'a', quantity: 9 });
    },
  },
  {
    title: 'T6: of those who insert the same row at the same time exactly one gets through',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const ends = await Promise.allSettled(
        Array.from({ length: 6 }, (_, quantity) => items.insert({ itemId: 'a', quantity })),
      );
      const winners = ends.flatMap(({ status }, writer) => (status === 'fulfilled' ? [writer] : []));
      assert.same(winners.length, 1);
      assert.same(await items.get('a'), { itemId: 'a', quantity: winners[0] });
    },
  },
  {
    title: 'T7: put adds a row, and replaces the whole row that has its key',
    async run({ database }, assert) {
      const items = itemsOf(database);
      await items.put({ itemId: 'a', quantity: 1, note: 'first' });
      await items.put({ itemId: 'a', quantity: 2 });
      assert.same(await items.all(), [{ itemId: 'a', quantity: 2 }]);
    },
  },
  {
    title: 'T8: update changes what it names and leaves the rest',
    async run({ database }, assert) {
      const items = itemsOf(database);
      await items.insert({ itemId: 'a', quantity: 1, note: 'kept' });
      await items.update('a', { quantity: 5 });
      assert.same(await items.get('a'), { itemId: 'a', quantity: 5, note: 'kept' });
    },
  },
  {
    title: 'T8: what is undefined in an update stays as it was',
    async run({ database }, assert) {
      const items = itemsOf(database);
      await items.insert({ itemId: 'a', quantity: 1, note: 'kept' });
      await items.update('a', { quantity: 5, note: undefined });
      assert.same(await items.get('a'), { itemId: 'a', quantity: 5, note: 'kept' });
    },
  },
  {
    title: 'T8: update meets row-missing when there is no row',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      await assert.fails(() => items.update('c', { quantity: 5 }), 'row-missing', { table: 'items', id: 'c' });
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T8: updates of different properties at the same time are all kept',
    async run({ database }, assert) {
      const counters = database.table<Record<string, number>>('counters', { key: 'id' });
      await counters.insert({ id: 1 });
      const names = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(names.map((name, index) => counters.update(1, { [name]: index })));
      assert.same(await counters.get(1), { id: 1, a: 0, b: 1, c: 2, d: 3, e: 4 });
    },
  },
  {
    title: 'T9: delete takes a row away, and is content when there is none',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      await items.delete('a');
      await items.delete('a');
      assert.same(await items.all(), STOCK.slice(1));
    },
  },
];
