/** Keys: which values find a row, and in which order rows stand. */
import type { RowKey } from '#lab';
import type { Case } from '../assert.ts';
import type { DatabasePort } from './shared.ts';

type Pair = { left: string | number; right: string | number };

/** In the order in which IndexedDB keeps them. */
const IN_ORDER: readonly (string | number)[] = [
  -1e308,
  -2,
  -1.5,
  0,
  5e-324,
  1,
  2,
  10,
  1e308,
  '',
  '\u0000',
  ' ',
  '1',
  '10',
  '2',
  'A',
  'B',
  'a',
  'a\u0000',
  'aa',
  'b',
  'ü',
  '한국어',
  '\ud83d\ude00',
  '\uffff',
];

const PAIRS: readonly (readonly [string | number, string | number])[] = [
  [1, 2],
  [1, 'a'],
  [2, 1],
  ['', 9],
  ['a', 1],
  ['a', 'a'],
  ['a', 'b'],
  ['b', ''],
];

/** A fixed order that is not the order of keys. */
const shuffled = <Item>(list: readonly Item[]): Item[] =>
  list
    .map((_, index) => list[(index * 7 + 3) % list.length]!)
    .filter((item, index, all) => all.indexOf(item) === index);

export const keys: readonly Case<DatabasePort>[] = [
  {
    title: 'T4: rows stand in the order of their keys: numbers, then strings by their characters',
    async run({ database }, assert) {
      const table = database.table<{ id: string | number }>('keys', { key: 'id' });
      const order = shuffled(IN_ORDER);
      assert.same(order.length, IN_ORDER.length);
      for (const id of order) await table.insert({ id });
      assert.same(
        (await table.all()).map(({ id }) => id),
        IN_ORDER,
      );
    },
  },
  {
    title: 'T4: rows with a key of two properties stand part by part',
    async run({ database }, assert) {
      const table = database.table<Pair>('pairs', { key: ['left', 'right'] });
      const order = shuffled(PAIRS);
      assert.same(order.length, PAIRS.length);
      for (const [left, right] of order) await table.insert({ left, right });
      assert.same(
        (await table.all()).map(({ left, right }) => [left, right]),
        PAIRS,
      );
    },
  },
  {
    title: 'T2: every kind of key finds its own row',
    async run({ database }, assert) {
      const table = database.table<{ id: string | number; place: number }>('keys', { key: 'id' });
      for (const [place, id] of IN_ORDER.entries()) await table.insert({ id, place });
      for (const [place, id] of IN_ORDER.entries()) assert.same((await table.get(id))?.place, place, String(id));
    },
  },
  {
    title: 'T2: a number and the string that looks like it are different keys',
    async run({ database }, assert) {
      const table = database.table<{ id: string | number }>('keys', { key: 'id' });
      await table.insert({ id: 1 });
      await table.insert({ id: '1' });
      assert.same([await table.get(1), await table.get('1')], [{ id: 1 }, { id: '1' }]);
    },
  },
  {
    title: 'T2: a row with a key of two properties is found by a list of both',
    async run({ database }, assert) {
      const table = database.table<Pair & { note: string }>('pairs', { key: ['left', 'right'] });
      await table.insert({ left: 'a', right: 1, note: 'first' });
      await table.insert({ left: 'a', right: 2, note: 'second' });
      await table.update(['a', 1], { note: 'changed' });
      await table.delete(['a', 2]);
      assert.same(await table.all(), [{ left: 'a', right: 1, note: 'changed' }]);
      assert.same(await table.get(['a', 1]), { left: 'a', right: 1, note: 'changed' });
      await assert.fails(() => table.insert({ left: 'a', right: 1, note: '' }), 'row-exists', {
        table: 'pairs',
        id: 'a, 1',
      });
    },
  },
  {
    title: 'T2: a list of one is the same key as what is in it',
    async run({ database }, assert) {
      const table = database.table<{ id: number }>('keys', { key: ['id'] });
      await table.insert({ id: 7 });
      const found: readonly RowKey[] = [7, [7]];
      for (const key of found) assert.same(await table.get(key), { id: 7 });
    },
  },
];
