import { eventStore } from 'lab';
import { account } from './account.ts';
import type { AccountCommand, AccountEvent } from './account.ts';

async function handle(streamName: string, command: AccountCommand) {
  // 1. Load what has happened so far.
  const { events, currentStreamVersion } =
    await eventStore.readStream<AccountEvent>(streamName);
  // 2. Fold it into a state.
  const state = events.reduce(account.evolve, account.initialState());
  // 3. Decide.
  const newEvents = account.decide(command, state);
  // 4. Append, if nobody else has appended since.
  return eventStore.appendToStream(streamName, newEvents, {
    expectedStreamVersion: currentStreamVersion,
  });
}

await handle('account-7', {
  type: 'Withdraw',
  data: { amount: 15 },
});
const { state } = await eventStore.aggregateStream('account-7', account);
state;
