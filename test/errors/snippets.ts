/** Lines that several cases begin with. */

export const USING_STORE = "import { eventStore } from 'lab';";
export const USING_TABLES = "import { database } from 'lab';";
export const ITEMS = "export const items = database.table<{ id: string; n: number }>('items', { key: 'id' });";
export const INSERT = "await items.insert({ id: 'a', n: 1 });";
export const appendAt = (version: number): string =>
  `await eventStore.appendToStream('cart-1', [{ type: 'Opened', data: {} }], { expectedStreamVersion: ${version} });`;
