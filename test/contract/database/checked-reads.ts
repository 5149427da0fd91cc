/** What a transaction has read is checked again in the step that writes. */
import type { Case } from '../assert.ts';
import { created, type DatabasePort, itemsOf, STOCK, stockedItemsOf } from './shared.ts';

const conflict = { table: 'items', id: 'a' };

export const checkedReads: readonly Case<DatabasePort>[] = [
  {
    title: 'T11: a row that was changed since it was read is a conflict, and nothing is written',
    async run({ database, eventStore }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          const before = (await tx.get(items, 'a'))!;
          await items.update('a', { quantity: 100 });
          tx.put(items, { ...before, quantity: before.quantity + 1 });
          tx.appendToStream('order-1', [{ type: 'A', data: {} }], created);
        });
      await assert.fails(work, 'row-conflict', conflict);
      assert.same(await items.get('a'), { itemId: 'a', quantity: 100 });
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'T11: a row that was written again with the same values is a conflict too',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          await tx.get(items, 'a');
          await items.put({ itemId: 'a', quantity: 1 });
          tx.delete(items, 'b');
        });
      await assert.fails(work, 'row-conflict', conflict);
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T11: a row that was taken away since it was read is a conflict',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          await tx.get(items, 'a');
          await items.delete('a');
          tx.put(items, { itemId: 'b', quantity: 9 });
        });
      await assert.fails(work, 'row-conflict', conflict);
      assert.same(await items.all(), STOCK.slice(1));
    },
  },
  {
    title: 'T11: a row that was added since it was read as missing is a conflict',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          assert.same(await tx.get(items, 'a'), undefined);
          await items.insert({ itemId: 'a', quantity: 1 });
          tx.put(items, { itemId: 'b', quantity: 9 });
        });
      await assert.fails(work, 'row-conflict', conflict);
      assert.same(await items.all(), STOCK.slice(0, 1));
    },
  },
  {
    title: 'T11: a transaction that only reads is checked as well',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          const a = await tx.get(items, 'a');
          await items.put({ itemId: 'a', quantity: 50 });
          return [a, await tx.get(items, 'b')];
        });
      await assert.fails(work, 'row-conflict', conflict);
    },
  },
  {
    title: 'T11: what others change of rows that were not read is no conflict',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      await database.transaction(async (tx) => {
        await tx.get(items, 'a');
        await items.put({ itemId: 'b', quantity: 50 });
        tx.put(items, { itemId: 'a', quantity: 60 });
      });
      assert.same(
        (await items.all()).map(({ quantity }) => quantity),
        [60, 50],
      );
    },
  },
  {
    title: 'T11: of two transactions that read and raise the same row at the same time one must try again',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const raise = () =>
        database.transaction(async (tx) => {
          const before = (await tx.get(items, 'a'))!;
          tx.put(items, { itemId: 'a', quantity: before.quantity + 1 });
        });
      const ends = await Promise.allSettled([raise(), raise()]);
      assert.same(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
      await raise();
      assert.same(await items.get('a'), { itemId: 'a', quantity: 3 });
    },
  },
  {
    title: 'T11: an append without events still expects its version, in the step that writes',
    async run({ database, eventStore }, assert) {
      const items = itemsOf(database);
      const work = () =>
        database.transaction(async (tx) => {
          tx.appendToStream('order-1', [], created);
          tx.put(items, { itemId: 'a', quantity: 1 });
          await eventStore.appendToStream('order-1', [{ type: 'A', data: {} }], created);
        });
      const data = { streamName: 'order-1', expected: 'STREAM_DOES_NOT_EXIST', actual: 1 };
      await assert.fails(work, 'expected-version-conflict', data);
      assert.same(await items.all(), []);
    },
  },
  {
    title: 'T12: reads see what was there before the transaction, not what it asked for',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      await database.transaction(async (tx) => {
        tx.put(items, { itemId: 'a', quantity: 9 });
        tx.delete(items, 'b');
        assert.same(await tx.get(items, 'a'), STOCK[0]);
        assert.same(await tx.get(items, 'b'), STOCK[1]);
      });
      assert.same(await items.all(), [{ itemId: 'a', quantity: 9 }]);
    },
  },
  {
    title: 'T13: insertIfAbsent adds a row that is not there and says so',
    async run({ database }, assert) {
      const items = itemsOf(database);
      const row = { itemId: 'a', quantity: 1 };
      assert.same(await database.transaction((tx) => tx.insertIfAbsent(items, row)), true);
      assert.same(await items.all(), [row]);
    },
  },
  {
    title: 'T13: insertIfAbsent leaves a row that is there and says so',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      assert.same(await database.transaction((tx) => tx.insertIfAbsent(items, { itemId: 'a', quantity: 9 })), false);
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T13: of two who insert the same row if it is absent, at the same time, one adds it',
    async run({ database, eventStore }, assert) {
      const seen = database.table<{ messageId: string }>('inbox', { key: 'messageId' });
      const handle = () =>
        database.transaction(async (tx) => {
          if (!(await tx.insertIfAbsent(seen, { messageId: 'm-1' }))) return false;
          tx.appendToStream('effects', [{ type: 'A', data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
          return true;
        });
      const ends = await Promise.allSettled([handle(), handle(), handle()]);
      assert.same(ends.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.same(await handle(), false);
      assert.same((await eventStore.readAll()).events.length, 1);
    },
  },
];
