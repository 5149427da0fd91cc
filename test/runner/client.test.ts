/** The calls of a run and its waits for events: what goes out, what holds the run up, and in which order replies are handed on. */
import { expect, test } from 'vitest';
import type { EffectReply, EffectRequest } from '../../src/runner/protocol.ts';
import { createClient } from '../../src/runner/worker/client.ts';

const done: EffectReply = { ok: true, value: undefined };
const rewound: EffectReply = { ok: false, error: { code: 'world-rewound', message: 'gone', data: {} } };

const nextTask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A client, with what it has sent and what was handed on, in order. */
function setUp({ isOpen = true } = {}) {
  const sent: (readonly [number, EffectRequest])[] = [];
  const told: string[] = [];
  const client = createClient({
    send: (id, request) => sent.push([id, request]),
    assertOpen: () => {
      if (!isOpen) throw new Error('closed');
    },
    now: () => 0,
    nextTask,
    onReply: () => told.push('reply'),
  });
  const wait = async (position: number, name: string): Promise<void> => {
    try {
      await client.storage.whenBehind(position);
      told.push(name);
    } catch (error) {
      told.push(`${name}: ${(error as { code?: string }).code}`);
    }
  };
  const positions = (): number[] =>
    sent.flatMap(([id, request]) => (id === 0 && request.kind === 'whenBehind' ? [request.position] : []));
  return { client, sent, told, wait, positions };
}

test('X12a: a wait for events is no pending call, and a reply to it is until it is handed on', async () => {
  const { client, told, wait } = setUp();
  void wait(3, 'waited');
  await nextTask();
  expect([client.pending, client.isListening]).toEqual([0, true]);
  client.take(0, done);
  client.take(0, done);
  await nextTask();
  await nextTask();
  expect([client.pending, client.isListening]).toEqual([0, false]);
  expect(told).toEqual(['waited', 'reply']);
});

test('X15: all waits share one request, numbered 0, however many there are', async () => {
  const { client, told, wait, positions } = setUp();
  for (let count = 0; count < 100; count += 1) void wait(3, 'three');
  void wait(4, 'four');
  await nextTask();
  expect(positions()).toEqual([3]);
  client.take(0, done);
  await nextTask();
  expect(told.filter((name) => name === 'three')).toHaveLength(100);
  // Whoever saw the log go further waits on.
  expect(positions()).toEqual([3, 4]);
  expect(told).not.toContain('four');
  client.take(0, done);
  await nextTask();
  expect(told).toContain('four');
});

test('X12a: behind a place that another one has seen passed there is something', async () => {
  const { told, wait, positions } = setUp();
  void wait(7, 'seven');
  void wait(5, 'five');
  await nextTask();
  expect([told, positions()]).toEqual([['five'], [7]]);
});

test('X12a: a wait holds up no reply, and is held up by none', async () => {
  const { client, sent, told, wait } = setUp();
  const read = async (name: string): Promise<void> => {
    await client.storage.readRow('rows', name);
    told.push(name);
  };
  void wait(3, 'waited');
  void read('a');
  void read('b');
  await nextTask();
  expect(sent.map(([id]) => id)).toEqual([0, 1, 2]);
  client.take(2, done);
  client.take(0, done);
  await nextTask();
  await nextTask();
  expect(told.filter((name) => name !== 'reply')).toEqual(['waited']);
  client.take(1, done);
  await nextTask();
  await nextTask();
  await nextTask();
  expect(told.filter((name) => name !== 'reply')).toEqual(['waited', 'a', 'b']);
});

test('X15: waits leave all places of other requests free', async () => {
  const { client, sent, wait } = setUp();
  void wait(3, 'waited');
  for (let count = 0; count < 40; count += 1) void client.storage.readRow('rows', count);
  await nextTask();
  expect(sent.filter(([id]) => id > 0)).toHaveLength(32);
});

test('X12a: what goes wrong with the wait goes wrong for all, and the next one asks again', async () => {
  const { client, told, wait, positions } = setUp();
  void wait(3, 'three');
  void wait(4, 'four');
  await nextTask();
  client.take(0, rewound);
  await nextTask();
  expect(told.filter((name) => name !== 'reply')).toEqual(['three: world-rewound', 'four: world-rewound']);
  void wait(1, 'one');
  await nextTask();
  expect(positions()).toEqual([3, 1]);
});

test('X7: while ports are closed nobody waits for events', async () => {
  const { client, sent, told, wait } = setUp({ isOpen: false });
  await wait(3, 'waited');
  expect([sent, client.isListening, told]).toEqual([[], false, ['waited: undefined']]);
});
