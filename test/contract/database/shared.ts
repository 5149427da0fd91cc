/** Words that the cases of the database share. */
import type { EventStore } from '#eventsourcing';
import type { Database, Table } from '#lab';

/** What a case of the database is run against. */
export type DatabasePort = Readonly<{ database: Database; eventStore: EventStore }>;

export type Item = { itemId: string; quantity: number; note?: string | undefined };

/** A table of items, without rows. */
export const itemsOf = (database: Database): Table<Item> => database.table<Item>('items', { key: 'itemId' });

/** A table of items with two rows: a 1 and b 2. */
export async function stockedItemsOf(database: Database): Promise<Table<Item>> {
  const items = itemsOf(database);
  await items.insert({ itemId: 'a', quantity: 1 });
  await items.insert({ itemId: 'b', quantity: 2 });
  return items;
}

/** The rows of a stocked table. */
export const STOCK: readonly Item[] = [
  { itemId: 'a', quantity: 1 },
  { itemId: 'b', quantity: 2 },
];

export const created = { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' } as const;
