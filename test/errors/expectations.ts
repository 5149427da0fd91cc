/** For each thing that an input should have been, an input that is not: its cell's last line, and what is said of it. */
import { InvalidInputError, type InputExpectation } from '#eventsourcing';
import { LIMITS } from '#eventsourcing/storage';
import type { Case } from './case.ts';

const append = (events: string, options = "{ expectedStreamVersion: 'NO_CONCURRENCY_CHECK' }"): string =>
  `await eventStore.appendToStream('cart-1', ${events}, ${options});`;
const opened = (data: string): string => `[{ type: 'Opened', data: ${data} }]`;

type Refused = readonly [line: string, field: string, found: string, limit?: number];

const REFUSED: Readonly<Record<InputExpectation, Refused>> = {
  function: ["await generate('cart-1', 10, 'Opened' as never);", 'make', '"Opened"'],
  json: [append(opened('{ cart: { items: [{ total: () => 5 }] } }')), 'events[0].data.cart.items[0].total', 'function'],
  'less-nesting': [
    append(opened('deep')),
    `events[0].data${'.deep'.repeat(LIMITS.dataDepth)}`,
    'object',
    LIMITS.dataDepth,
  ],
  event: [append("['Opened']"), 'events[0]', '"Opened"'],
  'event-id': [
    append("[{ type: 'Opened', data: {}, eventId: 'a b' }]"),
    'events[0].eventId',
    '"a b"',
    LIMITS.eventIdCharacters,
  ],
  'event-type': [append("[{ type: '', data: {} }]"), 'events[0].type', '""', LIMITS.eventTypeCharacters],
  'event-types': ["await eventStore.readAll({ types: 'Opened' });", 'types', '"Opened"'],
  'event-list': [append("{ type: 'Opened' }"), 'events', 'object'],
  metadata: [
    append(opened('{}'), "{ expectedStreamVersion: 'NO_CONCURRENCY_CHECK', metadata: 'me' }"),
    'metadata',
    '"me"',
  ],
  'event-size': [append(opened('megabyte')), 'events[0]', '1048603', LIMITS.eventCharacters],
  'append-count': [append(`Array(1001).fill({ type: 'Opened', data: {} })`), 'events.length', '1001', 1_000],
  'append-size': [append(`Array(5).fill({ type: 'Opened', data: 'a'.repeat(1e6) })`), 'events', '5000141', 4_194_304],
  'stream-name': ["await eventStore.readStream(' cart-1');", 'streamName', '" cart-1"', 200],
  'expected-version': [append('[]', '{}'), 'expectedStreamVersion', 'undefined'],
  'whole-number': ["await eventStore.readStream('cart-1', { from: 0 });", 'from', '0', 1],
  'subscription-start': ["eventStore.subscribeToAll({ after: 'NOW' as never });", 'after', '"NOW"', 0],
  direction: ["await eventStore.readStream('cart-1', { direction: 'up' });", 'direction', '"up"'],
  'conflict-answer': [
    "await commandHandler(rival, { onConflict: () => 'mine' as never })(eventStore, 'cart-1', { type: 'Open', data: {} });",
    'onConflict()',
    '"mine"',
  ],
  fingerprint: [
    "await inMemorySnapshotStore().save('cart-1', { state: {}, streamPosition: 1, fingerprint: '' });",
    'snapshot.fingerprint',
    '""',
    LIMITS.fingerprintCharacters,
  ],
  'one-upcaster': ['upcasters([toPlaced, toPlaced]);', 'upcasters[1]', 'OrderCreated 1'],
  'upcaster-chain': [
    "upcasters([toPlaced, toCreated])({ type: 'OrderCreated', data: {} } as never);",
    'upcasters',
    'OrderCreated 1 → OrderPlaced 1 → OrderCreated 1',
  ],
  'recorded-event': [
    "await processManager({ initialState: () => 0, evolve: () => 0, decide: () => ({}) })(eventStore, 'p-1', {} as never);",
    'event',
    'object',
  ],
  list: ["await measure('many' as never, () => 0);", 'inputs', '"many"'],
  actors: ['await explore({ actors: {}, outcome: () => 0 });', 'actors', 'object', 8],
  faults: [
    "await explore({ actors: { a: () => 0 }, outcome: () => 0, faults: ['fire' as never] });",
    'faults',
    '"fire"',
  ],
  fault: ["faults.set('fire' as never);", 'fault', '"fire"'],
  schedule: ["await replay({ actors: { a: () => 0 }, outcome: () => 0 }, '7');", 'schedule', '"7"'],
  share: ["faults.set('delay', { chance: 2 });", 'chance', '2'],
  'rows-to-plot': ["plot([], { x: 'a', y: 'b' });", 'rows', 'a list of 0', 1_000],
  'number-to-plot': ["plot([{ a: 1, b: 0 }], { x: 'a', y: 'b', scale: 'log-log' });", 'rows[0].b', '0'],
  'plot-scale': ["plot([{ a: 1, b: 2 }], { x: 'a', y: 'b', scale: 'log' as never });", 'scale', '"log"'],
  'own-event-type': [
    "await processManager({ initialState: () => 0, evolve: () => 0, decide: () => ({ events: [{ type: 'EventHeard', data: {} }] }) })(eventStore, 'p-1', { type: 'A', data: {}, eventId: 'a' } as never);",
    'events[0].type',
    '"EventHeard"',
  ],
  table: ["await database.transaction((transaction) => transaction.get('items', 'a'));", 'table', '"items"'],
  'table-name': ["database.table('order items', { key: 'id' });", 'database.table name', '"order items"'],
  'table-key': ["database.table('items', {});", 'items.key', 'undefined'],
  'table-index': ["database.table('items', { key: 'id', index: 'text' });", 'items.index', '"text"', 8],
  row: ["await items.put('a');", 'items', '"a"'],
  'row-size': ["await items.put({ id: 'a', text: megabyte });", 'items', '1048596', LIMITS.rowCharacters],
  key: ['await items.put({ id: null });', 'items.id', 'null', 200],
  'no-key-change': ["await items.update('a', { id: 'b' });", 'items.id', '"b"'],
  'operation-count': [
    'await database.transaction(async (transaction) => {' +
      ' for (let id = 0; id < 1001; id += 1) transaction.delete(items, id); });',
    'transaction',
    '1001',
    1_000,
  ],
  instant: ["clock.travelTo('tomorrow');", 'clock.travelTo', '"tomorrow"'],
  pace: ["clock.pace('slow' as never);", 'clock.pace', '"slow"'],
  duration: ['await clock.advance(-1);', 'clock.advance', '-1'],
  encrypted: ["await keys.decrypt('ada' as never);", 'encrypted', '"ada"'],
  'text-to-find': ["await keys.leaks('');", 'text', '""', 1_000],
};

