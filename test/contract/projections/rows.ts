/** What becomes of a row when an event comes. */
import { projector, type Event, type Projection } from '#eventsourcing';
import type { Case } from '../assert.ts';
import type { DatabasePort } from '../database/shared.ts';
import { accounts, append, closed, moved, opened, rowsOf, stock, STOCK, type AccountEvent } from './shared.ts';

/** A projection that returns what it is told to. */
const returning = (value: unknown, key?: unknown): Projection<object, Event> => ({
  name: 'odd',
  version: 1,
  canHandle: ['A'],
  ...(key === undefined ? {} : { key: () => key as string }),
  evolve: () => value as object,
});

export const rows: readonly Case<DatabasePort>[] = [
  {
    title: 'PR1: a stream has a row, which each of its events brings further',
    async run(port, assert) {
      await stock(port);
      const projection = projector(accounts, port);
      await projection.catchUp();
      assert.same(await projection.rows(), STOCK);
    },
  },
  {
    title: 'PR1: null takes a row away, and the next event finds none',
    async run(port, assert) {
      const seen: unknown[] = [];
      const watching = {
        ...accounts,
        evolve: (row, event) => {
          seen.push(row);
          return accounts.evolve(row, event);
        },
      } satisfies typeof accounts;
      await append(port, 'a', opened(), closed, moved(5), opened('Lee'));
      const projection = projector(watching, port);
      await projection.catchUp();
      assert.same(seen, [null, { owner: 'Kim', balance: 0, moves: 0 }, null, null]);
      assert.same(await projection.rows(), [{ owner: 'Lee', balance: 0, moves: 0 }]);
    },
  },
  {
    title: 'PR1: events of other types are passed over, and key says which row an event belongs to',
    async run(port, assert) {
      const byAmount: Projection<{ count: number }, AccountEvent> = {
        name: 'by_amount',
        version: 1,
        canHandle: ['MoneyMoved'],
        key: (event) => (event.type === 'MoneyMoved' ? String(event.data.amount) : 'none'),
        evolve: (row) => ({ count: (row?.count ?? 0) + 1 }),
      };
      await append(port, 'a', opened(), moved(5), moved(7));
      await append(port, 'b', moved(5));
      const projection = projector(byAmount, port);
      assert.same(await projection.catchUp(), { checkpoint: 4, handled: 3, skipped: 0 });
      assert.same(await rowsOf(port, 'by_amount_v1'), [
        { key: '5', count: 2 },
        { key: '7', count: 1 },
      ]);
    },
  },
  {
    title: 'PR2: evolve gets a copy, and may change it in place or return it as it is',
    async run(port, assert) {
      const changes: string[] = [];
      const inPlace: Projection<{ list: number[] }, AccountEvent> = {
        name: 'in_place',
        version: 1,
        canHandle: ['AccountOpened', 'MoneyMoved', 'AccountClosed'],
        evolve(row, event) {
          if (event.type === 'MoneyMoved') row!.list.push(event.data.amount);
          return row ?? { list: [] };
        },
      };
      await append(port, 'a', opened(), moved(5), closed, moved(7));
      const projection = projector(inPlace, port, { onRow: ({ sql }) => void changes.push(sql) });
      await projection.catchUp();
      assert.same(await projection.rows(), [{ list: [5, 7] }]);
      // The third event changes nothing.
      assert.same(changes.length, 3);
    },
  },
  {
    title: 'PR3: the table has the name and the number of the version, and each row its key',
    async run(port, assert) {
      await append(port, 'a', opened());
      await projector({ ...accounts, name: 'passbook', version: 3 }, port).catchUp();
      assert.same(await rowsOf(port, 'passbook_v3'), [{ key: 'a', owner: 'Kim', balance: 0, moves: 0 }]);
    },
  },
  {
    title: 'PR3: what can be no row, and no key, stops the projection as a throw would',
    async run(port, assert) {
      await append(port, 'a', { type: 'A', data: {} });
      for (const value of [undefined, 7, [], { key: 'a' }, { at: new Date(0) }, { text: 'x'.repeat(1_048_570) }]) {
        await assert.fails(() => projector(returning(value), port).catchUp(), 'projection-stopped');
      }
      for (const key of [7, '', 'k'.repeat(201)]) {
        await assert.fails(() => projector(returning({}, key), port).catchUp(), 'projection-stopped');
      }
      assert.same(await rowsOf(port, 'odd_v1'), []);
    },
  },
  {
    title: 'PR3: a name that no table can have, and a version or batch size that is no count, are refused',
    async run(port, assert) {
      const make = (change: object, options = {}) =>
        Promise.resolve().then(() => projector({ ...accounts, ...change }, port, options));
      await assert.fails(() => make({ name: 'my accounts' }), 'invalid-input');
      await assert.fails(() => make({ version: 0 }), 'invalid-input');
      await assert.fails(() => make({}, { batchSize: 0 }), 'invalid-input');
    },
  },
  {
    title: 'PR12: rows are all rows of this version, ordered by key and without it',
    async run(port, assert) {
      const projection = projector(accounts, port);
      assert.same(await projection.rows(), []);
      for (const streamName of ['c', 'a', 'b']) await append(port, streamName, opened(streamName));
      await projection.catchUp();
      assert.same(
        (await projection.rows()).map(({ owner }) => owner),
        ['a', 'b', 'c'],
      );
      assert.same('key' in (await projection.rows())[0]!, false);
    },
  },
];
