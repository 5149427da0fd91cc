/** Somebody else who appends at the wrong moment, and a decider that is watched. */
import { inMemoryEventStore, type EventStore } from '#eventsourcing';
import { account, type Account, type AccountCommand } from './account.ts';

const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;

/** A store in which somebody else deposits 100 before each of the next `times` appends that are checked. */
export function storeWithRival(times: number): EventStore & { appends: number; loads: number } {
  const store = inMemoryEventStore();
  let left = times;
  const rivals = {
    ...store,
    appends: 0,
    loads: 0,
    aggregateStream(...given: Parameters<EventStore['aggregateStream']>) {
      rivals.loads += 1;
      return store.aggregateStream(...given);
    },
    async appendToStream(...given: Parameters<EventStore['appendToStream']>) {
      rivals.appends += 1;
      if (left > 0) {
        left -= 1;
        await store.appendToStream(given[0], [{ type: 'MoneyDeposited', data: { amount: 100 } }], unchecked);
      }
      return store.appendToStream(...given);
    },
  };
  return rivals as typeof rivals & EventStore;
}

/** The account, counting how often it is asked to decide, and on which state. */
export function watched() {
  const states: Account[] = [];
  const decide = (command: AccountCommand, state: Account) => {
    states.push(state);
    return account.decide(command, state);
  };
  return { states, decider: { ...account, decide } };
}

/** The balance of account-7. */
export const balanceIn = async (store: EventStore) => (await store.aggregateStream('account-7', account)).state.balance;
