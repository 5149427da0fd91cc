import { database } from 'lab';

type Item = { itemId: string; quantity: number };
const items = database.table<Item>('order_items', { key: 'itemId' });

await items.insert({ itemId: '9a37', quantity: 3 });
await items.insert({ itemId: 'c52a', quantity: 1 });
await items.delete('c52a');
await items.insert({ itemId: 'a974', quantity: 10 });
await items.update('9a37', { quantity: 5 });

await items.all();
