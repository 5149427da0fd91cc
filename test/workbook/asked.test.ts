/** What cells asked that left nothing: which of it is told, and how long. */
import { describe, expect, test, vi } from 'vitest';
import type { EffectReply, EffectRequest } from '#runner';
import { AskedLog } from '../../src/workbook/asked.ts';
import type { RunOutcome } from '../../src/workbook/ports.ts';

const AT = { at: 1_000, cell: 'a.ts', journalPosition: 3 };
const OK: EffectReply = { ok: true, value: null };

const readStream = (streamName: string): EffectRequest => ({
  kind: 'readStream',
  query: { streamName, from: 1, to: Infinity, direction: 'forwards', wanted: 10 },
});
const refusal = (code: string, data: Record<string, unknown>): EffectReply => ({
  ok: false,
  error: { code, message: '', data },
});
const appendOf = (streamName: string, text: string): EffectRequest => ({
  kind: 'transact',
  time: 0,
  operations: [
    { kind: 'append', streamName, expected: 0, commit: { count: 1, ids: 'a', types: ['A'], text, recordedAt: '' } },
  ],
});
const put: EffectRequest = {
  kind: 'transact',
  time: 0,
  operations: [{ kind: 'put', table: 'carts', id: 'a', text: '{}' }],
};
/** What is told of, and how often that was said to have changed. */
function newLog() {
  const changed = vi.fn();
  return Object.assign(new AskedLog(changed), { changed });
}

const acts = ({ steps }: AskedLog): unknown[] => steps.flatMap((step) => step.acts);

