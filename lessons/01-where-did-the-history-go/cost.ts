import { database, eventStore } from 'lab';

const items = database.table<{ itemId: string; quantity: number }>('order_items', { key: 'itemId' });
const rows = await items.all();
const { events } = await eventStore.readStream('order-7dd8');

const bytes = (value: unknown) => JSON.stringify(value).length;
({ rows: rows.length, bytes: bytes(rows) });
({ events: events.length, bytes: bytes(events.map(({ type, data }) => ({ type, data }))) });
