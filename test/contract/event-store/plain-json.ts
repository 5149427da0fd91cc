/** Data that JSON would bend silently, and data that is too much: refused with the path, and nothing is written. */
import type { Case } from '../assert.ts';
import { created, named, numbered, type StorePort } from './shared.ts';

class Money {
  readonly amount = 3;
}

function cycle(): object {
  const inner: Record<string, unknown> = {};
  inner['back'] = { inner };
  return inner;
}

/** So many objects, one in the other. */
function nested(levels: number): object {
  let value: object = {};
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
}

type Bent = readonly [what: string, data: unknown, path: string, found: string];

const BENT: readonly Bent[] = [
  ['a function', { run: () => 1 }, '.run', 'function'],
  ['a symbol', { mark: Symbol('x') }, '.mark', 'symbol'],
  ['a bigint', { amount: 3n }, '.amount', 'bigint'],
  ['NaN', { amount: Number.NaN }, '.amount', 'NaN'],
  ['Infinity', { amount: -Infinity }, '.amount', '-Infinity'],
  ['a Date', { at: new Date(0) }, '.at', 'Date'],
  ['a Map', { seen: new Map() }, '.seen', 'Map'],
  ['a Set', { seen: new Set() }, '.seen', 'Set'],
  ['bytes', { bytes: new Uint8Array(2) }, '.bytes', 'Uint8Array'],
  ['an error', { error: new TypeError('x') }, '.error', 'TypeError'],
  ['a promise', { later: Promise.resolve(1) }, '.later', 'Promise'],
  ['a boxed number', { amount: Object(3) as unknown }, '.amount', 'Number'],
  ['an instance of a class', { price: new Money() }, '.price', 'Money'],
  ['an object with toJSON', { price: { toJSON: () => 3 } }, '.price', 'toJSON()'],
  ['a list with toJSON', { price: Object.assign([1], { toJSON: () => 3 }) }, '.price', 'toJSON()'],
  ['a cycle', { loop: cycle() }, '.loop.back.inner', '[Circular]'],
  ['undefined in a list', { list: [1, undefined] }, '.list[1]', 'undefined'],
  ['a hole in a list', { list: Object.assign([1], { length: 2 }) }, '.list[1]', 'undefined'],
  ['something deep inside', { a: [{ b: { c: [0, Number.NaN] } }] }, '.a[0].b.c[1]', 'NaN'],
  ['data that is itself a function', () => 1, '', 'function'],
];

export const plainJson: readonly Case<StorePort>[] = [
  ...BENT.map(([what, data, path, found]): Case<StorePort> => ({
    title: `EV4: ${what} is refused with its path`,
    async run({ eventStore }, assert) {
      const field = `events[1].data${path}`;
      const append = () => eventStore.appendToStream('order-1', [named('A'), { type: 'B', data }], created);
      await assert.fails(append, 'invalid-input', { field, found, expected: 'json', limit: 0 });
      assert.same((await eventStore.readAll()).events, []);
    },
  })),
  {
    title: 'EV4: metadata is plain JSON too, of the event and of the append',
    async run({ eventStore }, assert) {
      const metadata = { occurredAt: new Date(0) } as object;
      const ofEvent = () => eventStore.appendToStream('order-1', [{ ...named('A'), metadata }], created);
      const ofAppend = () => eventStore.appendToStream('order-1', [named('A')], { ...created, metadata });
      const data = { found: 'Date', expected: 'json', limit: 0 };
      await assert.fails(ofEvent, 'invalid-input', { field: 'events[0].metadata.occurredAt', ...data });
      await assert.fails(ofAppend, 'invalid-input', { field: 'metadata.occurredAt', ...data });
      assert.same((await eventStore.readAll()).events, []);
    },
  },
  {
    title: 'EV4: the same object twice in an event is no cycle, and an object without prototype is plain',
    async run({ eventStore }, assert) {
      const shared = { a: 1 };
      const data = { first: shared, second: shared, bare: Object.assign(Object.create(null) as object, { b: 2 }) };
      await eventStore.appendToStream('order-1', [{ type: 'A', data }], created);
      const [read] = (await eventStore.readStream('order-1')).events;
      assert.same(read!.data, { first: { a: 1 }, second: { a: 1 }, bare: { b: 2 } });
    },
  },
  {
    title: 'ES14: 1,000 events in one append are stored, 1,001 are refused',
    async run({ eventStore }, assert) {
      const data = { field: 'events.length', found: '1001', expected: 'append-count', limit: 1_000 };
      await assert.fails(() => eventStore.appendToStream('order-1', numbered(1_001), created), 'invalid-input', data);
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
      const { nextExpectedStreamVersion } = await eventStore.appendToStream('order-1', numbered(1_000), created);
      assert.same(nextExpectedStreamVersion, 1_000);
    },
  },
  {
    title: 'ES14: an event of 1,048,576 characters is stored, one more is refused',
    async run({ eventStore }, assert) {
      const around = JSON.stringify({ type: 'A', data: { text: '' } }).length;
      const event = (characters: number) => ({ type: 'A', data: { text: 'x'.repeat(characters - around) } });
      const append = (characters: number) => eventStore.appendToStream('order-1', [event(characters)], created);
      const data = { field: 'events[0]', found: '1048577', expected: 'event-size', limit: 1_048_576 };
      await assert.fails(() => append(1_048_577), 'invalid-input', data);
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
      await append(1_048_576);
      const [read] = (await eventStore.readStream<ReturnType<typeof event>>('order-1')).events;
      assert.same(read!.data.text.length, 1_048_576 - around);
    },
  },
  {
    title: 'ES14: an append of more than 4,194,304 characters is refused, though each event is small enough',
    async run({ eventStore }, assert) {
      const around = JSON.stringify({ type: 'A', data: { text: '' } }).length;
      const event = (characters: number) => ({ type: 'A', data: { text: 'x'.repeat(characters - around) } });
      // Eight events, seven commas between them and two brackets around them.
      const events = (rest: number) => [...Array.from({ length: 7 }, () => event(524_288)), event(rest)];
      const fits = 524_288 - 9;
      const data = { field: 'events', found: '4194305', expected: 'append-size', limit: 4_194_304 };
      const tooMuch = () => eventStore.appendToStream('order-1', events(fits + 1), created);
      await assert.fails(tooMuch, 'invalid-input', data);
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
      await eventStore.appendToStream('order-1', events(fits), created);
      assert.same((await eventStore.readStream('order-1')).events.length, 8);
    },
  },
  {
    title: 'ES14: 100 levels of nesting are stored, 101 are refused with the path',
    async run({ eventStore }, assert) {
      const append = (levels: number) =>
        eventStore.appendToStream('order-1', [{ type: 'A', data: nested(levels) }], created);
      const field = `events[0].data${'.in'.repeat(100)}`;
      const data = { field, found: 'object', expected: 'less-nesting', limit: 100 };
      await assert.fails(() => append(101), 'invalid-input', data);
      assert.same((await eventStore.readStream('order-1')).streamExists, false);
      await append(100);
      assert.same((await eventStore.readStream('order-1')).events[0]!.data, nested(100));
    },
  },
];
