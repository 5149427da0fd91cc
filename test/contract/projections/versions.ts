/** Rows made anew, and versions side by side. */
import { projector } from '#eventsourcing';
import type { Case } from '../assert.ts';
import type { DatabasePort } from '../database/shared.ts';
import { accounts, accountsV2, append, damaged, moved, opened, rowsOf, stock, STOCK } from './shared.ts';

const inV2 = STOCK.map((row) => ({ ...row, cents: true }));

/** The log; whoever has read to its end for the first time is overtaken: there is one event more, and `meanwhile` has run. */
function readingOnce(port: DatabasePort, meanwhile: () => Promise<unknown>) {
  let isOver = false;
  return {
    async readAll(options: object) {
      const page = await port.eventStore.readAll(options);
      if (!isOver && page.events.length === 0) {
        isOver = true;
        await append(port, 'a', moved(1));
        await meanwhile();
      }
      return page;
    },
  };
}

export const versions: readonly Case<DatabasePort>[] = [
  {
    title: 'PR13: a rebuild makes the rows anew, and empties the table that it replaces',
    async run(port, assert) {
      await stock(port);
      const projection = projector(accounts, port);
      await projection.catchUp();
      const { events } = await port.eventStore.readAll();
      await projection.deliver(events[1] as never);
      assert.same(await projection.rebuild(), { checkpoint: 5, handled: 5, skipped: 0 });
      assert.same([await projection.rows(), await projection.checkpoint()], [STOCK, 5]);
      assert.same(await rowsOf(port, 'accounts_v1'), []);
      await append(port, 'b', moved(1));
      assert.same(await projection.catchUp(), { checkpoint: 6, handled: 1, skipped: 0 });
      assert.same((await projection.rows())[1], { owner: 'Lee', balance: 6, moves: 2 });
    },
  },
  {
    title: 'PR13: of two rebuilds at the same time the later one stays, whichever ends first',
    async run(port, assert) {
      await stock(port);
      const projection = projector(accounts, port, { batchSize: 1 });
      await projection.catchUp();
      await Promise.all([projection.rebuild(), projector(accounts, port).rebuild()]);
      assert.same([await projection.rows(), await projection.checkpoint()], [STOCK, 5]);
      assert.same([await rowsOf(port, 'accounts_v1'), await rowsOf(port, 'accounts_v1_build2')], [[], []]);
      assert.same((await rowsOf(port, 'accounts_v1_build3')).length, 2);
    },
  },
  {
    title: 'PR13: a runner that catches up during a rebuild, and events that come then, are not lost',
    async run(port, assert) {
      await stock(port);
      const runner = projector(accounts, port, { batchSize: 1 });
      const append20 = async () => {
        for (let index = 0; index < 20; index += 1) {
          await append(port, 'a', moved(1));
          await runner.catchUp();
        }
      };
      await Promise.all([append20(), projector(accounts, port, { batchSize: 2 }).rebuild()]);
      await runner.catchUp();
      assert.same(await runner.rows(), [{ owner: 'Kim', balance: 90, moves: 22 }, STOCK[1]]);
    },
  },
  {
    title: 'PR13: a runner that has read the log before a rebuild writes nothing into the table that was replaced',
    async run(port, assert) {
      await stock(port);
      let isRebuilt = false;
      const eventStore = {
        async readAll(options: object) {
          const page = await port.eventStore.readAll(options);
          if (!isRebuilt) {
            isRebuilt = true;
            await projector(accounts, port).rebuild();
          }
          return page;
        },
      };
      const late = projector(accounts, { ...port, eventStore });
      assert.same(await late.catchUp(), { checkpoint: 5, handled: 0, skipped: 0 });
      assert.same([await late.rows(), await rowsOf(port, 'accounts_v1')], [STOCK, []]);
    },
  },
  {
    title: 'PR13: what is put in place is never behind what it replaces',
    async run(port, assert) {
      await stock(port);
      const runner = projector(accounts, port);
      await runner.catchUp();
      const eventStore = readingOnce(port, () => runner.catchUp());
      await projector(accounts, { ...port, eventStore }).rebuild();
      assert.same(await runner.checkpoint(), 6);
      assert.same((await runner.rows())[0], { owner: 'Kim', balance: 71, moves: 3 });
    },
  },
  {
    title: 'PR12: rows are of one moment, also where the table that is being read is replaced and emptied',
    async run(port, assert) {
      await stock(port);
      const projection = projector(accounts, port);
      await projection.catchUp();
      let rebuilds = 0;
      const database: DatabasePort['database'] = {
        ...port.database,
        table<Row>(...[name, options]: Parameters<typeof port.database.table<Row>>) {
          const table = port.database.table<Row>(name, options);
          const all = async () => {
            rebuilds += 1;
            await projection.rebuild();
            return table.all();
          };
          return name === 'accounts_v1' ? { ...table, all } : table;
        },
      };
      assert.same(await projector(accounts, { ...port, database }).rows(), STOCK);
      assert.same(rebuilds, 1);
    },
  },
  {
    title: 'PR14: a rebuild that fails leaves everything as it was, also where the projection skips',
    async run(port, assert) {
      await stock(port);
      await append(port, 'a', damaged);
      const projection = projector(accounts, port, { mode: 'skip' });
      await projection.catchUp();
      await assert.fails(() => projection.rebuild(), 'projection-stopped');
      assert.same([await projection.rows(), await projection.checkpoint()], [STOCK, 6]);
      assert.same(await rowsOf(port, 'accounts_v1_build2'), []);
    },
  },
  {
    title: 'PR14: a rebuild tells nobody of its rows',
    async run(port, assert) {
      let told = 0;
      await stock(port);
      const projection = projector(accounts, port, { onRow: () => void (told += 1) });
      await projection.rebuild();
      assert.same(told, 0);
      assert.same(await projection.rows(), STOCK);
    },
  },
  {
    title: 'PR15: versions stand side by side, and the first is read until another is switched to',
    async run(port, assert) {
      const [blue, green] = [projector(accounts, port), projector(accountsV2, port)];
      assert.same(await green.served(), { version: null, rows: [] });
      await stock(port);
      await blue.catchUp();
      await green.catchUp();
      assert.same([await blue.rows(), await green.rows()], [STOCK, inV2]);
      assert.same(await green.served(), { version: 1, rows: STOCK });
    },
  },
  {
    title: 'PR16: a switch catches up first, is seen by all, and can be taken back',
    async run(port, assert) {
      const [blue, green] = [projector(accounts, port), projector(accountsV2, port)];
      await stock(port);
      await blue.catchUp();
      assert.same(await green.switchTo(), { from: 1, to: 2 });
      assert.same(await blue.served(), { version: 2, rows: inV2 });
      await append(port, 'c', opened('Han'));
      await green.catchUp();
      assert.same(await blue.switchTo(), { from: 2, to: 1 });
      const { version, rows } = await green.served();
      assert.same([version, rows.length], [1, 3]);
    },
  },
  {
    title: 'PR16: the version that is switched to is never behind the one before',
    async run(port, assert) {
      const [blue, green] = [projector(accounts, port), projector(accountsV2, port)];
      await stock(port);
      await blue.catchUp();
      const eventStore = readingOnce(port, () => blue.catchUp());
      await projector(accountsV2, { ...port, eventStore }).switchTo();
      assert.same([await blue.checkpoint(), await green.checkpoint()], [6, 6]);
    },
  },
];
