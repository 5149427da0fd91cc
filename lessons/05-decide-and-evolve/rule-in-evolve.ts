import { commandHandler, IllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './account.ts';

// From today on, 25 must stay in every account.
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

// Somebody brings money to account 7.
const handle = commandHandler(strict);
await handle(eventStore, 'account-7', {
  type: 'Deposit',
  data: { amount: 100 },
});
