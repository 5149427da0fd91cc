/** What every snapshot store promises (src/eventsourcing/SPEC.md, SN), as cases for whatever implements the port. */
import type { Snapshot, SnapshotStore } from '#eventsourcing';
import type { Case } from './assert.ts';

const at = (streamPosition: number, fingerprint = 'cart v1'): Snapshot<{ items: string[] }> => ({
  state: { items: [`item ${streamPosition}`] },
  streamPosition,
  fingerprint,
});

const refuses = (title: string, data: object, bad: object, streamName = 'cart-1'): Case<SnapshotStore> => ({
  title: `SN6: ${title} is refused, and nothing is kept`,
  async run(snapshots, assert) {
    const save = () => snapshots.save(streamName, { ...at(1), ...bad });
    await assert.fails(save, 'invalid-input', data);
    assert.same(await snapshots.latest('cart-1', 'cart v1'), null);
  },
});

/** Each case wants an empty store. */
export const snapshotStoreCases: readonly Case<SnapshotStore>[] = [
  {
    title: 'SN4: what was saved is found, whatever the state is',
    async run(snapshots, assert) {
      for (const state of [{ items: ['a', 'b'] }, [], 'text', 0, false, null]) {
        await snapshots.save('cart-1', { ...at(5), state });
        assert.same(await snapshots.latest('cart-1', 'cart v1'), { ...at(5), state });
      }
    },
  },
  {
    title: 'SN4: where nothing was saved there is none',
    async run(snapshots, assert) {
      assert.same(await snapshots.latest('cart-1', 'cart v1'), null);
      await snapshots.save('cart-2', at(5));
      assert.same(await snapshots.latest('cart-1', 'cart v1'), null);
    },
  },
  {
    title: 'SN4: the snapshot of another fingerprint is never given',
    async run(snapshots, assert) {
      await snapshots.save('cart-1', at(5, 'cart v1'));
      assert.same(await snapshots.latest('cart-1', 'cart v2'), null);
      await snapshots.save('cart-1', at(3, 'cart v2'));
      assert.same(await snapshots.latest('cart-1', 'cart v1'), at(5, 'cart v1'));
      assert.same(await snapshots.latest('cart-1', 'cart v2'), at(3, 'cart v2'));
    },
  },
  {
    title: 'SN4: the one that was saved last is given, also when it is of an earlier position',
    async run(snapshots, assert) {
      for (const position of [3, 5, 4]) await snapshots.save('cart-1', at(position));
      assert.same(await snapshots.latest('cart-1', 'cart v1'), at(4));
    },
  },
  {
    title: 'SN4: names that look like two run together are not mixed up',
    async run(snapshots, assert) {
      await snapshots.save('a","b', at(1, 'c'));
      assert.same(await snapshots.latest('a', 'b","c'), null);
      assert.same(await snapshots.latest('a","b', 'c'), at(1, 'c'));
    },
  },
  {
    title: 'SN3: what is changed afterwards changes nothing that is kept',
    async run(snapshots, assert) {
      const given = at(5);
      const saving = snapshots.save('cart-1', given);
      given.state.items.push('late');
      await saving;
      const read = await snapshots.latest<{ items: string[] }>('cart-1', 'cart v1');
      read!.state.items.push('later');
      assert.same(await snapshots.latest('cart-1', 'cart v1'), at(5));
    },
  },
  {
    title: 'SN3: nothing is kept beside its three properties',
    async run(snapshots, assert) {
      const more = { ...at(5), takenAt: '2020-05-20T09:00:00.000Z' };
      await snapshots.save('cart-1', more);
      assert.same(await snapshots.latest('cart-1', 'cart v1'), at(5));
    },
  },
  refuses(
    'a state that is not plain JSON',
    { field: 'snapshot.state.at', found: 'Date', expected: 'json', limit: 0 },
    { state: { at: new Date(0) } },
  ),
  refuses(
    'a state that is too large',
    { field: 'snapshot', found: '1048631', expected: 'row-size', limit: 1_048_576 },
    { state: 'a'.repeat(1_048_576) },
  ),
  refuses(
    'no state',
    { field: 'snapshot.state', found: 'undefined', expected: 'json', limit: 0 },
    { state: undefined },
  ),
  refuses(
    'the position before the first event',
    { field: 'snapshot.streamPosition', found: '0', expected: 'whole-number', limit: 1 },
    { streamPosition: 0 },
  ),
  refuses(
    'half a position',
    { field: 'snapshot.streamPosition', found: '1.5', expected: 'whole-number', limit: 1 },
    { streamPosition: 1.5 },
  ),
  refuses(
    'an empty fingerprint',
    { field: 'snapshot.fingerprint', found: '""', expected: 'fingerprint', limit: 200 },
    { fingerprint: '' },
  ),
  refuses(
    'a fingerprint that is no text',
    { field: 'snapshot.fingerprint', found: '2', expected: 'fingerprint', limit: 200 },
    { fingerprint: 2 },
  ),
  refuses('what is no stream name', { field: 'streamName', found: '""', expected: 'stream-name', limit: 200 }, {}, ''),
  {
    title: 'SN6: what is no snapshot at all is refused',
    async run(snapshots, assert) {
      for (const none of [undefined, null, 'cart v1']) {
        await assert.fails(() => snapshots.save('cart-1', none as never), 'invalid-input');
      }
    },
  },
  {
    title: 'SN6: who asks for no fingerprint, or by what is no stream name, is refused',
    async run(snapshots, assert) {
      await assert.fails(() => snapshots.latest('cart-1', undefined as never), 'invalid-input');
      await assert.fails(() => snapshots.latest(' ', 'cart v1'), 'invalid-input');
    },
  },
];
