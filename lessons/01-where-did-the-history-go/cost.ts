import { database, eventStore } from 'lab';

type Item = { itemId: string; quantity: number };
const items = database.table<Item>('order_items', { key: 'itemId' });
const rows = await items.all();
const { events } = await eventStore.readStream('order-7dd8');

const bytes = (value: unknown) => JSON.stringify(value).length;
({ rows: rows.length, bytes: bytes(rows) });
const facts = events.map(({ type, data }) => ({ type, data }));
({ events: facts.length, bytes: bytes(facts) });
