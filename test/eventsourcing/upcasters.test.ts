/** Old events read in their new shape. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { upcasters, type Event, type Recorded, type Upcaster } from '#eventsourcing';

const recorded = (type: string, data: unknown = {}, metadata?: Event['metadata']): Recorded<Event> => ({
  type,
  data,
  ...(metadata ? { metadata } : {}),
  eventId: 'event-7',
  streamName: 'order-1',
  streamPosition: 4,
  globalPosition: 9,
  recordedAt: '2020-05-20T09:00:00.000Z',
});

const rename = (from: string, to: string): Upcaster => ({ type: from, upcast: ({ data }) => ({ type: to, data }) });
const noting = (type: string, schemaVersion?: number): Upcaster => ({
  type,
  ...(schemaVersion === undefined ? {} : { schemaVersion }),
  upcast: (event) => ({ ...event, data: [...(event.data as unknown[]), schemaVersion ?? 1] }),
});

describe('a chain', () => {
  test('UP1: an event without an upcaster is read as it is', () => {
    const event = recorded('OrderPlaced');
    expect(upcasters([rename('OrderCreated', 'OrderPlaced')])(event)).toEqual([event]);
    expect(upcasters([])(event)).toEqual([event]);
  });

  test('UP1: an event goes on until there is no upcaster for what it is', () => {
    const upcast = upcasters([rename('A', 'B'), rename('B', 'C'), rename('X', 'Y')]);
    expect(upcast(recorded('A', { n: 1 }))).toEqual([recorded('C', { n: 1 })]);
    expect(upcast(recorded('B'))).toEqual([recorded('C')]);
  });

  test('UP1: an event of a later version begins in the middle', () => {
    const upcast = upcasters([noting('A'), noting('A', 2), noting('A', 3)]);
    expect(upcast(recorded('A', []))).toMatchObject([{ data: [1, 2, 3], metadata: { schemaVersion: 4 } }]);
    expect(upcast(recorded('A', [], { schemaVersion: 3 }))).toMatchObject([{ data: [3] }]);
    expect(upcast(recorded('A', [], { schemaVersion: 4 }))).toMatchObject([{ data: [] }]);
  });

  test('UP1: each of several events goes on by itself', () => {
    const upcast = upcasters([
      {
        type: 'Moved',
        upcast: () => [
          { type: 'Left', data: {} },
          { type: 'Came', data: {} },
        ],
      },
      rename('Came', 'Arrived'),
    ]);
    expect(upcast(recorded('Moved')).map(({ type }) => type)).toEqual(['Left', 'Arrived']);
  });

  test('UP2: whatever the order in which upcasters are listed, an event is read as the same', () => {
    const list = [
      rename('A', 'B'),
      noting('B'),
      noting('B', 2),
      {
        type: 'B',
        schemaVersion: 3,
        upcast: ({ data }: Event) => [
          { type: 'C', data },
          { type: 'D', data },
        ],
      },
      rename('C', 'E'),
      {
        type: 'D',
        upcast: ({ data }: Event) => [
          { type: 'E', data },
          { type: 'F', data },
        ],
      },
    ] satisfies Upcaster[];
    const expected = upcasters(list)(recorded('A', []));
    expect(expected.map(({ type }) => type)).toEqual(['E', 'E', 'F']);
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(upcasters(shuffled)(recorded('A', []))).toEqual(expected);
      }),
    );
  });

  test('UP6: a circle is refused, and its types are named', () => {
    const upcast = upcasters([rename('A', 'B'), rename('B', 'C'), rename('C', 'B')]);
    expect(() => upcast(recorded('A'))).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        data: { field: 'upcasters', found: 'A 1 → B 1 → C 1 → B 1', expected: 'upcaster-chain', limit: 0 },
      }),
    );
    expect(upcast(recorded('D'))).toEqual([recorded('D')]);
  });

  test('UP6: the same type in its next version is no circle', () => {
    expect(upcasters([rename('A', 'A')])(recorded('A'))).toEqual([recorded('A', {}, { schemaVersion: 2 })]);
  });
});

describe('what comes out', () => {
  test('UP4: it stands where the stored event stands; the first keeps the id', () => {
    const three = ['A', 'B', 'C'].map((type) => ({ type, data: {} }));
    const read = upcasters([{ type: 'Old', upcast: () => three }])(recorded('Old'));
    expect(read).toEqual([
      recorded('A'),
      { ...recorded('B'), eventId: 'event-7.2' },
      { ...recorded('C'), eventId: 'event-7.3' },
    ]);
  });

  test('UP4: an upcaster cannot change the place', () => {
    const moved = { ...recorded('New'), streamPosition: 1, eventId: 'mine' };
    expect(upcasters([{ type: 'Old', upcast: () => moved }])(recorded('Old'))).toEqual([recorded('New')]);
  });

  test('UP5: without metadata of its own an event keeps the old one’s', () => {
    const old = recorded('A', {}, { actor: 'kim', schemaVersion: 2 });
    const to = (type: string): Upcaster => ({ type: 'A', schemaVersion: 2, upcast: () => ({ type, data: {} }) });
    expect(upcasters([to('B')])(old)).toEqual([recorded('B', {}, { actor: 'kim' })]);
    expect(upcasters([to('A')])(old)).toEqual([recorded('A', {}, { actor: 'kim', schemaVersion: 3 })]);
  });

  test('UP5: with metadata of its own an event has that', () => {
    const to = (type: string, schemaVersion?: number): Upcaster => ({
      type: 'A',
      upcast: () => ({ type, data: {}, metadata: { actor: 'lee', ...(schemaVersion ? { schemaVersion } : {}) } }),
    });
    const old = recorded('A', {}, { actor: 'kim', correlationId: 'c' });
    expect(upcasters([to('B')])(old)).toEqual([recorded('B', {}, { actor: 'lee' })]);
    expect(upcasters([to('B', 5)])(old)).toEqual([recorded('B', {}, { actor: 'lee', schemaVersion: 5 })]);
    expect(upcasters([to('A', 5)])(old)).toEqual([recorded('A', {}, { actor: 'lee', schemaVersion: 5 })]);
    expect(upcasters([to('A', 1)])(old)).toEqual([recorded('A', {}, { actor: 'lee', schemaVersion: 2 })]);
  });

  test('UP3: an event without data has empty data, as in a store', () => {
    const upcast = upcasters([{ type: 'A', upcast: () => ({ type: 'B' }) as Event }]);
    expect(upcast(recorded('A'))).toEqual([recorded('B', {})]);
  });

  test.each([undefined, null, 'B', {}, { type: 7 }, [], [{ type: 'B', data: {} }, undefined]])(
    'UP3: %j is refused when the event is read',
    (result) => {
      const upcast = upcasters([{ type: 'A', upcast: () => result as unknown as Event }]);
      expect(() => upcast(recorded('A'))).toThrow(
        expect.objectContaining({ data: expect.objectContaining({ field: 'upcast of A 1', expected: 'event' }) }),
      );
    },
  );
});

test('UP3: an upcaster may say which event it is given', () => {
  const list: readonly Upcaster[] = [
    { type: 'A', upcast: ({ data: { n } }: Event<'A', { n: number }>) => ({ type: 'B', data: { n: n + 1 } }) },
    {
      type: 'C',
      upcast: (event: Recorded<Event<'C', { n: number }>>) => [event, event].map(({ data }) => ({ type: 'B', data })),
    },
  ];
  expect(upcasters(list)(recorded('A', { n: 1 }))).toEqual([recorded('B', { n: 2 })]);
  expect(upcasters(list)(recorded('C', { n: 1 }))).toHaveLength(2);
});

describe('a list', () => {
  test.each([
    ['two for one type', [rename('A', 'B'), rename('A', 'C')], 'upcasters[1]'],
    ['two for one version', [noting('A', 1), noting('B'), noting('A')], 'upcasters[2]'],
    ['no type', [{ upcast: () => recorded('A') }], 'upcasters[0].type'],
    ['version 0', [noting('A', 0)], 'upcasters[0].schemaVersion'],
    ['half a version', [noting('A', 1.5)], 'upcasters[0].schemaVersion'],
    ['no function', [{ type: 'A' }], 'upcasters[0].upcast'],
  ])('UP2: with %s it is refused', (_, list, field) => {
    expect(() => upcasters(list as Upcaster[])).toThrow(
      expect.objectContaining({ code: 'invalid-input', data: expect.objectContaining({ field }) }),
    );
  });
});
