/** Input of the wrong kind: refused by name, and nothing is written. */
import type { Table } from '#lab';
import type { Case } from '../assert.ts';
import { type DatabasePort, type Item, STOCK, stockedItemsOf } from './shared.ts';

type Data = Readonly<{ field: string; found: string; expected: string; limit: number }>;

/** Types say what may be given; a cell's types are not checked when it runs. */
type Loose = Readonly<Record<keyof Table<Item>, (...given: unknown[]) => Promise<unknown>>>;

const NO_KEYS: readonly (readonly [value: unknown, found: string])[] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [Number.NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [true, 'true'],
  [1n, '1'],
  [{}, 'object'],
  [new Date(0), 'object'],
  ['x'.repeat(201), `"${'x'.repeat(60)}…"`],
];

const noKey = (field: string, found: string): Data => ({ field, found, expected: 'key', limit: 200 });

const refuses = (title: string, data: Data, call: (items: Loose) => Promise<unknown>): Case<DatabasePort> => ({
  title,
  async run({ database }, assert) {
    const items = await stockedItemsOf(database);
    await assert.fails(() => call(items as unknown as Loose), 'invalid-input', data);
    assert.same(await items.all(), STOCK);
  },
});

const row = (found: string): Data => ({ field: 'items', found, expected: 'row', limit: 0 });

const VERBS = ['get', 'delete', 'update'] as const;

export const inputs: readonly Case<DatabasePort>[] = [
  ...VERBS.map((verb): Case<DatabasePort> => ({
    title: `T2: ${verb} refuses what can be no key`,
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      const call = (key: unknown) => () => (items as unknown as Loose)[verb](key, { quantity: 9 });
      for (const [key, found] of NO_KEYS) {
        await assert.fails(call(key), 'invalid-input', noKey('items.key', found));
        await assert.fails(call(['a', key]), 'invalid-input', noKey('items.key[1]', found));
      }
      await assert.fails(call([]), 'invalid-input', noKey('items.key', 'array (0)'));
      await assert.fails(call(Array(9).fill(1)), 'invalid-input', noKey('items.key', 'array (9)'));
      await assert.fails(call([['a']]), 'invalid-input', noKey('items.key[0]', 'array (1)'));
      assert.same(await items.all(), STOCK);
    },
  })),
  {
    title: 'T2: a row whose key can be none is refused',
    async run({ database }, assert) {
      const items = await stockedItemsOf(database);
      // What is no JSON is refused as that.
      const others = NO_KEYS.filter(([key]) => ['boolean', 'string', 'undefined'].includes(typeof key) || key === null);
      for (const [itemId, found] of others) {
        for (const verb of ['insert', 'put'] as const) {
          const write = () => (items as unknown as Loose)[verb]({ itemId, quantity: 9 });
          await assert.fails(write, 'invalid-input', noKey('items.itemId', found));
        }
      }
      assert.same(await items.all(), STOCK);
    },
  },
  {
    title: 'T1: what is no name of a table is refused',
    async run({ database }, assert) {
      const names: readonly (readonly [unknown, string])[] = [
        ['', '""'],
        ['1st', '"1st"'],
        ['order items', '"order items"'],
        ['items\n', '"items\\n"'],
        ['items\u0000', '"items\\u0000"'],
        ['x'.repeat(101), `"${'x'.repeat(60)}…"`],
        [undefined, 'undefined'],
        [7, '7'],
      ];
      for (const [name, found] of names) {
        const table = async () => database.table<Item>(name as string, { key: 'itemId' });
        const data = { field: 'database.table name', found, expected: 'table-name', limit: 0 };
        await assert.fails(table, 'invalid-input', data);
      }
    },
  },
  {
    title: 'T1: what is no key of a table is refused',
    async run({ database }, assert) {
      const options: readonly (readonly [unknown, string])[] = [
        [undefined, 'undefined'],
        [{}, 'undefined'],
        [{ key: 7 }, '7'],
        [{ key: [] }, 'array (0)'],
        [{ key: ['itemId', 7] }, 'array (2)'],
        [{ key: Array(9).fill('itemId') }, 'array (9)'],
      ];
      for (const [option, found] of options) {
        const table = async () => database.table<Item>('items', option as { key: 'itemId' });
        const data = { field: 'items.key', found, expected: 'table-key', limit: 0 };
        await assert.fails(table, 'invalid-input', data);
      }
    },
  },
  {
    title: 'T1: what is no index of a table is refused',
    async run({ database }, assert) {
      const indexes: readonly (readonly [unknown, string])[] = [
        ['note', '"note"'],
        [{}, 'object'],
        [[7], 'array (1)'],
        [Array(9).fill('note'), 'array (9)'],
        [['x'.repeat(201)], 'array (1)'],
      ];
      for (const [index, found] of indexes) {
        const table = async () => database.table<Item>('items', { key: 'itemId', index: index as ['note'] });
        const data = { field: 'items.index', found, expected: 'table-index', limit: 8 };
        await assert.fails(table, 'invalid-input', data);
      }
    },
  },
  ...(['insert', 'put'] as const).flatMap((verb) => [
    refuses(`T3: ${verb} refuses what is no row`, row('undefined'), (items) => items[verb]()),
    refuses(`T3: ${verb} refuses a list`, row('array (1)'), (items) => items[verb]([{ itemId: 'c', quantity: 1 }])),
    refuses(
      `T3: ${verb} refuses what is no plain JSON with its path`,
      { field: 'items.at', found: 'Date', expected: 'json', limit: 0 },
      (items) => items[verb]({ itemId: 'c', at: new Date(0) }),
    ),
    refuses(
      `T3: ${verb} refuses an instance of a class`,
      { field: 'items', found: 'Map', expected: 'json', limit: 0 },
      (items) => items[verb](new Map()),
    ),
    refuses(
      `T3: ${verb} refuses a row that is too large`,
      { field: 'items', found: '1048577', expected: 'row-size', limit: 1_048_576 },
      (items) =>
        items[verb]({ itemId: 'c', note: 'x'.repeat(1_048_577 - JSON.stringify({ itemId: 'c', note: '' }).length) }),
    ),
  ]),
  refuses('T5: where refuses what are no values', row('undefined'), (items) => items.where()),
  refuses(
    'T5: where refuses values that no row can have',
    { field: 'items.quantity', found: 'NaN', expected: 'json', limit: 0 },
    (items) => items.where({ quantity: Number.NaN }),
  ),
  refuses('T8: an update without a change is refused', row('undefined'), (items) => items.update('a')),
  refuses('T8: an update that is a list is refused', row('array (1)'), (items) => items.update('a', [1])),
  refuses(
    'T8: an update of the key is refused',
    { field: 'items.itemId', found: '"c"', expected: 'no-key-change', limit: 0 },
    (items) => items.update('a', { itemId: 'c' }),
  ),
  refuses(
    'T8: an update with what is no plain JSON is refused with its path',
    { field: 'items.note', found: 'function', expected: 'json', limit: 0 },
    (items) => items.update('a', { note: () => 'x' }),
  ),
  {
    title: 'T8: updates cannot make a row larger than it may be',
    async run({ database }, assert) {
      const table = database.table<Record<string, string>>('large', { key: 'id' });
      const half = 'x'.repeat(600_000);
      await table.insert({ id: 'a', first: half });
      const found = String(JSON.stringify({ id: 'a', first: half, second: half }).length);
      const error = { field: 'large', found, expected: 'row-size', limit: 1_048_576 };
      await assert.fails(() => table.update('a', { second: half }), 'invalid-input', error);
      assert.same(await table.get('a'), { id: 'a', first: half });
    },
  },
];
