import { eventStore } from 'lab';

await eventStore.appendToStream('order-7dd8', [
  { type: 'OrderPlaced', data: { orderId: '7dd8' } },
  { type: 'OrderItemAdded', data: { itemId: '9a37', quantity: 3 } },
  { type: 'OrderItemAdded', data: { itemId: 'c52a', quantity: 1 } },
  { type: 'OrderItemDeleted', data: { itemId: 'c52a' } },
  { type: 'OrderItemAdded', data: { itemId: 'a974', quantity: 10 } },
  { type: 'OrderItemQuantityChanged', data: { itemId: '9a37', quantity: 5 } },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

const { events } = await eventStore.readStream('order-7dd8');
events.map((event) => event.type);
