/** Replaces all that a database holds, in one transaction, and has open pages hear of it. Rules: ../../backup/README.md, BK5 and BK8. */
import type { StoreNames } from 'idb';
import { WORKBOOK_NAME, type StoredDatabase, type StoredRecord } from '#backup';
import { FIRST_EPOCH, REQUESTS_AT_ONCE } from '../world-stores.ts';
import { leave, write, type WriteTransaction } from '../write.ts';
import { openStored, storeNames, type StoredSchema } from './open-stored.ts';

type Stores = StoredDatabase['stores'];
type Name = StoreNames<StoredSchema>;
type Transaction = WriteTransaction<StoredSchema, Name[]>;

/** `stores` is what it holds from then on; what is missing there is emptied. */
export async function replaceDatabase(name: string, stores: Stores): Promise<void> {
  const connection = await openStored(name);
  const names = storeNames(name);
  try {
    await connection.use((database) =>
      write(database, names, async (tx) => {
        const raised = await (name === WORKBOOK_NAME ? raiseRevisions(tx, stores) : raiseEpoch(tx, stores));
        for (const store of names) leave(tx.objectStore(store).clear());
        for (const store of names) await putAll(tx, store, raised.get(store) ?? []);
      }),
    );
  } finally {
    connection.close();
  }
  tellPages(name);
}

async function putAll(tx: Transaction, store: Name, records: readonly StoredRecord[]): Promise<void> {
  for (const [index, { key, value }] of records.entries()) {
    const put = tx.objectStore(store).put(value, key as IDBValidKey | undefined);
    leave(put);
    // More requests at once would hold up the page.
    if (index % REQUESTS_AT_ONCE === REQUESTS_AT_ONCE - 1) await put;
  }
}

/** In an epoch that nobody was in, all that open pages know of the world is over. */
async function raiseEpoch(tx: Transaction, stores: Stores): Promise<Stores> {
  const meta = (stores.get('meta') ?? []).filter(({ key }) => key !== 'epoch');
  const there = (stores.get('meta') ?? []).find(({ key }) => key === 'epoch')?.value as number | undefined;
  const here = (await tx.objectStore('meta').get('epoch')) as number | undefined;
  const epoch = Math.max(here ?? FIRST_EPOCH, there ?? FIRST_EPOCH) + 1;
  return new Map(stores).set('meta', [...meta, { key: 'epoch', value: epoch }]);
}

type Counted = Readonly<{ revision?: number }>;

/** With a revision that no page has seen, what a page saves on the text it shows is no longer the same draft's next one. */
async function raiseRevisions(tx: Transaction, stores: Stores): Promise<Stores> {
  const drafts = (stores.get('drafts') ?? []).map(({ value }) => value as Counted);
  const here = (await tx.objectStore('drafts').getAll()) as Counted[];
  const revision = [...drafts, ...here].reduce((most, draft) => Math.max(most, draft.revision ?? 1), 0) + 1;
  return new Map(stores).set(
    'drafts',
    drafts.map((draft) => ({ value: { ...draft, revision } })),
  );
}

/** On the channels on which pages tell each other of what they have written. */
function tellPages(name: string): void {
  const channel = new BroadcastChannel(name === WORKBOOK_NAME ? `${name}-drafts` : name);
  channel.postMessage('replaced');
  channel.close();
}
