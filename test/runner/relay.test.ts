/** The frame's limits as they meet a run that listens for hours, and one that only says so. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromFrame, WorkerMessage } from '../../src/runner/protocol.ts';
import { openRelay } from '../../src/runner/frame/relay.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A relay for a worker that answers pings `pongs` times each. */
function setUp(pongs: number) {
  let listener: (event: { data: WorkerMessage }) => void = () => {};
  const told: FromFrame[] = [];
  let rests = 0;
  const say = (data: WorkerMessage): void => listener({ data });
  const worker = {
    addEventListener: (_kind: string, added: typeof listener) => (listener = added),
    postMessage: ({ kind }: { kind: string }) => {
      if (kind !== 'ping') return;
      for (let count = 0; count < pongs; count += 1) setTimeout(() => say({ kind: 'pong' }));
    },
    terminate: () => {},
  };
  const relay = openRelay(
    worker as unknown as Worker,
    1,
    (message) => told.push(message),
    () => (rests += 1),
  );
  return { relay, say, told, rests: () => rests };
}

const DAY = 86_400_000;

test('X15: answers to pings are no messages, so that a cell may listen for a day', () => {
  const { told } = setUp(1);
  vi.advanceTimersByTime(DAY);
  expect(told).toEqual([]);
});

test('X15: answers that nobody asked for are messages', () => {
  const { told } = setUp(2);
  vi.advanceTimersByTime(DAY);
  expect(told).toMatchObject([{ kind: 'ended-by-frame', cause: 'too-many-messages' }]);
});

test('X12a: that a run listens is passed on once, behind its output, and the next worker gets ready', () => {
  const { say, told, rests } = setUp(1);
  const log = { kind: 'log' as const, level: 'log' as const, values: [] };
  for (let count = 0; count < 3; count += 1) say({ kind: 'output', items: [log] });
  say({ kind: 'listening', time: 5 });
  say({ kind: 'listening', time: 6 });
  expect(told.map(({ kind }) => kind)).toEqual(['output', 'output', 'listening']);
  expect(told.at(-1)).toMatchObject({ time: 5 });
  expect(rests()).toBe(1);
  say({ kind: 'ended', end: { kind: 'done', time: 7 } });
  expect(rests()).toBe(2);
});

test('X18: what became of a check is heard before what the next one asks, and what somebody forges is not told faster', () => {
  const { say, told } = setUp(1);
  const tried: WorkerMessage = { kind: 'output', items: [{ kind: 'test', name: 'a', broken: null }] };
  const ask: WorkerMessage = { kind: 'request', id: 1, request: { kind: 'whenBehind', position: 1 } };
  for (const message of [tried, tried, ask]) say(message);
  expect(told.map(({ kind }) => kind)).toEqual(['output', 'output', 'request']);
  for (let count = 0; count < 1_000; count += 1) say(tried);
  expect(told.filter(({ kind }) => kind === 'output').length).toBeLessThan(210);
});

test('X15: what became of a test is told behind what was shown before it, also what waits for its batch', () => {
  const { say, told } = setUp(1);
  const log = (text: string): WorkerMessage => ({
    kind: 'output',
    items: [{ kind: 'log', level: 'log', values: [text] }],
  });
  for (const message of [log('at once'), log('in a batch')]) say(message);
  say({ kind: 'output', items: [{ kind: 'test', name: 'a', broken: null }] });
  const items = told.flatMap((message) => (message.kind === 'output' ? message.items : []));
  expect(items.map((item) => (item.kind === 'log' ? item.values[0] : item.kind))).toEqual([
    'at once',
    'in a batch',
    'test',
  ]);
});

test('X15: a fault is heard before what it strikes, and what somebody forges is not told faster', () => {
  const { say, told } = setUp(1);
  const log: WorkerMessage = { kind: 'output', items: [{ kind: 'log', level: 'log', values: [] }] };
  const struck: WorkerMessage = { kind: 'output', items: [{ kind: 'fault', fault: 'lost ack', what: 'append' }] };
  const ask: WorkerMessage = { kind: 'request', id: 1, request: { kind: 'whenBehind', position: 1 } };
  for (const message of [log, log, struck, ask]) say(message);
  expect(told.map(({ kind }) => kind)).toEqual(['output', 'output', 'request']);
  for (let count = 0; count < 1_000; count += 1) say(struck);
  expect(told.filter(({ kind }) => kind === 'output').length).toBeLessThan(210);
});

test('X15: one request numbered 0 may be held at a time, and is answered like others', () => {
  const { relay, say, told } = setUp(1);
  const wait = { kind: 'request', id: 0, request: { kind: 'whenBehind', position: 1 } } as const;
  for (let round = 0; round < 200; round += 1) {
    say(wait);
    relay.reply(0, { ok: true, value: undefined });
  }
  expect(told.every(({ kind }) => kind === 'request')).toBe(true);
  say(wait);
  say(wait);
  expect(told.at(-1)).toMatchObject({ kind: 'ended-by-frame', cause: 'too-many-requests' });
});

test('X13: a run that does not answer is ended with the loop that it has last told of', () => {
  const { say, told } = setUp(0);
  const place = (line: number) => ({ file: 'a.ts', line, column: 1 });
  say({ kind: 'looping', place: place(3) });
  say({ kind: 'looping', place: place(4) });
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([{ kind: 'ended-by-frame', runNumber: 1, cause: 'unresponsive', place: place(4) }]);
});

test('X13: a loop that has come to an end is forgotten', () => {
  const { say, told } = setUp(0);
  say({ kind: 'looping', place: { file: 'a.ts', line: 3, column: 1 } });
  say({ kind: 'pong' });
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([{ kind: 'ended-by-frame', runNumber: 1, cause: 'unresponsive' }]);
});
