/** A row is erased, and stands nowhere any more. */
import { rowKey, Timeline, type Operation, type WorldStorage } from '#lab';
import { findText } from '#lab/find-text';
import type { Case } from '../assert.ts';
import { append, put, readTable, readWorld, remove, transact, update } from './shared.ts';

const erase = (id: string): Operation => ({ kind: 'erase', table: 'items', id });

/** All that can be read, as a text. */
const allOf = async (world: WorldStorage): Promise<string> => JSON.stringify(await readWorld(world, ['s']));

export const erasing: readonly Case<WorldStorage>[] = [
  {
    title: 'W24: an erased row is neither among the rows nor in the journal, whatever was done to it',
    async run(world, assert) {
      await transact(world, put('a', 'secret 1'), put('b', 1), append('s', 2, 0));
      await transact(world, update('a', { value: 'secret 2' }));
      await transact(world, remove('a'), put('b', 2));
      await transact(world, put('a', 'secret 3'));
      const before = await readWorld(world, ['s']);
      assert.same((await allOf(world)).split('secret').length > 5, true);
      await transact(world, erase('a'));
      assert.same((await allOf(world)).includes('secret'), false);
      const after = await readWorld(world, ['s']);
      assert.same([after.log, after.streams], [before.log, before.streams]);
      assert.same([after.journalPosition, after.lastPosition], [5, 2]);
      assert.same(
        after.journal.map(({ position, rows }) => [position, rows.map(({ id }) => id)]),
        [
          [1, ['b']],
          [2, []],
          [3, ['b']],
          [4, []],
          [5, ['a']],
        ],
      );
      assert.same(
        after.journal.slice(0, 4).map((entry) => ({ ...entry, rows: [] })),
        before.journal.map((entry) => ({ ...entry, rows: [] })),
      );
      assert.same(after.journal[4]!.rows, [{ table: 'items', id: 'a', before: null, after: null, erasedSince: 1 }]);
    },
  },
  {
    title: 'W24: the order of a property does not hold it either, and other rows keep their places',
    async run(world, assert) {
      const by = { name: 'value', from: null, to: null };
      await transact(world, put('a', 1), put('b', 2));
      assert.same((await readTable(world, 'items', by)).length, 2);
      await transact(world, erase('a'));
      assert.same(
        (await readTable(world, 'items', by)).map(({ id }) => id),
        ['b'],
      );
    },
  },
  {
    title: 'W24: to erase a row that is not there, and never was, is no error and leaves no trace of it',
    async run(world, assert) {
      await transact(world, put('b', 1));
      await transact(world, erase('a'));
      assert.same((await world.readJournal(1))[0]!.rows, []);
      assert.same((await world.rewind(1)).journalPosition, 1);
    },
  },
  {
    title: 'W24: what cannot be done as a whole erases nothing',
    async run(world, assert) {
      await transact(world, put('a', 1), put('b', 1));
      const before = await readWorld(world, ['s']);
      await assert.fails(() => transact(world, erase('a'), put('b', 2, 7)), 'row-conflict');
      assert.same(await readWorld(world, ['s']), before);
    },
  },
  {
    title: 'W24: a row of the same key may come later, also in the same transaction, and is another one',
    async run(world, assert) {
      await transact(world, put('a', 'secret'));
      await transact(world, erase('a'), put('a', 2, 0));
      assert.same((await world.readRow('items', 'a'))?.version, 2);
      await transact(world, put('b', 1));
      await transact(world, erase('a'), put('a', 3));
      const { journal } = await readWorld(world, ['s']);
      assert.same(
        journal.flatMap(({ rows }) => rows.flatMap(({ id, erasedSince }) => (id === 'a' ? [erasedSince] : []))),
        [1, 2],
      );
      assert.same((await world.rewind(3)).journalPosition, 0);
    },
  },
  {
    title: 'W25: a rewind to where an erased row stood goes back to before it was written',
    async run(world, assert) {
      await transact(world, put('b', 1));
      const before = await readWorld(world, ['s']);
      await transact(world, put('a', 'secret'), append('s', 1, 0));
      await transact(world, put('b', 2));
      await transact(world, erase('a'));
      const behind = await readWorld(world, ['s']);
      await transact(world, put('b', 3));
      assert.same((await world.rewind(4)).journalPosition, 4);
      assert.same(await readWorld(world, ['s']), behind);
      await transact(world, put('b', 3));
      assert.same((await world.rewind(3)).journalPosition, 1);
      assert.same(await readWorld(world, ['s']), before);
    },
  },
  {
    title: 'W25: a place that is gone for one row and then for another is before both of them',
    async run(world, assert) {
      for (const id of ['first', 'a', 'b']) await transact(world, put(id, 1));
      await transact(world, erase('a'));
      await transact(world, erase('b'));
      await transact(world, put('c', 1));
      // Where it stands now `b` is gone, and at 2, before `b`, there was `a`.
      assert.same((await world.rewind(4)).journalPosition, 1);
      assert.same(await world.readTableNames(), ['items']);
      assert.same(
        (await readTable(world, 'items')).map(({ id }) => id),
        ['first'],
      );
    },
  },
  {
    title: 'K4: a timeline has no keys',
    async run(world, assert) {
      const key: Operation = { kind: 'put', table: 'kept keys', id: 'x', text: '{"key":"secret"}' };
      await transact(world, key, put('a', 1));
      const { rows } = await new Timeline(world).at(1);
      assert.same([...rows.keys()], [rowKey('items', 'a')]);
    },
  },
  {
    title: 'W26: a text is found in events, also in those that were cut, in rows, their keys, and the journal',
    async run(world, assert) {
      const secret = 'Ada "김"';
      const text = JSON.stringify([
        { type: 'A', data: {} },
        { type: 'A', data: { name: secret } },
      ]);
      const commit = { count: 2, ids: 'id-1 id-2', types: ['A'], text, recordedAt: '2020-05-20T09:00:00.000Z' };
      await transact(world, { kind: 'append', streamName: 's', expected: 0, commit }, put('a', secret));
      await transact(world, put('a', 1));
      await transact(world, put(secret, 1), {
        kind: 'put',
        table: 'kept snapshots',
        id: ['s', 'f'],
        text: JSON.stringify({ secret }),
      });
      const cut: Operation = { kind: 'cut', streamName: 's', expected: 2, truncateBefore: 3, isTombstoned: false };
      await transact(world, cut);
      assert.same(await findText(world, secret), [
        { where: 'events', place: ['s', 2] },
        { where: 'table items', place: secret },
        { where: 'snapshots', place: ['s', 'f'] },
        { where: 'journal', place: 1 },
        { where: 'journal', place: 2 },
        { where: 'journal', place: 3 },
      ]);
      assert.same(await findText(world, 'Ada  '), []);
    },
  },
  {
    title: 'W26: also the name of a stream and the id of an event, and everywhere in a long history',
    async run(world, assert) {
      for (let index = 0; index < 450; index += 1)
        await transact(world, put(`row-${index}`, index === 420 ? 'here' : index));
      await transact(world, append('lead-Ada', 2, 0));
      assert.same(await findText(world, 'lead-Ada'), [
        { where: 'events', place: ['lead-Ada', 1] },
        { where: 'events', place: ['lead-Ada', 2] },
        { where: 'journal', place: 451 },
      ]);
      assert.same(await findText(world, 'lead-Ada-1'), [{ where: 'events', place: ['lead-Ada', 2] }]);
      assert.same(await findText(world, 'here'), [
        { where: 'table items', place: 'row-420' },
        { where: 'journal', place: 421 },
      ]);
      assert.same((await findText(world, 'row-')).length, 900);
      for (let index = 0; index < 101; index += 1) await transact(world, put(`row-${index}`, 0));
      assert.same((await findText(world, 'row-')).length, 1_000);
    },
  },
];
