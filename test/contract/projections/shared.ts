/** Words that the cases of projections share. */
import type { Event, Projection } from '#eventsourcing';
import type { DatabasePort } from '../database/shared.ts';

export type AccountEvent =
  | Event<'AccountOpened', { owner: string }>
  | Event<'MoneyMoved', { amount: number }>
  | Event<'AccountClosed', object>
  | Event<'Damaged', object>;

export type Account = { owner: string; balance: number; moves: number };

/** Accounts, one row for each stream; throws at `Damaged`. Amounts add up, so that an event too many or too few shows. */
export const accounts: Projection<Account, AccountEvent> = {
  name: 'accounts',
  version: 1,
  canHandle: ['AccountOpened', 'MoneyMoved', 'AccountClosed', 'Damaged'],
  evolve(row, event) {
    switch (event.type) {
      case 'AccountOpened':
        return { owner: event.data.owner, balance: 0, moves: 0 };
      case 'MoneyMoved':
        return row && { ...row, balance: row.balance + event.data.amount, moves: row.moves + 1 };
      case 'AccountClosed':
        return null;
      case 'Damaged':
        throw new RangeError('no sum');
    }
  },
};

/** The same as another version, whose rows can be told from those of the first. */
export const accountsV2: Projection<Account & { cents: true }, AccountEvent> = {
  ...accounts,
  version: 2,
  evolve(row, event) {
    const next = accounts.evolve(row, event);
    return next && { ...next, cents: true };
  },
};

export const opened = (owner = 'Kim'): AccountEvent => ({ type: 'AccountOpened', data: { owner } });
export const moved = (amount: number): AccountEvent => ({ type: 'MoneyMoved', data: { amount } });
export const closed: AccountEvent = { type: 'AccountClosed', data: {} };
export const damaged: AccountEvent = { type: 'Damaged', data: {} };

/** Appends to a stream, whatever it has. */
export const append = (
  { eventStore }: Pick<DatabasePort, 'eventStore'>,
  streamName: string,
  ...events: readonly Event[]
): Promise<unknown> => eventStore.appendToStream(streamName, events, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });

/** Two accounts: a with 70 in four events, b with 5 in two. */
export async function stock(port: Pick<DatabasePort, 'eventStore'>): Promise<void> {
  await append(port, 'a', opened(), moved(100));
  await append(port, 'b', opened('Lee'));
  await append(port, 'a', moved(-30));
  await append(port, 'b', moved(5));
}

export const STOCK: readonly Account[] = [
  { owner: 'Kim', balance: 70, moves: 2 },
  { owner: 'Lee', balance: 5, moves: 1 },
];

/** The rows of a table as they stand, with their keys. */
export const rowsOf = ({ database }: DatabasePort, table: string): Promise<unknown[]> =>
  database.table<{ key: string }>(table, { key: 'key' }).all();
