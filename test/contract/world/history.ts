/** Going back, beginning again, and hearing of it. */
import { compareKeys, Timeline, type StoredRow, type WorldState, type WorldStorage } from '#lab';
import type { Case } from '../assert.ts';
import { append, context, put, readTable, readWorld, remove, transact, update } from './shared.ts';

const STREAMS = ['s', 't'];

const inOrder = (rows: ReadonlyMap<string, StoredRow>): readonly StoredRow[] =>
  [...rows.values()].toSorted((a, b) => compareKeys(a.id, b.id));

/** Four transactions that change streams and rows in every way. */
async function stock(world: WorldStorage): Promise<void> {
  await transact(world, append('s', 2, 0), put('a', 1), put('b', 1));
  await transact(world, append('t', 1, 0), append('s', 3, 2), update('a', { value: 2 }), remove('b'));
  await transact(world, put('a', 3), put('b', 4), put('c', 5));
  await transact(world, append('t', 1, 1), remove('a'), remove('c'));
}

export const history: readonly Case<WorldStorage>[] = [
  {
    title: 'W7: a rewind brings log, versions, rows and journal back to what they were',
    async run(world, assert) {
      const snapshots = [await readWorld(world, STREAMS)];
      const { epoch } = await world.readState();
      const steps = [
        [append('s', 2, 0), put('a', 1), put('b', 1)],
        [append('t', 1, 0), append('s', 3, 2), update('a', { value: 2 }), remove('b')],
        [put('a', 3), put('b', 4), put('c', 5)],
        [append('t', 1, 1), remove('a'), remove('c')],
      ];
      for (const operations of steps) {
        await world.transact(operations, context(epoch));
        snapshots.push(await readWorld(world, STREAMS));
      }
      for (const position of [4, 3, 1, 1, 0]) {
        const state = await world.rewind(position);
        assert.same(state.journalPosition, position);
        assert.same(await readWorld(world, STREAMS), snapshots[position], `world at ${position}`);
      }
    },
  },
  {
    title: 'W7: positions behind the place of a rewind are given out anew',
    async run(world, assert) {
      await stock(world);
      await world.rewind(1);
      const receipt = await transact(world, append('s', 1, 2), append('t', 1, 0));
      assert.same(receipt.journalPosition, 2);
      assert.same(
        receipt.appends.map(({ firstPosition, firstStreamPosition }) => [firstPosition, firstStreamPosition]),
        [
          [3, 3],
          [4, 1],
        ],
      );
    },
  },
  {
    title: 'W7: a stream whose every event was rewound does not exist',
    async run(world, assert) {
      await stock(world);
      await world.rewind(1);
      await transact(world, { kind: 'expect-stream', streamName: 't', expected: 'STREAM_DOES_NOT_EXIST' });
      await transact(world, { kind: 'expect-stream', streamName: 's', expected: 2 });
      const late = () => transact(world, { kind: 'expect-stream', streamName: 's', expected: 5 });
      await assert.fails(late, 'expected-version-conflict', { streamName: 's', expected: 5, actual: 2 });
    },
  },
  {
    title: 'W8: a position that was not reached cannot be rewound to',
    async run(world, assert) {
      await stock(world);
      const before = await readWorld(world, STREAMS);
      await assert.fails(() => world.rewind(5), 'world-rewound', {});
      assert.same(await readWorld(world, STREAMS), before);
      await world.rewind(2);
      await assert.fails(() => world.rewind(4), 'world-rewound', {});
    },
  },
  {
    title: 'W8: what is no whole number cannot be rewound to',
    async run(world, assert) {
      await stock(world);
      const before = await readWorld(world, STREAMS);
      const { epoch } = await world.readState();
      for (const [position, found] of [
        [-1, '-1'],
        [1.5, '1.5'],
        [Number.NaN, 'NaN'],
        [Infinity, 'Infinity'],
      ] as const) {
        const data = { field: 'journalPosition', found, expected: 'whole-number', limit: 0 };
        await assert.fails(() => world.rewind(position), 'invalid-input', data);
      }
      assert.same(await readWorld(world, STREAMS), before);
      assert.same((await world.readState()).epoch, epoch);
    },
  },
  {
    title: 'W9: a row that was changed several times goes back to what it was first',
    async run(world, assert) {
      await transact(world, put('a', 1));
      const before = await world.readRow('items', 'a');
      for (let value = 2; value < 6; value += 1) await transact(world, put('a', value));
      await transact(world, remove('a'));
      await world.rewind(1);
      assert.same(await world.readRow('items', 'a'), before);
    },
  },
  {
    title: 'W13: the journal is read in parts, too',
    async run(world, assert) {
      await stock(world);
      const positions = async (after: number, wanted?: number) =>
        (await world.readJournal(after, wanted)).map(({ position }) => position);
      assert.same(await positions(0), [1, 2, 3, 4]);
      assert.same(await positions(1, 2), [2, 3]);
      assert.same(await positions(2, 9), [3, 4]);
      assert.same(await positions(0, 0), []);
      assert.same(await positions(4), []);
    },
  },
  {
    title: 'W21: a timeline tells what the tables held and how far the log was, at every place',
    async run(world, assert) {
      const steps = [
        [append('s', 2, 0), put('a', 1), put('b', 1)],
        [append('t', 1, 0), append('s', 3, 2), update('a', { value: 2 }), remove('b')],
        [put('a', 3), put('b', 4), put('c', 5)],
        [append('t', 1, 1), remove('a'), remove('c')],
      ];
      const seen = [{ rows: await readTable(world, 'items'), lastPosition: 0 }];
      for (const operations of steps) {
        await transact(world, ...operations);
        const { lastPosition } = await world.readState();
        seen.push({ rows: await readTable(world, 'items'), lastPosition });
      }
      const timeline = new Timeline(world);
      for (const position of [4, 0, 2, 3, 1, 4]) {
        const { rows, lastPosition, journalPosition } = await timeline.at(position);
        assert.same(journalPosition, position);
        assert.same({ rows: inOrder(rows), lastPosition }, seen[position]);
      }
    },
  },
  {
    title: 'W21: a long past is gone through once, and its rows are right on both sides of what is kept',
    async run(world, assert) {
      for (let n = 1; n <= 1_203; n += 1) await transact(world, put(`r${n % 7}`, n));
      let read = 0;
      const timeline = new Timeline({
        readState: () => world.readState(),
        async readJournal(after, wanted) {
          const entries = await world.readJournal(after, wanted);
          read += entries.length;
          return entries;
        },
      });
      const newest = async (position: number) =>
        Math.max(...[...(await timeline.at(position)).rows.values()].map(({ version }) => version));
      for (const position of [1_203, 1_000, 999, 1_001, 501, 500, 499, 1]) {
        assert.same(await newest(position), position);
      }
      assert.same((await timeline.at(1_202)).rows.size, 7);
      const isOnce = read < 1_203 + 6 * 500;
      assert.same(isOnce, true, `${read} entries were read`);
    },
  },
  {
    title: 'W22: a timeline of a world that went back tells of the world as it is now',
    async run(world, assert) {
      await stock(world);
      const timeline = new Timeline(world);
      await timeline.at(4);
      await world.rewind(1);
      await assert.fails(() => timeline.at(2), 'world-rewound', {});
      await transact(world, put('z', 9));
      assert.same(inOrder((await timeline.at(2)).rows), await readTable(world, 'items'));
      await world.reset();
      assert.same((await timeline.at(0)).rows.size, 0);
      await assert.fails(() => timeline.at(1), 'world-rewound', {});
      for (const [position, found] of [
        [-1, '-1'],
        [0.5, '0.5'],
      ] as const) {
        const data = { field: 'journalPosition', found, expected: 'whole-number', limit: 0 };
        await assert.fails(() => timeline.at(position), 'invalid-input', data);
      }
    },
  },
  {
    title: 'W10: rewind and reset raise the epoch by one, and nothing else does',
    async run(world, assert) {
      const epochs: number[] = [];
      const note = async () => void epochs.push((await world.readState()).epoch);
      await note();
      await stock(world);
      await note();
      assert.same((await world.rewind(2)).epoch, epochs[0]! + 1);
      await note();
      assert.same((await world.rewind(2)).epoch, epochs[0]! + 2, 'epoch after a rewind of nothing');
      assert.same((await world.reset()).epoch, epochs[0]! + 3);
      await note();
      assert.same(
        epochs.map((epoch) => epoch - epochs[0]!),
        [0, 0, 1, 3],
      );
    },
  },
  {
    title: 'W11: a world that was reset is as empty as a new one',
    async run(world, assert) {
      const before = await readWorld(world, STREAMS);
      await stock(world);
      await world.reset();
      assert.same(await readWorld(world, STREAMS), before);
      const receipt = await transact(world, append('s', 1, 0));
      assert.same([receipt.journalPosition, receipt.appends[0]!.firstPosition], [1, 1]);
    },
  },
  {
    title: 'W13: the journal is read behind a position, oldest first',
    async run(world, assert) {
      await stock(world);
      const positions = async (after: number) => (await world.readJournal(after)).map(({ position }) => position);
      assert.same(await positions(0), [1, 2, 3, 4]);
      assert.same(await positions(2), [3, 4]);
      assert.same(await positions(4), []);
      await world.rewind(3);
      assert.same(await positions(1), [2, 3]);
    },
  },
  {
    title: 'W14: every change is told with the state it led to, until nobody listens',
    async run(world, assert) {
      const told: WorldState[] = [];
      const stop = world.onChange((state) => told.push(state));
      const known: WorldState[] = [];
      await transact(world, append('s', 2, 0));
      known.push(await world.readState());
      await transact(world, put('a', 1));
      known.push(await world.readState());
      known.push(await world.rewind(1));
      known.push(await world.reset());
      assert.same(told, known);
      stop();
      await transact(world, put('a', 1));
      assert.same(told.length, 4);
    },
  },
  {
    title: 'W14: a change that was stopped is not told',
    async run(world, assert) {
      await transact(world, put('a', 1));
      const told: WorldState[] = [];
      world.onChange((state) => told.push(state));
      await assert.fails(() => transact(world, put('a', 1, 0)), 'row-exists');
      await assert.fails(() => world.rewind(7), 'world-rewound');
      assert.same(told, []);
    },
  },
  {
    title: 'W23: waiting for an event in another epoch, or into another one, is told of the rewind',
    async run(world, assert) {
      await transact(world, append('s', 2, 0));
      await assert.fails(() => world.whenBehind(0, 2), 'world-rewound');
      await world.whenBehind(1, 1);
      const rewound = world.whenBehind(2, 1);
      const told = assert.fails(() => rewound, 'world-rewound');
      await world.rewind(0);
      await told;
      const reset = world.whenBehind(0, 2);
      const toldAgain = assert.fails(() => reset, 'world-rewound');
      await world.reset();
      await toldAgain;
    },
  },
  {
    title: 'W23: a change without events is none to wait for',
    async run(world, assert) {
      let isThere = false;
      const waiting = world.whenBehind(0, 1).then(() => (isThere = true));
      await transact(world, put('a', 1));
      await world.readState();
      assert.same(isThere, false);
      await transact(world, append('s', 1, 0));
      await waiting;
    },
  },
];
