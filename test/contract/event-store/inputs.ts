/** Input of the wrong kind: refused by name, and nothing is written. */
import type { EventStore } from '#eventsourcing';
import type { Assert, Case } from '../assert.ts';
import { created, named, type StorePort } from './shared.ts';

type Input = readonly [about: string, value: unknown, found: string];

/** Types say what may be given; a cell's types are not checked when it runs. */
type Loose = Readonly<
  Record<'appendToStream' | 'readStream' | 'readAll' | 'aggregateStream', (...given: unknown[]) => Promise<unknown>>
>;

type Expected = Readonly<{ field: string; expected: string; limit: number }>;

/** One case: each of the inputs is refused with exactly this data, in a store that is the same before and after. */
const refuses = (
  title: string,
  expected: Expected,
  inputs: readonly Input[],
  call: (eventStore: Loose, value: unknown) => Promise<unknown>,
): Case<StorePort> => ({
  title,
  async run({ eventStore }, assert) {
    await eventStore.appendToStream('order-1', [named('A'), named('B')], created);
    for (const [, value, found] of inputs) {
      const work = () => call(eventStore as unknown as Loose, value);
      await assert.fails(work, 'invalid-input', { ...expected, found });
      await assertUntouched(eventStore, assert);
    }
  },
});

async function assertUntouched(eventStore: EventStore, assert: Assert): Promise<void> {
  const { events, safePosition } = await eventStore.readAll();
  assert.same(
    events.map(({ type }) => type),
    ['A', 'B'],
  );
  assert.same(safePosition, 2);
}

const NOT_WHOLE: readonly Input[] = [
  ['NaN', Number.NaN, 'NaN'],
  ['negative', -1, '-1'],
  ['fractional', 1.5, '1.5'],
  ['endless', Infinity, 'Infinity'],
  ['unsafe', 2 ** 53, '9007199254740992'],
  ['text', '1', '"1"'],
  ['null', null, 'null'],
  ['bigint', 1n, '1'],
  ['list', [1], 'array (1)'],
];

const whole = (field: string, limit: number): Expected => ({ field, expected: 'whole-number', limit });

const fold = { initialState: () => 0, evolve: (state: number) => state + 1 };

