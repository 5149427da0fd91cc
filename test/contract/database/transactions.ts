/** Several writes in one step, over tables and the log. */
import type { Case } from '../assert.ts';
import { created, type DatabasePort, itemsOf, STOCK, stockedItemsOf } from './shared.ts';

export const transactions: readonly Case<DatabasePort>[] = [
  {
    title: 'T10: a transaction writes to tables and to the log in one step',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      await database.transaction(async (tx) => {
        tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
        tx.insert(items, { itemId: 'c', quantity: 3 });
        tx.put(items, { itemId: 'b', quantity: 9 });
        tx.delete(items, 'a');
      });
      assert.same(await items.all(), [
        { itemId: 'b', quantity: 9 },
        { itemId: 'c', quantity: 3 },
      ]);
      assert.same((await eventStore.readStream('order-1')).currentStreamVersion, 1);
    },
  },
  {
    title: 'T10: a transaction writes nothing before its work is over',
    async run({ database, eventStore }, assert) {
      const items = itemsOf(database);
      await database.transaction(async (tx) => {
        tx.insert(items, { itemId: 'a', quantity: 1 });
        tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
        assert.same(await items.all(), []);
        assert.same((await eventStore.readAll()).events, []);
      });
      assert.same((await items.all()).length, 1);
    },
  },
  {
    title: 'T10: writes are done in the order in which they were asked',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      await database.transaction(async (tx) => {
        tx.delete(items, 'a');
        tx.insert(items, { itemId: 'a', quantity: 5 });
        tx.put(items, { itemId: 'b', quantity: 5 });
        tx.delete(items, 'b');
        tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
        tx.appendToStream('order-2', [{ type: 'B', data: {} }], created);
        tx.appendToStream('order-1', [{ type: 'C', data: {} }], { expectedStreamVersion: 1 });
      });
      assert.same(await items.all(), [{ itemId: 'a', quantity: 5 }]);
      const { events } = await eventStore.readAll();
      assert.same(
        events.map((event) => [event.type, event.streamPosition, event.globalPosition]),
        [
          ['A', 1, 1],
          ['B', 1, 2],
          ['C', 2, 3],
        ],
      );
    },
  },
  {
    title: 'T10: a transaction returns what its work returned',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const read = await database.transaction(async (tx) => (await tx.get(items, 'b'))?.quantity);
      assert.same(read, 2);
      assert.same(await database.transaction(() => Promise.resolve('nothing asked')), 'nothing asked');
    },
  },
  {
    title: 'T10: a conflict of the last append takes everything with it',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          tx.delete(items, 'a');
          tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
          tx.appendToStream('order-1', [{ type: 'B', data: {} }], { expectedStreamVersion: 7 });
        });
      await assert.fails(work, 'expected-version-conflict', { streamName: 'order-1', expected: 7, actual: 1 });
      assert.same(await items.all(), STOCK);
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T10: an insert of a row that exists takes everything with it',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
          tx.put(items, { itemId: 'c', quantity: 3 });
          tx.insert(items, { itemId: 'a', quantity: 9 });
        });
      await assert.fails(work, 'row-exists', { table: 'items', id: 'a' });
      assert.same(await items.all(), STOCK);
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T14: work that throws writes nothing, and its error is thrown',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          tx.delete(items, 'a');
          tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
          throw Object.assign(new Error('no'), { code: 'mine', data: {} });
        });
      await assert.fails(work, 'mine');
      assert.same(await items.all(), STOCK);
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T14: work that asks for something refused writes nothing',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const bad = [
        () => database.transaction(async (tx) => tx.put(items, { itemId: 'c', quantity: Number.NaN })),
        () => database.transaction(async (tx) => tx.delete(items, Number.NaN)),
        () => database.transaction(async (tx) => void (await tx.get(items, Number.NaN))),
        () => database.transaction(async (tx) => tx.appendToStream(' ', [{ type: 'A', data: {} }], created)),
        () => database.transaction(async (tx) => tx.appendToStream('order-1', [{ type: '', data: {} }], created)),
      ];
      for (const work of bad) await assert.fails(work, 'invalid-input');
      const later = () =>
        database.transaction(async (tx) => {
          tx.delete(items, 'a');
          tx.appendToStream('order-1', [{ type: 'A', data: { at: new Date(0) } }], created);
        });
      await assert.fails(later, 'invalid-input', {
        field: 'events[0].data.at',
        found: 'Date',
        expected: 'json',
        limit: 0,
      });
      assert.same(await items.all(), STOCK);
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T14: 1,000 writes in one transaction are done, 1,001 are refused',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const write = (count: number) =>
        database.transaction(async (tx) => {
          for (let index = 0; index < count; index += 1) tx.put(items, { itemId: `item-${index}`, quantity: index });
        });
      const data = { field: 'transaction', found: '1001', expected: 'operation-count', limit: 1_000 };
      await assert.fails(() => write(1_001), 'invalid-input', data);
      assert.same(await items.all(), []);
      await write(1_000);
      assert.same((await items.all()).length, 1_000);
    },
  },
  {
    title: 'T15: a transaction that is over takes nothing more',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const tx = await database.transaction((open) => Promise.resolve({ open }));
      const row = { itemId: 'c', quantity: 3 };
      const late = [
        async () => tx.open.insert(items, row),
        async () => tx.open.put(items, row),
        async () => tx.open.delete(items, 'a'),
        async () => tx.open.appendToStream('order-1', [{ type: 'A', data: {} }], created),
        () => tx.open.insertIfAbsent(items, row),
        () => tx.open.get(items, 'a'),
      ];
      for (const work of late) await assert.fails(work, 'transaction-ended', {});
      assert.same(await items.all(), STOCK);
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T15: a transaction whose work has thrown takes nothing more either',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      let late = (): Promise<unknown> => Promise.resolve();
      const work = () =>
        database.transaction((tx) => {
          late = async () => tx.delete(items, 'a');
          return Promise.reject(Object.assign(new Error('no'), { code: 'mine' }));
        });
      await assert.fails(work, 'mine');
      await assert.fails(late, 'transaction-ended');
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T16: a handle that the database has not made is refused',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const work = () => database.transaction(async (tx) => tx.delete({ ...items }, 'a'));
      await assert.fails(work, 'invalid-input', { field: 'table', found: 'object', expected: 'table', limit: 0 });
      assert.same(await items.all(), STOCK);
    },
  },
];
