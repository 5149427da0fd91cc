/** Relays, outboxes, leases and inboxes hold in every schedule. */
import { expect, test, vi } from 'vitest';
import * as ours from '#eventsourcing';
import { TRIED, wrongOf } from './relaying.ts';

vi.setConfig({ testTimeout: 300_000 });

test.each(TRIED.map((tried) => [tried.name, tried] as const))('P21, P22: %s', async (_, tried) => {
  expect(await wrongOf(ours, [tried])).toEqual([]);
});