const LINES = [
  "import { commandHandler, inMemorySnapshotStore, processManager, upcasters } from 'eventsourcing';",
  "import { clock, database, eventStore, explore, faults, generate, keys, measure, plot, replay } from 'lab';",
  "const items = database.table<{ id: string }>('items', { key: 'id' });",
  "const megabyte = 'a'.repeat(1_048_576);",
  'let deep = {};',
  `for (let level = 0; level < ${LIMITS.dataDepth + 1}; level += 1) deep = { deep };`,
  "const toPlaced = { type: 'OrderCreated', upcast: () => ({ type: 'OrderPlaced', data: {} }) };",
  "const toCreated = { type: 'OrderPlaced', upcast: () => ({ type: 'OrderCreated', data: {} }) };",
  "const opening = [{ type: 'Opened', data: {} }];",
  // Someone else is quicker, each time.
  'const rival = { initialState: () => 0, evolve: () => 0, decide() {',
  "  void eventStore.appendToStream('cart-1', opening, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });",
  '  return opening;',
  '} };',
];

/** A case for each expectation. */
export const EXPECTATION_CASES: readonly (readonly [InputExpectation, Case])[] = Object.entries(REFUSED).map(
  ([name, [line, field, found, limit = 0]]) => {
    const expected = name as InputExpectation;
    const { data, message } = new InvalidInputError(field, found, expected, limit);
    return [expected, { text: [...LINES, line], data: { ...data, message }, line: LINES.length + 1 }];
  },
);
