import { eventStore } from 'lab';

await eventStore.appendToStream('cart-52', [
  { type: 'ItemAdded', data: { item: 'pencil', quantity: 3 } },
  { type: 'ItemRemoved', data: { item: 'pencil', quantity: 1 } },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

const { events } = await eventStore.readStream<{ type: string; data: { quantity: number } }>('cart-52');
for (const { streamPosition, type, data } of events) console.log(streamPosition, type, data);

// Nobody stored how many there are: the events say it.
events.reduce((pencils, { type, data }) => pencils + (type === 'ItemAdded' ? data.quantity : -data.quantity), 0);
