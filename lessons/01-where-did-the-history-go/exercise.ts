import { database, eventStore } from 'lab';

type Item = { itemId: string; quantity: number };
const items = database.table<Item>('items_of_3b61', { key: 'itemId' });
await items.insert({ itemId: '9a37', quantity: 3 });
await items.insert({ itemId: 'a974', quantity: 4 });

await eventStore.appendToStream('order-3b61', [
  { type: 'OrderPlaced', data: { orderId: '3b61' } },
  { type: 'OrderItemAdded', data: { itemId: '9a37', quantity: 1 } },
  { type: 'OrderItemAdded', data: { itemId: 'c52a', quantity: 2 } },
  { type: 'OrderItemAdded', data: { itemId: 'a974', quantity: 10 } },
  { type: 'OrderItemQuantityChanged', data: { itemId: '9a37', quantity: 3 } },
  { type: 'OrderItemDeleted', data: { itemId: 'c52a' } },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

// Append the one event that is missing.

await items.all();
const { events } = await eventStore.readStream('order-3b61');
events.map((event) => event.type);
