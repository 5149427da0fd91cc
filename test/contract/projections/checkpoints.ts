/** Checkpoints are moved by compare-and-set. */
import { checkpointStore, compareCheckpoint } from '#eventsourcing';
import type { Case } from '../assert.ts';
import type { DatabasePort } from '../database/shared.ts';

export const checkpoints: readonly Case<DatabasePort>[] = [
  {
    title: 'CP1: what comes of a checkpoint depends on where it is, was read and is to be',
    async run(_, assert) {
      assert.same(compareCheckpoint(4, 4, 9), 'stored');
      assert.same(compareCheckpoint(9, 4, 9), 'same');
      assert.same(compareCheckpoint(9, 9, 9), 'same');
      assert.same(compareCheckpoint(10, 4, 9), 'ahead');
      assert.same(compareCheckpoint(10, 10, 9), 'ahead');
      assert.same(compareCheckpoint(5, 4, 9), 'mismatch');
      assert.same(compareCheckpoint(0, 4, 9), 'mismatch');
    },
  },
  {
    title: 'CP1: only what is stored is written',
    async run({ database }, assert) {
      const store = checkpointStore(database);
      assert.same(await store.store('p', 0, 5), 'stored');
      assert.same(await store.store('p', 0, 5), 'same');
      assert.same(await store.store('p', 0, 3), 'ahead');
      assert.same(await store.store('p', 5, 3), 'ahead');
      assert.same(await store.store('p', 4, 8), 'mismatch');
      assert.same(await store.read('p'), 5);
    },
  },
  {
    title: 'CP2: a processor without a row is at 0, and each has a row of its own in a table that anyone can read',
    async run({ database }, assert) {
      const store = checkpointStore(database);
      assert.same(await store.read('p'), 0);
      await store.store('p', 0, 5);
      await store.store('q', 0, 7);
      const rows = await database.table<{ processor: string }>('checkpoints', { key: 'processor' }).all();
      assert.same(rows, [
        { processor: 'p', position: 5 },
        { processor: 'q', position: 7 },
      ]);
    },
  },
  {
    title: "CP3: in the caller's transaction a checkpoint moves with the rest or not at all",
    async run({ database }, assert) {
      const store = checkpointStore(database);
      const notes = database.table<{ id: string }>('notes', { key: 'id' });
      const note = (fails: boolean) =>
        database.transaction(async (tx) => {
          const result = await store.store('p', 0, 5, tx);
          tx.put(notes, { id: 'n' });
          if (fails) throw Object.assign(new Error('no'), { code: 'on-purpose', data: {} });
          return result;
        });
      await assert.fails(() => note(true), 'on-purpose');
      assert.same([await store.read('p'), await notes.all()], [0, []]);
      assert.same(await note(false), 'stored');
      assert.same([await store.read('p'), await notes.all()], [5, [{ id: 'n' }]]);
    },
  },
  {
    title: 'CP3: of several that move it from the same position at the same time, one stores it',
    async run({ database }, assert) {
      const store = checkpointStore(database);
      const results = await Promise.all([store.store('p', 0, 5), store.store('p', 0, 5), store.store('p', 0, 3)]);
      assert.same(results.filter((result) => result === 'stored').length, 1);
    },
  },
  {
    title: 'CP4: a processor that is no text and a position that is no whole number are refused',
    async run({ database }, assert) {
      const store = checkpointStore(database);
      for (const processor of ['', 7, 'p'.repeat(201)] as string[]) {
        await assert.fails(() => store.read(processor), 'invalid-input');
      }
      await assert.fails(() => store.store('p', -1, 5), 'invalid-input');
      await assert.fails(() => store.store('p', 0, 1.5), 'invalid-input');
      assert.same(await store.read('p'), 0);
    },
  },
];