const NAMES: readonly Input[] = [
  ['empty', '', '""'],
  ['a space', ' ', '" "'],
  ['space first', ' order-1', '" order-1"'],
  ['space last', 'order-1 ', '"order-1 "'],
  ['line break inside', 'order\n1', '"order\\n1"'],
  ['zero character', 'order\u0000', '"order\\u0000"'],
  ['delete character', 'order\u007f1', '"order\u007f1"'],
  ['half a pair', 'order-\ud83d', '"order-\\ud83d"'],
  ['too long', 'x'.repeat(201), `"${'x'.repeat(60)}…"`],
  ['missing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['number', 7, '7'],
  ['list', ['order-1'], 'array (1)'],
  ['object that would be a name', { toString: () => 'order-1' }, 'object'],
];

const NAME: Expected = { field: 'streamName', expected: 'stream-name', limit: 200 };

export const inputs: readonly Case<StorePort>[] = [
  refuses(
    'ES4: an expectation that is no version and none of the words is refused',
    { field: 'expectedStreamVersion', expected: 'expected-version', limit: 0 },
    [
      ...NOT_WHOLE,
      ['missing', undefined, 'undefined'],
      ['unknown word', 'ANY', '"ANY"'],
      ['word in small letters', 'stream_exists', '"stream_exists"'],
      ['empty word', '', '""'],
    ],
    (eventStore, expectedStreamVersion) =>
      eventStore.appendToStream('order-1', [named('C')], { expectedStreamVersion }),
  ),
  refuses(
    'ES4: an append without options is refused',
    { field: 'expectedStreamVersion', expected: 'expected-version', limit: 0 },
    [['missing', undefined, 'undefined']],
    (eventStore) => eventStore.appendToStream('order-1', [named('C')]),
  ),
  refuses('ES15: an append to what is no stream name is refused', NAME, NAMES, (eventStore, name) =>
    eventStore.appendToStream(name, [named('C')], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' }),
  ),
  refuses('ES15: a read of what is no stream name is refused', NAME, NAMES, (eventStore, name) =>
    eventStore.readStream(name),
  ),
  refuses('ES15: a fold of what is no stream name is refused', NAME, NAMES, (eventStore, name) =>
    eventStore.aggregateStream(name, fold),
  ),
  {
    title: 'ES15: names that mean something elsewhere are names like others',
    async run({ eventStore }, assert) {
      const names = [
        '__proto__',
        'constructor',
        '$all',
        '..',
        'a"b',
        "a'b",
        '한국어',
        '🛒',
        'a b',
        'x'.repeat(200),
        '0',
      ];
      for (const name of names) await eventStore.appendToStream(name, [{ type: 'A', data: { of: name } }], created);
      for (const name of names) {
        const { events } = await eventStore.readStream(name);
        assert.same(
          events.map((event) => [event.data, event.streamName]),
          [[{ of: name }, name]],
        );
      }
    },
  },
  {
    title: 'ES15: names that look alike are different streams',
    async run({ eventStore }, assert) {
      const names = ['order', 'Order', 'o\u0308', '\u00f6', 'order-1', 'order-10'];
      for (const name of names) await eventStore.appendToStream(name, [named('A')], created);
      assert.same((await eventStore.readAll()).events.length, names.length);
      for (const name of names) assert.same((await eventStore.readStream(name)).currentStreamVersion, 1);
    },
  },
  refuses(
    'ES13: what is no list of events is refused',
    { field: 'events', expected: 'event-list', limit: 0 },
    [
      ['one event', named('C'), 'object'],
      ['missing', undefined, 'undefined'],
      ['text', 'C', '"C"'],
      ['a set', new Set([named('C')]), 'object'],
    ],
    (eventStore, events) => eventStore.appendToStream('order-1', events, { expectedStreamVersion: 2 }),
  ),
  refuses(
    'ES13: what is no event is refused with its place in the list',
    { field: 'events[1]', expected: 'event', limit: 0 },
    [
      ['null', null, 'null'],
      ['text', 'C', '"C"'],
      ['missing', undefined, 'undefined'],
    ],
    (eventStore, event) => eventStore.appendToStream('order-1', [named('C'), event], { expectedStreamVersion: 2 }),
  ),
  refuses(
    'ES13: a hole in a list of events is refused',
    { field: 'events[1]', expected: 'event', limit: 0 },
    [['hole', Object.assign([named('C')], { length: 3 }), 'undefined']],
    (eventStore, events) => eventStore.appendToStream('order-1', events, { expectedStreamVersion: 2 }),
  ),
  refuses(
    'EV2: an id that is none, or that comes twice, is refused',
    { field: 'events[1].eventId', expected: 'event-id', limit: 100 },
    [
      ['empty', '', '""'],
      ['with a space', 'a 1', '"a 1"'],
      ['that nobody can read', 'a\u0007', '"a\\u0007"'],
      ['number', 7, '7'],
      ['null', null, 'null'],
      ['too long', 'a'.repeat(201), `"${'a'.repeat(60)}…"`],
      ['twice', 'first', '"first"'],
    ],
    (eventStore, eventId) =>
      eventStore.appendToStream(
        'order-1',
        [
          { ...named('C'), eventId: 'first' },
          { ...named('D'), eventId },
        ],
        {
          expectedStreamVersion: 2,
        },
      ),
  ),
  refuses(
    'EV1: a type that is no name is refused',
    { field: 'events[0].type', expected: 'event-type', limit: 200 },
    [
      ['empty', '', '""'],
      ['missing', undefined, 'undefined'],
      ['number', 7, '7'],
      ['function', () => 'C', 'function'],
      ['too long', 'C'.repeat(201), `"${'C'.repeat(60)}…"`],
    ],
    (eventStore, type) => eventStore.appendToStream('order-1', [{ type, data: {} }], { expectedStreamVersion: 2 }),
  ),
  refuses(
    'ES13: metadata that is no object is refused',
    { field: 'metadata', expected: 'metadata', limit: 0 },
    [
      ['text', 'ann', '"ann"'],
      ['null', null, 'null'],
      ['list', ['ann'], 'array (1)'],
    ],
    (eventStore, metadata) =>
      eventStore.appendToStream('order-1', [named('C')], { expectedStreamVersion: 2, metadata }),
  ),
  refuses(
    'ES13: metadata of an event that is no object is refused',
    { field: 'events[0].metadata', expected: 'metadata', limit: 0 },
    [['number', 7, '7']],
    (eventStore, metadata) =>
      eventStore.appendToStream('order-1', [{ type: 'C', data: {}, metadata }], { expectedStreamVersion: 2 }),
  ),
  refuses(
    'ES13: a from that is no position is refused',
    whole('from', 1),
    [...NOT_WHOLE, ['zero', 0, '0']],
    (eventStore, from) => eventStore.readStream('order-1', { from }),
  ),
  refuses('ES13: a to that is no position is refused', whole('to', 0), NOT_WHOLE, (eventStore, to) =>
    eventStore.readStream('order-1', { to }),
  ),
  refuses(
    'ES13: a maxCount that is no count is refused',
    whole('maxCount', 1),
    [...NOT_WHOLE, ['zero', 0, '0']],
    (eventStore, maxCount) => eventStore.readStream('order-1', { maxCount }),
  ),
  refuses(
    'ES13: an unknown direction is refused',
    { field: 'direction', expected: 'direction', limit: 0 },
    [
      ['unknown', 'up', '"up"'],
      ['another spelling', 'backward', '"backward"'],
      ['null', null, 'null'],
    ],
    (eventStore, direction) => eventStore.readStream('order-1', { direction }),
  ),
  refuses('ES13: a fold to what is no position is refused', whole('to', 0), NOT_WHOLE, (eventStore, to) =>
    eventStore.aggregateStream('order-1', { ...fold, read: { to } }),
  ),
  refuses('ES13: an after that is no position is refused', whole('after', 0), NOT_WHOLE, (eventStore, after) =>
    eventStore.readAll({ after }),
  ),
  refuses(
    'ES13: a maxCount of the log that is no count is refused',
    whole('maxCount', 1),
    NOT_WHOLE,
    (eventStore, maxCount) => eventStore.readAll({ maxCount }),
  ),
  refuses(
    'ES13: types that are no list of names are refused',
    { field: 'types', expected: 'event-types', limit: 0 },
    [
      ['one name', 'A', '"A"'],
      ['null', null, 'null'],
      ['list of numbers', [1], 'array (1)'],
    ],
    (eventStore, types) => eventStore.readAll({ types }),
  ),
];
