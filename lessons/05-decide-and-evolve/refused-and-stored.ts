import { commandHandler, IllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './account.ts';

// The rule, still in evolve.
const strict: typeof account = {
  ...account,
  evolve(state, event) {
    const next = account.evolve(state, event);
    if (event.type === 'MoneyWithdrawn' && next.balance < 25) {
      throw new IllegalStateError(
        `25 must stay in the account; ${next.balance} would be left.`,
      );
    }
    return next;
  },
};

// A new account, without any past.
const handle = commandHandler(strict);
const { newState } = await handle(eventStore, 'account-9', {
  type: 'Deposit',
  data: { amount: 100 },
});
newState;
const answer = await handle(eventStore, 'account-9', {
  type: 'Withdraw',
  data: { amount: 80 },
}).catch((error: Error) => error.message);
answer;

const { events } = await eventStore.readStream('account-9');
export const stored = events.length;
stored;
