/** How a projection follows the log. */
import { projector, type EventStore } from '#eventsourcing';
import type { Case } from '../assert.ts';
import type { DatabasePort } from '../database/shared.ts';
import { accounts, append, damaged, moved, opened, rowsOf, stock, STOCK } from './shared.ts';

const stopped = { projection: 'accounts', version: 1, eventType: 'Damaged', reason: 'RangeError: no sum' };

export const catchingUp: readonly Case<DatabasePort>[] = [
  {
    title: 'PR4: catching up goes to the end of the log, and on from there',
    async run(port, assert) {
      const projection = projector(accounts, port, { batchSize: 2 });
      assert.same(await projection.catchUp(), { checkpoint: 0, handled: 0, skipped: 0 });
      await stock(port);
      assert.same(await projection.catchUp(), { checkpoint: 5, handled: 5, skipped: 0 });
      assert.same(await projection.catchUp(), { checkpoint: 5, handled: 0, skipped: 0 });
      await append(port, 'a', moved(1), { type: 'Unknown', data: {} });
      assert.same(await projection.catchUp(), { checkpoint: 7, handled: 1, skipped: 0 });
      assert.same(await projection.checkpoint(), 7);
    },
  },
  {
    title: 'PR4: however large a batch is to be, it fits into a transaction',
    async run(port, assert) {
      for (let index = 0; index < 600; index += 1) await append(port, `s-${index}`, opened());
      const projection = projector(accounts, port, { batchSize: 100_000 });
      assert.same((await projection.catchUp()).handled, 600);
      assert.same((await projection.rows()).length, 600);
    },
  },
  {
    title: 'PR6: runners at the same time lose no event and apply none twice',
    async run(port, assert) {
      await append(port, 'a', opened());
      for (let index = 0; index < 30; index += 1) await append(port, 'a', moved(1));
      const runners = [1, 2, 3].map((batchSize) => projector(accounts, port, { batchSize }));
      const results = await Promise.all(runners.map((runner) => runner.catchUp()));
      assert.same(
        results.reduce((sum, { handled }) => sum + handled, 0),
        31,
      );
      assert.same(await runners[0]!.rows(), [{ owner: 'Kim', balance: 30, moves: 30 }]);
    },
  },
  {
    title: 'PR8: a source that gives events again, in order, changes nothing',
    async run(port, assert) {
      await stock(port);
      /** Gives each event twice, and the three before the checkpoint once more. */
      const eventStore: Pick<EventStore, 'readAll'> = {
        async readAll(options = {}) {
          const page = await port.eventStore.readAll({ ...options, after: Math.max(0, (options.after ?? 0) - 3) });
          const safePosition = Math.max(page.safePosition, options.after ?? 0);
          return { events: page.events.flatMap((event) => [event, event]), safePosition };
        },
      };
      const projection = projector(accounts, { ...port, eventStore });
      await projection.catchUp();
      await append(port, 'b', moved(1));
      await projection.catchUp();
      assert.same(await projection.rows(), [STOCK[0], { owner: 'Lee', balance: 6, moves: 2 }]);
    },
  },
  {
    title: 'PR9: an event that is delivered again is applied again, and the checkpoint stays',
    async run(port, assert) {
      await stock(port);
      const projection = projector(accounts, port);
      await projection.catchUp();
      const { events } = await port.eventStore.readAll();
      await projection.deliver(events[1] as never);
      assert.same((await projection.rows())[0], { owner: 'Kim', balance: 170, moves: 3 });
      assert.same(await projection.checkpoint(), 5);
      await projection.deliver({ ...events[1]!, type: 'Unknown' } as never);
      assert.same((await projection.rows())[0]!.moves, 3);
    },
  },
  {
    title: 'PR10: a strict projection stops in front of what it throws at, however large a batch is',
    async run(port, assert) {
      await stock(port);
      await append(port, 'a', { type: 'Unknown', data: {} }, damaged, moved(1));
      for (const batchSize of [1, 100]) {
        const projection = projector({ ...accounts, version: batchSize }, port, { batchSize });
        const data = { ...stopped, version: batchSize, position: 7 };
        await assert.fails(() => projection.catchUp(), 'projection-stopped', data);
        assert.same([await projection.checkpoint(), await projection.rows()], [6, STOCK]);
        await assert.fails(() => projection.catchUp(), 'projection-stopped', data);
        assert.same(await projection.checkpoint(), 6);
      }
    },
  },
  {
    title: 'PR11: a projection that skips writes down what it throws at and goes on',
    async run(port, assert) {
      await stock(port);
      await append(port, 'a', damaged, moved(1));
      const projection = projector(accounts, port, { mode: 'skip' });
      assert.same(await projection.catchUp(), { checkpoint: 7, handled: 6, skipped: 1 });
      assert.same((await projection.rows())[0], { owner: 'Kim', balance: 71, moves: 3 });
      const skipped = port.database.table<{ processor: string; position: number }>('skipped_events', {
        key: ['processor', 'position'],
      });
      const { eventType, reason } = stopped;
      assert.same(await skipped.all(), [{ processor: 'accounts_v1', position: 6, eventType, reason }]);
    },
  },
  {
    title: 'PR18: each change of a row is told when it is stored, with the SQL that would have done it',
    async run(port, assert) {
      const told: string[] = [];
      const projection = projector(accounts, port, { onRow: ({ sql }) => void told.push(sql) });
      await append(port, 'a', opened("O'Neil"), moved(5));
      await projection.catchUp();
      await append(port, 'a', { type: 'AccountClosed', data: {} }, moved(3));
      await projection.catchUp();
      assert.same(told, [
        "INSERT INTO accounts_v1 (key, owner, balance, moves) VALUES ('a', 'O''Neil', 0, 0)",
        "UPDATE accounts_v1 SET balance = 5, moves = 1 WHERE key = 'a'",
        "DELETE FROM accounts_v1 WHERE key = 'a'",
      ]);
      assert.same(await rowsOf(port, 'accounts_v1'), []);
    },
  },
];
