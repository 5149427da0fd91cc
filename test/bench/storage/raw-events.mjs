/** What most people would write first: IndexedDB with one record per event and a unique index on stream and version. */

const settled = (request, name = 'success') =>
  new Promise((resolve, reject) => {
    request.addEventListener(name, () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

/** Opens an empty database. */
export async function openRaw(name) {
  const opening = indexedDB.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    const events = opening.result.createObjectStore('events', { keyPath: 'position' });
    events.createIndex('stream', ['streamName', 'version'], { unique: true });
  });
  return settled(opening);
}

/** Adds events in one strict transaction. */
export async function addRaw(database, events) {
  const transaction = database.transaction('events', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('events');
  for (const event of events) store.add(event);
  await settled(transaction, 'complete');
}

/** All events of a stream, in one request. */
export const readRaw = (database, streamName) =>
  settled(
    database
      .transaction('events')
      .objectStore('events')
      .index('stream')
      .getAll(IDBKeyRange.bound([streamName, 0], [streamName, Infinity])),
  );
