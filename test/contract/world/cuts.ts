/** Events are taken out of streams, and come back with a rewind. */
import type { Operation, WorldStorage } from '#lab';
import type { Case } from '../assert.ts';
import { append, cut, readWorld, transact } from './shared.ts';

const STREAMS = ['s', 't'];

export const cuts: readonly Case<WorldStorage>[] = [
  {
    title: 'W2: an append sees what was taken out of its stream before it, in the same transaction',
    async run(world, assert) {
      await transact(world, append('s', 2, 0), cut('s', 100), {
        ...append('s', 1, 2),
        expected: 'STREAM_DOES_NOT_EXIST',
      } as Operation);
      const page = () =>
        world.readStream({ streamName: 's', from: 1, to: Infinity, direction: 'forwards', wanted: Infinity });
      const { commits, streamVersion, truncateBefore } = await page();
      assert.same([commits.length, streamVersion, truncateBefore], [1, 3, 3]);
      await assert.fails(() => transact(world, cut('s', null), append('s', 1, 3)), 'stream-tombstoned');
      assert.same((await page()).isTombstoned, false);
    },
  },
  {
    title: 'W7: a rewind gives back what was taken out of streams since, and takes a tombstone away',
    async run(world, assert) {
      await transact(world, append('s', 4, 0), append('t', 1, 0));
      const moments = [await readWorld(world, STREAMS)];
      for (const operation of [cut('s', 3), cut('t', null), cut('s', 100), append('s', 1, 4), cut('s', null)]) {
        await transact(world, operation);
        moments.push(await readWorld(world, STREAMS));
      }
      for (const index of [4, 3, 2, 1, 0]) {
        await world.rewind(index + 1);
        assert.same(await readWorld(world, STREAMS), moments[index], `world at ${index + 1}`);
      }
      await transact(world, append('s', 1, 4), append('t', 1, 1));
      assert.same((await world.readState()).lastPosition, 7);
    },
  },
];
