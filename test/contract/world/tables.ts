/** Rows as a world keeps them. */
import type { Key, Operation, WorldStorage } from '#lab';
import type { Case } from '../assert.ts';
import { readTable, transact } from './shared.ts';

const write = (table: string, id: Key): Operation => ({ kind: 'put', table, id, text: '{}' });

/** Keys of every kind, in IndexedDB's order. */
const IN_ORDER: readonly Key[] = [
  -1,
  0,
  0.5,
  7,
  '',
  '0',
  'Z',
  'a',
  'ab',
  [-1],
  [1],
  [1, 0],
  [1, 'a'],
  ['', 5],
  ['a'],
  ['a', 'a'],
];

export const tables: readonly Case<WorldStorage>[] = [
  {
    title: 'W12: rows of every kind of key come in order: numbers, strings, lists part by part',
    async run(world, assert) {
      const order = IN_ORDER.map((_, index) => IN_ORDER[(index * 5 + 2) % IN_ORDER.length]!);
      await transact(world, ...order.map((id) => write('keys', id)));
      const ids = (await readTable(world, 'keys')).map(({ id }) => id);
      assert.same(ids, IN_ORDER);
      for (const id of IN_ORDER) assert.same((await world.readRow('keys', id))?.id, id);
    },
  },
  {
    title: 'W12: rows of one table are never rows of another',
    async run(world, assert) {
      const names = ['a', 'a$', 'a-', 'a0', 'aa', 'b', '$', '_', 'A'];
      await transact(world, ...names.flatMap((name) => [write(name, 1), write(name, [1, 'x'])]));
      for (const name of names) {
        assert.same(
          (await readTable(world, name)).map(({ table, id }) => [table, id]),
          [
            [name, 1],
            [name, [1, 'x']],
          ],
        );
      }
    },
  },
  {
    title: 'W12: the tables that have rows are named in order',
    async run(world, assert) {
      const names = ['a', 'a$', 'a-', 'a0', 'aa', 'b', '$', '_', 'A'];
      assert.same(await world.readTableNames(), []);
      await transact(world, ...names.flatMap((name) => [write(name, 1), write(name, 'z'), write(name, ['z', 'z'])]));
      assert.same(await world.readTableNames(), ['$', 'A', '_', 'a', 'a$', 'a-', 'a0', 'aa', 'b']);
      await transact(world, ...[1, 'z', ['z', 'z']].map((id): Operation => ({ kind: 'delete', table: 'a', id })));
      assert.same(await world.readTableNames(), ['$', 'A', '_', 'a$', 'a-', 'a0', 'aa', 'b']);
    },
  },
  {
    title: 'W12: however small its pages are, a table is read whole and in order',
    async run(world, assert) {
      await transact(world, ...IN_ORDER.map((id) => write('keys', id)));
      for (const wanted of [1, 2, 5, IN_ORDER.length, IN_ORDER.length + 1]) {
        const ids = (await readTable(world, 'keys', undefined, wanted)).map(({ id }) => id);
        assert.same(ids, IN_ORDER, `in pages of ${wanted}`);
      }
      assert.same((await world.readRows({ table: 'keys', wanted: 3 })).rows.length, 3);
      assert.same((await world.readRows({ table: 'keys', wanted: IN_ORDER.length })).next, null);
    },
  },
  {
    title: 'W12: a page of rows is no larger than a message may be',
    async run(world, assert) {
      const text = JSON.stringify({ long: 'x'.repeat(400_000) });
      for (let id = 1; id <= 7; id += 1) await transact(world, { kind: 'put', table: 'large', id, text });
      const { rows, next } = await world.readRows({ table: 'large', wanted: 100 });
      const isSmall = rows.length < 7 || next === null;
      assert.same(isSmall, true);
      assert.same((await readTable(world, 'large')).length, 7);
    },
  },
  {
    title: 'W12: rows are counted',
    async run(world, assert) {
      await transact(world, write('a', 1), write('a', 2), write('aa', 1));
      assert.same([await world.countRows('a'), await world.countRows('aa'), await world.countRows('b')], [2, 1, 0]);
    },
  },
];