describe('what was asked', () => {
  test.each<[string, EffectRequest, unknown]>([
    ['a stream', readStream('order-7'), { kind: 'stream read', streamName: 'order-7', times: 1 }],
    ['the log', { kind: 'readAll', query: { after: 0, wanted: 10 } }, { kind: 'log read', times: 1 }],
    ['a row', { kind: 'readRow', table: 'carts', id: 'a' }, { kind: 'row read', table: 'carts', id: 'a', times: 1 }],
    [
      'a table',
      { kind: 'readRows', query: { table: 'carts', wanted: 5 } },
      { kind: 'table read', table: 'carts', times: 1 },
    ],
    ['a text', { kind: 'findText', text: 'Ada' }, { kind: 'text sought', times: 1 }],
  ])('TR6: tells that %s was read, and where', (_, request, act) => {
    const log = newLog();
    log.answered(AT, request, OK);
    expect(log.changed).toHaveBeenCalledOnce();
    expect(log.steps).toEqual([{ ...AT, acts: [act] }]);
  });

  test('TR6: says nothing of waiting, of what is in the journal, of reads that failed, and of the tables of the lab', () => {
    const log = newLog();
    const none: [EffectRequest, EffectReply][] = [
      [{ kind: 'whenBehind', position: 1 }, OK],
      [put, OK],
      [readStream('order-7'), refusal('storage-failed', {})],
      [put, refusal('row-missing', { table: 'carts', id: 'a' })],
      [{ kind: 'readRow', table: 'kept snapshots', id: 'a' }, OK],
      [{ kind: 'readRows', query: { table: 'kept deliveries', wanted: 5 } }, OK],
      [put, refusal('row-conflict', { table: 'kept deliveries', id: 'a' })],
      // Where a stream stands, and what goes on behind a row.
      [{ kind: 'readAll', query: { after: 9, wanted: 0 } }, OK],
      [{ kind: 'readRows', query: { table: 'carts', wanted: 5, after: { id: 'a' } } }, OK],
    ];
    for (const [request, reply] of none) log.answered(AT, request, reply);
    expect(log.changed).not.toHaveBeenCalled();
    expect(log.steps).toEqual([]);
  });

  test('TR6: counts what is read several times in a row at one place', () => {
    const log = newLog();
    for (const name of ['a', 'a', 'a', 'b', 'a']) log.answered(AT, readStream(name), OK);
    log.answered({ ...AT, journalPosition: 4 }, readStream('a'), OK);
    log.answered({ ...AT, journalPosition: 4, cell: 'b.ts' }, readStream('a'), OK);
    expect(acts(log)).toMatchObject([
      { streamName: 'a', times: 3 },
      { streamName: 'b', times: 1 },
      { streamName: 'a', times: 1 },
      { streamName: 'a', times: 1 },
      { streamName: 'a', times: 1 },
    ]);
  });

  test('TR6: tells of a conflict what was to be appended to that stream, or which row', () => {
    const log = newLog();
    const text = '[{"type":"OrderPlaced","data":{},"metadata":{"causationId":"c-1"}}]';
    const conflict = refusal('expected-version-conflict', { streamName: 'order-7', expected: 0, actual: 1 });
    log.answered(AT, appendOf('order-7', text), conflict);
    // What was expected of another stream is that one's conflict.
    log.answered(AT, appendOf('order-8', text), conflict);
    log.answered(AT, put, refusal('row-conflict', { table: 'carts', id: 'a' }));
    log.answered(AT, put, refusal('row-exists', { table: 'carts', id: 'a' }));
    // A text that the worker has made up.
    log.answered(AT, appendOf('order-7', '{'), conflict);
    expect(acts(log)).toEqual([
      {
        kind: 'conflict',
        streamName: 'order-7',
        events: [{ type: 'OrderPlaced', data: {}, metadata: { causationId: 'c-1' } }],
      },
      { kind: 'conflict', streamName: 'order-7', events: [] },
      { kind: 'row conflict', table: 'carts', id: 'a' },
      { kind: 'row conflict', table: 'carts', id: 'a' },
      { kind: 'conflict', streamName: 'order-7', events: [] },
    ]);
  });

  test('TR6: tells which faults happened, and nothing else that was put out', () => {
    const log = newLog();
    const shown = { kind: 'display', value: '' } as const;
    log.struck(AT, [shown]);
    expect(log.changed).not.toHaveBeenCalled();
    log.struck(AT, [shown, { kind: 'fault', fault: 'lost ack', what: 'append to order-7' }]);
    expect(log.steps).toEqual([{ ...AT, acts: [{ kind: 'fault', reason: 'lost ack: append to order-7' }] }]);
  });

  test('TR6: tells how a run ended that did not end well', () => {
    const log = newLog();
    const error = { code: '', name: '', message: 'The account is closed.', data: { call: 'append to a' }, places: [] };
    const ends: RunOutcome[] = [
      { kind: 'refused', time: 0, error },
      { kind: 'conflict', time: 0, error },
      { kind: 'crashed', time: 0, error },
      { kind: 'failed', time: 0, error },
      { kind: 'broken', cause: 'unresponsive' },
      { kind: 'done', time: 0 },
      { kind: 'stopped' },
    ];
    for (const end of ends) log.ended(AT, end);
    expect(log.changed).toHaveBeenCalledTimes(5);
    expect(acts(log)).toEqual([
      { kind: 'run refused', reason: 'The account is closed.' },
      { kind: 'run in conflict', reason: '' },
      { kind: 'run crashed', reason: 'append to a' },
      { kind: 'run failed', reason: '' },
      { kind: 'run failed', reason: '' },
    ]);
  });

  test('TR6: forgets a cell that begins anew, what the world has gone back behind, and the oldest of very many', () => {
    const log = newLog();
    log.saw({ epoch: 1, journalPosition: 9, lastPosition: 9 });
    const at = (journalPosition: number, cell: string) => {
      log.answered({ at: 0, cell, journalPosition }, readStream(`${cell} ${journalPosition}`), OK);
    };
    const places = () => log.steps.map(({ cell, journalPosition }) => `${cell} ${journalPosition}`);
    at(1, 'a.ts');
    at(2, 'b.ts');
    at(2, 'c.ts');
    at(3, 'c.ts');
    log.forget('b.ts');
    expect(log.changed).toHaveBeenCalledTimes(5);
    log.forget('b.ts');
    expect(log.changed).toHaveBeenCalledTimes(5);
    // Only a new epoch is a world that went back.
    log.saw({ epoch: 1, journalPosition: 1, lastPosition: 1 });
    expect(places()).toEqual(['a.ts 1', 'c.ts 2', 'c.ts 3']);
    log.saw({ epoch: 2, journalPosition: 2, lastPosition: 1 });
    expect(places()).toEqual(['a.ts 1', 'c.ts 2']);
    at(0, 'a.ts');
    log.saw({ epoch: 3, journalPosition: 0, lastPosition: 0 });
    expect(places()).toEqual([]);
    at(4, 'a.ts');
    log.forgetAll();
    expect(places()).toEqual([]);
    for (let position = 1; position <= 201; position += 1) at(position, 'a.ts');
    expect(places()).toHaveLength(200);
    expect(places()[0]).toBe('a.ts 2');
  });
});
