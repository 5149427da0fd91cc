/** Rows in the order of one of their properties. */
import { toIndexValue, type Operation, type WorldStorage } from '#lab';
import type { Case } from '../assert.ts';
import { readTable, transact } from './shared.ts';

const put = (id: string, row: object): Operation => ({ kind: 'put', table: 'people', id, text: JSON.stringify(row) });
const update = (id: string, change: object): Operation => ({
  kind: 'update',
  table: 'people',
  id,
  change: JSON.stringify(change),
});
const remove = (id: string): Operation => ({ kind: 'delete', table: 'people', id });

/** Keys of the rows whose property lies between two values, in the order in which they come. */
async function idsBy(world: WorldStorage, name: string, ends: readonly unknown[] = [null, null], wanted = 100) {
  const [low, high] = ends.map((value) => (value === null ? null : toIndexValue(value)));
  return (await readTable(world, 'people', { name, from: low!, to: high! }, wanted)).map(({ id }) => id);
}

export const properties: readonly Case<WorldStorage>[] = [
  {
    title: 'W16: rows come by the value of a property, and by key where it is the same',
    async run(world, assert) {
      await transact(world, put('d', { age: 30 }), put('b', { age: 7 }), put('c', { age: 30 }), put('a', { age: -1 }));
      assert.same(await idsBy(world, 'age'), ['a', 'b', 'c', 'd']);
      assert.same(await idsBy(world, 'age', [7, 30]), ['b', 'c', 'd']);
      assert.same(await idsBy(world, 'age', [8, null]), ['c', 'd']);
      assert.same(await idsBy(world, 'age', [null, 7]), ['a', 'b']);
      assert.same(await idsBy(world, 'age', [8, 29]), []);
      assert.same(await idsBy(world, 'age', [30, 7]), []);
    },
  },
  {
    title: 'W16: numbers come before strings, and strings before null, false and true',
    async run(world, assert) {
      const values = [true, false, null, 'b', 'a', '', 2, -3];
      await transact(world, ...values.map((value, index) => put(`${index}`, { value })));
      assert.same(await idsBy(world, 'value'), ['7', '6', '5', '4', '3', '2', '1', '0']);
      for (const [index, value] of values.entries()) {
        const place = toIndexValue(value)!;
        const found = await readTable(world, 'people', { name: 'value', from: place, to: place });
        assert.same(
          found.map(({ id }) => id),
          [`${index}`],
        );
      }
    },
  },
  {
    title: 'W16: rows without the property, or with a list or an object in it, have no place',
    async run(world, assert) {
      const rows = [{}, { name: [] }, { name: { first: 'x' } }, { name: 'x' }];
      await transact(world, ...rows.map((row, index) => put(`${index}`, row)));
      assert.same(await idsBy(world, 'name'), ['3']);
    },
  },
  {
    title: 'W16: a property that every object has by birth is none of its rows',
    async run(world, assert) {
      await transact(world, put('a', { x: 1 }), { ...put('b', {}), text: '{"constructor":"x"}' } as Operation);
      assert.same(await idsBy(world, 'constructor'), ['b']);
    },
  },
  {
    title: 'W16: every write of a row moves it, whether it was there before the first question or not',
    async run(world, assert) {
      await transact(world, put('a', { n: 1 }), put('b', { n: 2 }), put('c', { n: 3 }));
      assert.same(await idsBy(world, 'n'), ['a', 'b', 'c']);
      await transact(world, update('a', { n: 9 }), remove('b'), put('d', { n: 0 }), update('c', { other: 1 }));
      assert.same(await idsBy(world, 'n'), ['d', 'c', 'a']);
      await transact(world, put('a', {}), put('b', { n: 3 }), remove('b'), put('b', { n: 3 }));
      assert.same(await idsBy(world, 'n'), ['d', 'b', 'c']);
      assert.same(await idsBy(world, 'other'), ['c']);
    },
  },
  {
    title: 'W16: a rewind moves rows back, and a reset leaves none',
    async run(world, assert) {
      await transact(world, put('a', { n: 1 }), put('b', { n: 2 }));
      assert.same(await idsBy(world, 'n'), ['a', 'b']);
      await transact(world, update('a', { n: 5 }), remove('b'), put('c', { n: 3 }));
      await transact(world, update('a', { n: 6 }), put('b', { n: 7 }));
      assert.same(await idsBy(world, 'n'), ['c', 'a', 'b']);
      await world.rewind(1);
      assert.same(await idsBy(world, 'n'), ['a', 'b']);
      assert.same(await idsBy(world, 'n', [2, 2]), ['b']);
      await world.reset();
      assert.same(await idsBy(world, 'n'), []);
      await transact(world, put('z', { n: 1 }));
      assert.same(await idsBy(world, 'n'), ['z']);
    },
  },
  {
    title: 'W16: in pages of any size each row comes once',
    async run(world, assert) {
      await transact(world, ...Array.from({ length: 23 }, (_, index) => put(`${index + 10}`, { n: index % 4 })));
      const whole = await idsBy(world, 'n');
      assert.same(whole.length, 23);
      for (const wanted of [1, 2, 6, 7, 22, 23, 24]) assert.same(await idsBy(world, 'n', [null, null], wanted), whole);
    },
  },
  {
    title: 'W16: the properties of one table are not those of another',
    async run(world, assert) {
      const elsewhere: Operation = { kind: 'put', table: 'people$', id: 'x', text: '{"n":1}' };
      await transact(world, put('a', { n: 1, n2: 5 }), elsewhere);
      assert.same(await idsBy(world, 'n'), ['a']);
      assert.same(await idsBy(world, 'n2'), ['a']);
    },
  },
];
