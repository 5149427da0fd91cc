/** A cart and rows that faults are tried with. */
import type { Event } from '#eventsourcing';
import type { Lab } from '#lab';

export type Added = Event<'Added', { n: number }>;

export const append = (
  { eventStore }: Lab,
  n = 1,
  expectedStreamVersion: number | 'NO_CONCURRENCY_CHECK' = 'NO_CONCURRENCY_CHECK',
) => eventStore.appendToStream<Added>('cart', [{ type: 'Added', data: { n } }], { expectedStreamVersion });
export const versionOf = async ({ eventStore }: Lab) => (await eventStore.readStream('cart')).currentStreamVersion;
export const tableOf = ({ database }: Lab) =>
  database.table<{ id: string; n: number }>('rows', { key: 'id', index: ['n'] });
