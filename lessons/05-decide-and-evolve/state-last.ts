import { eventStore } from 'lab';
import { account, type AccountCommand } from './account.ts';

/** Handle the command, store the event, rebuild the state. */
async function handle(streamName: string, command: AccountCommand) {
  const newEvents = account.decide(command, account.initialState());
  await eventStore.appendToStream(streamName, newEvents, {
    expectedStreamVersion: 'NO_CONCURRENCY_CHECK',
  });
  return (await eventStore.aggregateStream(streamName, account)).state;
}

// In account 7 there are 20.
await handle('account-7', {
  type: 'Withdraw',
  data: { amount: 15 },
});
