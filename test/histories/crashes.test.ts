/** A crash at any point of a history: whoever gives events ids and tries again until an answer comes leaves the log of a day without crashes. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '#eventsourcing';
import { ours, storageInMemory } from './library.ts';
import { AnswerLost, UncertainStorage } from './uncertain-storage.ts';

const OPERATIONS = 20;

type Appending = Readonly<{ stream: number; count: number }>;
type Crash = Readonly<{ at: number; next: 'lost before' | 'lost after' }>;

/** The log after these appends, with a crash at one of them or at none. */
async function logAfter(appends: readonly Appending[], crash: Crash | null): Promise<readonly Event[]> {
  const storage = new UncertainStorage(storageInMemory(ours));
  const store = ours.createEventStore(storage, { newId: () => 'none', now: () => '2020-05-20T09:00:00.000Z' });
  const versions = [0, 0, 0];
  for (const [at, { stream, count }] of appends.entries()) {
    const events = Array.from({ length: count }, (_, index) => ({ type: 'A', data: {}, eventId: `${at}-${index}` }));
    const append = () => store.appendToStream(`order-${stream}`, events, { expectedStreamVersion: versions[stream]! });
    if (crash?.at === at) {
      storage.next = crash.next;
      await expect(append()).rejects.toThrow(AnswerLost);
    }
    const { nextExpectedStreamVersion, deduplicated } = await append();
    expect(deduplicated).toBe(crash?.at === at && crash.next === 'lost after');
    versions[stream] = nextExpectedStreamVersion;
  }
  return (await store.readAll()).events;
}

test('P3, P9: every crash point of 20 appends', async () => {
  const appends = fc.array(fc.record({ stream: fc.nat(2), count: fc.integer({ min: 1, max: 3 }) }), {
    minLength: OPERATIONS,
    maxLength: OPERATIONS,
  });
  await fc.assert(
    fc.asyncProperty(appends, async (history) => {
      const whole = await logAfter(history, null);
      for (const at of history.keys())
        for (const next of ['lost before', 'lost after'] as const)
          expect(await logAfter(history, { at, next })).toEqual(whole);
    }),
    { numRuns: 20, seed: 20_200_520 },
  );
}, 120_000);
