/** What a transaction does to a world. */
import type { WorldStorage } from '#lab';
import type { Case } from '../assert.ts';
import { append, context, expectRow, put, readWorld, remove, storedRow, transact, update } from './shared.ts';

const conflict = { table: 'items', id: 'a' };

export const transactions: readonly Case<WorldStorage>[] = [
  {
    title: 'W1: a transaction does all its operations, and tells the places of its appends',
    async run(world, assert) {
      const receipt = await transact(world, append('s', 2, 0), put('a', 1), append('t', 1, 0), append('s', 1, 2));
      assert.same(receipt.journalPosition, 1);
      assert.same(
        receipt.appends.map(({ firstPosition, firstStreamPosition }) => [firstPosition, firstStreamPosition]),
        [
          [1, 1],
          [3, 1],
          [4, 3],
        ],
      );
      assert.same(await world.readRow('items', 'a'), storedRow('a', 1, 1));
      const { journalPosition, lastPosition } = await world.readState();
      assert.same([journalPosition, lastPosition], [1, 4]);
    },
  },
  {
    title: 'W1: whichever operation cannot be done, nothing of the transaction is',
    async run(world, assert) {
      await transact(world, append('s', 1, 0), put('a', 1));
      const before = await readWorld(world, ['s', 't']);
      const fine = [append('t', 2, 0), put('b', 2), remove('a'), append('s', 1, 1)];
      const bad = [
        [append('u', 1, 4), 'expected-version-conflict'],
        [{ kind: 'expect-stream', streamName: 'u', expected: 'STREAM_EXISTS' }, 'expected-version-conflict'],
        [put('b', 3, 0), 'row-exists'],
        [put('c', 3, 7), 'row-conflict'],
        [update('c', { value: 1 }), 'row-missing'],
        [remove('c', 7), 'row-conflict'],
        [expectRow('a', 7), 'row-conflict'],
      ] as const;
      for (const [operation, code] of bad) {
        await assert.fails(() => transact(world, ...fine, operation), code);
        assert.same(await readWorld(world, ['s', 't']), before);
      }
    },
  },
  {
    title: 'W2: each operation sees what those before it did',
    async run(world, assert) {
      await transact(
        world,
        put('a', 1, 0),
        update('a', { value: 2 }),
        remove('a'),
        put('a', 3, 0),
        append('s', 2, 0),
        { kind: 'expect-stream', streamName: 's', expected: 2 },
        append('s', 1, 2),
      );
      assert.same(await world.readRow('items', 'a'), storedRow('a', 3, 1));
    },
  },
  {
    title: 'W2: expect-row alone looks at the row as it was before',
    async run(world, assert) {
      await transact(world, put('a', 1));
      await transact(world, put('a', 2), expectRow('a', 1), remove('a'), expectRow('a', 1));
      assert.same(await world.readRow('items', 'a'), null);
    },
  },
  {
    title: 'W3: the version of a row is the journal position of the transaction that wrote it last',
    async run(world, assert) {
      await transact(world, put('a', 1), put('b', 1));
      await transact(world, put('a', 1));
      await transact(world, update('b', { value: 2 }));
      assert.same(await world.readRow('items', 'a'), storedRow('a', 1, 2));
      assert.same(await world.readRow('items', 'b'), storedRow('b', 2, 3));
    },
  },
  {
    title: 'W3: a put or delete that expects a version goes through at that version only',
    async run(world, assert) {
      await transact(world, put('a', 1));
      await transact(world, put('a', 2, 1));
      await assert.fails(() => transact(world, put('a', 3, 1)), 'row-conflict', conflict);
      await assert.fails(() => transact(world, remove('a', 1)), 'row-conflict', conflict);
      await transact(world, remove('a', 2));
      await assert.fails(() => transact(world, put('a', 3, 2)), 'row-conflict', conflict);
      assert.same(await world.readRow('items', 'a'), null);
    },
  },
  {
    title: 'W3: a put that expects no row meets row-exists when there is one',
    async run(world, assert) {
      await transact(world, put('a', 1, 0));
      await assert.fails(() => transact(world, put('a', 2, 0)), 'row-exists', conflict);
      assert.same(await world.readRow('items', 'a'), storedRow('a', 1, 1));
    },
  },
  {
    title: 'W4: update changes properties of a row and leaves the others',
    async run(world, assert) {
      const text = JSON.stringify({ id: 'a', value: 1, other: [2] });
      await transact(world, { kind: 'put', table: 'items', id: 'a', text });
      await transact(world, update('a', { value: null, more: 3 }));
      const row = await world.readRow('items', 'a');
      assert.same(JSON.parse(row!.text), { id: 'a', value: null, other: [2], more: 3 });
    },
  },
  {
    title: 'W4: update meets row-missing when there is no row, and delete is content',
    async run(world, assert) {
      await assert.fails(() => transact(world, update('a', { value: 1 })), 'row-missing', conflict);
      await transact(world, remove('a'));
      assert.same((await world.readJournal(0))[0]!.rows, []);
    },
  },
  {
    title: 'W5: a writer of an older epoch is stopped, and writes nothing',
    async run(world, assert) {
      const { epoch } = await world.readState();
      await world.transact([put('a', 1)], context(epoch));
      await world.rewind(0);
      await assert.fails(() => world.transact([put('a', 2)], context(epoch)), 'world-rewound', {});
      await world.reset();
      await assert.fails(() => world.transact([put('a', 2)], context(epoch + 1)), 'world-rewound', {});
      assert.same(await world.readTableNames(), []);
      await world.transact([put('a', 2)], context(epoch + 2));
      assert.same(await world.readRow('items', 'a'), storedRow('a', 2, 1));
    },
  },
  {
    title: 'W5: a writer of an epoch that has not come yet is stopped too',
    async run(world, assert) {
      const { epoch } = await world.readState();
      await assert.fails(() => world.transact([put('a', 2)], context(epoch + 1)), 'world-rewound', {});
      assert.same(await world.readTableNames(), []);
    },
  },
  {
    title: 'W6: a transaction leaves one journal entry with who, when, appends and rows before and after',
    async run(world, assert) {
      await transact(world, put('a', 1), put('b', 1));
      await transact(world, append('s', 2, 0), put('a', 2), remove('b'), put('c', 3), append('s', 1, 2));
      const { epoch } = await world.readState();
      assert.same(await world.readJournal(1), [
        {
          ...context(epoch),
          position: 2,
          appends: [
            { streamName: 's', firstPosition: 1, firstStreamPosition: 1, count: 2 },
            { streamName: 's', firstPosition: 3, firstStreamPosition: 3, count: 1 },
          ],
          rows: [
            { table: 'items', id: 'a', before: storedRow('a', 1, 1), after: storedRow('a', 2, 2) },
            { table: 'items', id: 'b', before: storedRow('b', 1, 1), after: null },
            { table: 'items', id: 'c', before: null, after: storedRow('c', 3, 2) },
          ],
          lastPosition: 3,
        },
      ]);
    },
  },
  {
    title: 'W6: several changes of one row in a transaction are one change in the journal',
    async run(world, assert) {
      await transact(world, put('a', 1));
      await transact(world, put('a', 2), remove('a'), put('a', 3), put('b', 1), remove('b'));
      assert.same((await world.readJournal(1))[0]!.rows, [
        { table: 'items', id: 'a', before: storedRow('a', 1, 1), after: storedRow('a', 3, 2) },
        { table: 'items', id: 'b', before: null, after: null },
      ]);
    },
  },
  {
    title: 'W6: a transaction that was stopped leaves no journal entry',
    async run(world, assert) {
      await transact(world, put('a', 1));
      await assert.fails(() => transact(world, put('b', 1), put('a', 1, 0)), 'row-exists');
      assert.same((await world.readJournal(0)).length, 1);
      assert.same((await transact(world, put('b', 1))).journalPosition, 2);
    },
  },
];
