/** Folds and deciders as the library uses them. */
import { expect, test } from 'vitest';
import { commandHandler, inMemoryEventStore, type Event, type Recorded } from '#eventsourcing';
import { account, withdraw, type AccountEvent } from './account.ts';

const created = { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' } as const;

async function accountWith(...amounts: number[]) {
  const store = inMemoryEventStore();
  const events = amounts.map((amount): AccountEvent => ({ type: 'MoneyDeposited', data: { amount } }));
  await store.appendToStream('account-7', events, created);
  return store;
}

test('DE1: evolve is called once for each event, in order, with the event as it was recorded', async () => {
  const store = await accountWith(1, 2, 3);
  const seen: Recorded<Event>[] = [];
  await store.aggregateStream<number, Recorded<AccountEvent>>('account-7', {
    initialState: () => 0,
    evolve: (state, event) => {
      seen.push(event);
      return state;
    },
  });
  expect(seen).toEqual((await store.readStream('account-7')).events);
});

test('DE2: a decider is folded as it is', async () => {
  const store = await accountWith(10, 5);
  const { state } = await store.aggregateStream('account-7', account);
  expect(state).toEqual({ balance: 15 });
});

test('DE3: a refusal reaches the person in the words of the domain, and the stream stays as it was', async () => {
  const store = await accountWith(10);
  const refused = commandHandler(account)(store, 'account-7', withdraw(11));
  await expect(refused).rejects.toMatchObject({
    code: 'illegal-state',
    message: 'The balance is 10; 11 cannot be withdrawn.',
  });
  expect((await store.readStream('account-7')).currentStreamVersion).toBe(1);
});
