/** Snapshots: kept, found again, and never believed against the events. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inMemoryEventStore, inMemorySnapshotStore, type Snapshot } from '#eventsourcing';
import { toSnapshot } from '#eventsourcing/storage';
import { opened, runCases } from '../contract/run-cases.ts';
import { snapshotStoreCases } from '../contract/snapshot-store-contract.ts';
import { account, type AccountEvent } from './account.ts';

runCases('inMemorySnapshotStore', snapshotStoreCases, () => opened(inMemorySnapshotStore()));

const snapshot: Snapshot<unknown> = { state: { balance: 7 }, streamPosition: 3, fingerprint: 'account v1' };

describe('the text of a snapshot', () => {
  test('SN5: it is the snapshot', () => {
    expect(toSnapshot(JSON.stringify(snapshot), 'account v1')).toEqual(snapshot);
    expect(toSnapshot(JSON.stringify({ ...snapshot, state: null }), 'account v1')).toEqual({
      ...snapshot,
      state: null,
    });
  });

  test('SN4: with another fingerprint it is none', () => {
    expect(toSnapshot(JSON.stringify(snapshot), 'account v2')).toBe(null);
  });

  test.each([
    undefined,
    null,
    7,
    '',
    '{"state":{"bal',
    'null',
    '[]',
    '"account v1"',
    '{"streamPosition":3,"fingerprint":"account v1"}',
    '{"state":{},"fingerprint":"account v1"}',
    '{"state":{},"streamPosition":0,"fingerprint":"account v1"}',
    '{"state":{},"streamPosition":"3","fingerprint":"account v1"}',
    '{"state":{},"streamPosition":1.5,"fingerprint":"account v1"}',
    '{"state":{},"streamPosition":3}',
  ])('SN5: %s is none', (text) => {
    expect(toSnapshot(text, 'account v1')).toBe(null);
  });

  test('SN5: whatever a text holds, it is a snapshot or none', () => {
    const any = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ state: fc.json() }).map((value) => JSON.stringify(value)),
    );
    fc.assert(fc.property(any, (text) => toSnapshot(text, 'account v1') === null));
  });
});

describe('a fold from a snapshot', () => {
  const anyEvents = fc.array(
    fc.record({ type: fc.constantFrom('MoneyDeposited', 'MoneyWithdrawn'), data: fc.record({ amount: fc.nat(100) }) }),
    { maxLength: 12 },
  );

  test('SN1: wherever a stream is cut, snapshot and rest come to the same as all of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(12), fc.option(fc.nat(14)), async (events, cut, to) => {
        const store = inMemoryEventStore();
        const snapshots = inMemorySnapshotStore();
        for (const event of events as AccountEvent[]) {
          await store.appendToStream('account-7', [event], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
        }
        const at = Math.min(cut, events.length);
        if (at > 0) {
          const { state } = await store.aggregateStream('account-7', { ...account, read: { to: at } });
          await snapshots.save('account-7', { state, streamPosition: at, fingerprint: 'account v1' });
        }
        const read = to === null ? {} : { read: { to } };
        const whole = await store.aggregateStream('account-7', { ...account, ...read });
        const found = await snapshots.latest<{ balance: number }>('account-7', 'account v1');
        const quick = await store.aggregateStream('account-7', { ...account, ...read, snapshot: found });
        const end = Math.min(to ?? Infinity, events.length);
        expect(quick).toEqual({ ...whole, eventsRead: at > end ? end : end - at });
      }),
    );
  });
});
