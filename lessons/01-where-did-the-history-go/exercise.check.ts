import { eventStore } from 'lab';
import { expect, test } from 'test';
import './exercise.ts';

type Fact = Readonly<{ type: string; data: unknown }>;
/** Quantities by item. */
type Items = Readonly<Record<string, number>>;

const STREAM = 'order-3b61';
const TABLE: Items = { '9a37': 3, a974: 4 };
const BEFORE: readonly Fact[] = [
  { type: 'OrderPlaced', data: { orderId: '3b61' } },
  { type: 'OrderItemAdded', data: { itemId: '9a37', quantity: 1 } },
  { type: 'OrderItemAdded', data: { itemId: 'c52a', quantity: 2 } },
  { type: 'OrderItemAdded', data: { itemId: 'a974', quantity: 10 } },
  { type: 'OrderItemQuantityChanged', data: { itemId: '9a37', quantity: 3 } },
  { type: 'OrderItemDeleted', data: { itemId: 'c52a' } },
];

/** What events say, without what the store adds. */
const factsOf = (events: readonly Fact[]): Fact[] => events.map(({ type, data }) => ({ type, data }));

const inStream = async (): Promise<Fact[]> => factsOf((await eventStore.readStream(STREAM)).events);

/** What stands in the log beside the events that were there. */
async function added() {
  const { events } = await eventStore.readAll();
  return events.filter(
    ({ streamName, streamPosition }) => streamName !== STREAM || streamPosition > BEFORE.length,
  );
}

const about = ({ data }: Fact): Readonly<{ itemId: string; quantity: number }> => ({
  itemId: '',
  quantity: 0,
  ...(data as object | null),
});

/** The items once this has happened too. Added twice counts twice, and what is none of an order's events changes nothing. */
function next(items: Items, fact: Fact): Items {
  const { itemId, quantity } = about(fact);
  const { [itemId]: before = 0, ...others } = items;
  switch (fact.type) {
    case 'OrderItemAdded':
      return { ...items, [itemId]: before + quantity };
    case 'OrderItemQuantityChanged':
      return { ...items, [itemId]: quantity };
    case 'OrderItemDeleted':
      return others;
    default:
      return items;
  }
}

function canHappen(items: Items, fact: Fact): boolean {
  const { itemId, quantity } = about(fact);
  const isThere = Object.hasOwn(items, itemId);
  const isQuantity = Number.isInteger(quantity) && quantity >= 1;
  switch (fact.type) {
    case 'OrderItemAdded':
      return !isThere && itemId !== '' && isQuantity;
    case 'OrderItemQuantityChanged':
      return isThere && isQuantity;
    case 'OrderItemDeleted':
      return isThere;
    default:
      return false;
  }
}

test('one-event', async () => {
  const facts = factsOf(await added());
  expect(facts.length, { added: facts }).toBe(1);
});

test('kept', async () => {
  const events = await inStream();
  for (const [index, before] of BEFORE.entries()) {
    const now = events[index] ?? '–';
    expect(now, { position: index + 1, now, before }).toEqual(before);
  }
});

test('own-stream', async () => {
  for (const event of await added()) {
    const [fact] = factsOf([event]);
    expect(event.streamName, { event: fact }).toBe(STREAM);
  }
});

test('possible', async () => {
  const events = await inStream();
  let items = events.slice(0, BEFORE.length).reduce(next, {});
  for (const event of events.slice(BEFORE.length)) {
    expect(canHappen(items, event), { items, event }).toBe(true);
    items = next(items, event);
  }
});

test('explains', async () => {
  const events = await inStream();
  expect(events.reduce(next, {}), { events }).toEqual(TABLE);
});
