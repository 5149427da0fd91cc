import { commandHandler, IllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './account.ts';

// From today on, 25 must stay in every account.
const strict: typeof account = {
  ...account,
  decide(command, state) {
    const newEvents = account.decide(command, state);
    const { balance } = newEvents.reduce(account.evolve, state);
    if (command.type === 'Withdraw' && balance < 25) {
      throw new IllegalStateError(
        `25 must stay in the account; ${balance} would be left.`,
      );
    }
    return newEvents;
  },
};

// Account 7 opens.
const { state } = await eventStore.aggregateStream('account-7', strict);
state;

const handle = commandHandler(strict);
const { newState } = await handle(eventStore, 'account-7', {
  type: 'Deposit',
  data: { amount: 100 },
});
newState;
await handle(eventStore, 'account-7', {
  type: 'Withdraw',
  data: { amount: 90 },
});
