/** Waiting for a projection, and rows that are never behind. */
import { inlineProjector, liveProjector, projector } from '#eventsourcing';
import type { Case } from '../assert.ts';
import type { DatabasePort } from '../database/shared.ts';
import { accounts, append, closed, damaged, moved, opened, rowsOf, stock, STOCK } from './shared.ts';

const atVersion = (expectedStreamVersion: number) => ({ expectedStreamVersion });

export const otherWays: readonly Case<DatabasePort>[] = [
  {
    title: 'PR17: a wait is over when the checkpoint is there, whoever moved it',
    async run(port, assert) {
      await stock(port);
      const waits: number[] = [];
      const other = projector(accounts, port);
      const wait = async (milliseconds: number) => {
        waits.push(milliseconds);
        if (waits.length === 2) await other.catchUp();
      };
      assert.same(await projector(accounts, port, { wait }).waitForPosition(4, 1_000), 'reached');
      assert.same(waits, [50, 50]);
      assert.same(await projector(accounts, port, { wait }).waitForPosition(5, 0), 'reached');
    },
  },
  {
    title: 'PR17: a wait gives up after its time, and not earlier',
    async run(port, assert) {
      const waits: number[] = [];
      const wait = async (milliseconds: number) => void waits.push(milliseconds);
      assert.same(await projector(accounts, port, { wait }).waitForPosition(1, 120), 'timed out');
      assert.same(waits, [50, 50, 20]);
      await assert.fails(() => projector(accounts, port).waitForPosition(-1, 5), 'invalid-input');
      await assert.fails(() => projector(accounts, port).waitForPosition(1, Number.NaN), 'invalid-input');
    },
  },
  {
    title: 'PR19: an inline append changes log and rows together',
    async run(port, assert) {
      const told: string[] = [];
      const projection = inlineProjector(accounts, port, { onRow: ({ sql }) => void told.push(sql) });
      const result = await projection.appendToStream('a', [opened(), moved(5)], atVersion(0));
      assert.same(result, { streamName: 'a', nextExpectedStreamVersion: 2 });
      await projection.appendToStream('b', [opened('Lee'), closed], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
      assert.same(await projection.rows(), [{ owner: 'Kim', balance: 5, moves: 1 }]);
      assert.same(await rowsOf(port, 'accounts_v1_inline'), [{ key: 'a', owner: 'Kim', balance: 5, moves: 1 }]);
      assert.same([told.length, (await port.eventStore.readAll()).events.length], [4, 4]);
    },
  },
  {
    title: 'PR19: an inline append that is a conflict, or that the projection throws at, changes neither',
    async run(port, assert) {
      const projection = inlineProjector(accounts, port);
      await projection.appendToStream('a', [opened()], atVersion(0));
      await assert.fails(() => projection.appendToStream('a', [moved(5)], atVersion(0)), 'expected-version-conflict');
      await assert.fails(
        () => projection.appendToStream('a', [moved(5), damaged], atVersion(1)),
        'projection-stopped',
        {
          projection: 'accounts',
          version: 1,
          eventType: 'Damaged',
          position: 3,
          reason: 'RangeError: no sum',
        },
      );
      const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as never;
      await assert.fails(() => projection.appendToStream('a', [moved(5)], unchecked), 'invalid-input');
      assert.same(await projection.rows(), [{ owner: 'Kim', balance: 0, moves: 0 }]);
      assert.same((await port.eventStore.readAll()).events.length, 1);
    },
  },
  {
    title: 'PR19: inline, evolve gets the event as it will be read, but for what only storing gives it',
    async run(port, assert) {
      const seen: object[] = [];
      const watching: typeof accounts = {
        ...accounts,
        evolve(row, event) {
          seen.push({ ...event });
          return accounts.evolve(row, event);
        },
      };
      const metadata = { actor: 'me' };
      const events = [opened(), { ...moved(1), metadata: { commandId: 'c', actor: undefined as never } }];
      await inlineProjector(watching, port).appendToStream('a', events, { ...atVersion(0), metadata });
      const recorded = (await port.eventStore.readAll()).events.map(
        ({ type, data, metadata: own, streamName, streamPosition }) => ({
          type,
          data,
          metadata: own,
          streamName,
          streamPosition,
        }),
      );
      assert.same(seen, recorded);
      const asking: typeof accounts = {
        ...accounts,
        evolve: (row, event) => (event.globalPosition > 0 ? row : null),
      };
      const late = () => inlineProjector(asking, port).appendToStream('a', [moved(1)], atVersion(2));
      await assert.fails(late, 'projection-stopped');
    },
  },
  {
    title: 'PR19: two inline appends that change one row at the same time both count',
    async run(port, assert) {
      const total: typeof accounts = { ...accounts, key: () => 'total' };
      const projection = inlineProjector(total, port);
      await projection.appendToStream('a', [opened()], atVersion(0));
      await Promise.all(['b', 'c', 'd'].map((name) => projection.appendToStream(name, [moved(1)], atVersion(0))));
      assert.same(await projection.rows(), [{ owner: 'Kim', balance: 3, moves: 3 }]);
    },
  },
  {
    title: 'PR20: a live projection folds the log when it is asked',
    async run(port, assert) {
      const live = liveProjector(accounts, port);
      assert.same(await live.rows(), []);
      await stock(port);
      await append(port, 'c', opened(), closed);
      assert.same(await live.rows(), STOCK);
      assert.same(await live.rows({ upTo: 2 }), [{ owner: 'Kim', balance: 100, moves: 1 }]);
      assert.same(await live.rows({ upTo: 0 }), []);
      await append(port, 'a', damaged);
      await assert.fails(() => live.rows(), 'projection-stopped');
      await assert.fails(() => live.rows({ upTo: -1 }), 'invalid-input');
    },
  },
];
