import type { Event } from 'eventsourcing';
import { database, eventStore } from 'lab';

type Item = { itemId: string; quantity: number };
type OrderEvent = Event<string, Partial<Item> & { reason?: string }>;

const items = database.table<Item>('order_items', { key: 'itemId' });
const { events } = await eventStore.readStream<OrderEvent>('order-7dd8');
const about = (itemId: string) =>
  events.filter(({ data }) => data.itemId === itemId);

// 1. What was 9a37 before it was five?
await items.get('9a37');
about('9a37').map(({ data }) => data.quantity);

// 2. Was c52a ever in the order?
(await items.get('c52a')) ?? 'cannot say';
about('c52a').map(
  ({ streamPosition, type }) => `position ${streamPosition}: ${type}`,
);

// 3. Why is 9a37 five?
about('9a37').at(-1)?.data.reason ?? 'cannot say';
