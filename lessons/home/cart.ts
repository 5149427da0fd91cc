import { eventStore } from 'lab';

type CartEvent = { type: string; data: { count: number } };

await eventStore.appendToStream('cart-52', [
  { type: 'PencilsAdded', data: { count: 3 } },
  { type: 'PencilsRemoved', data: { count: 1 } },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

const { events } = await eventStore.readStream<CartEvent>('cart-52');
for (const { type, data } of events) console.log(type, data.count);

const evolve = (pencils: number, { type, data }: CartEvent) =>
  type === 'PencilsAdded' ? pencils + data.count : pencils - data.count;

// Nobody stored how many pencils there are. The events know.
events.reduce(evolve, 0);
