import { IllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { account, type Account, type AccountCommand } from './account.ts';

// The rule of today, in decide: 25 must stay.
const strict: typeof account = {
  ...account,
  decide(command, state) {
    const newEvents = account.decide(command, state);
    const { balance } = newEvents.reduce(account.evolve, state);
    if (command.type === 'Withdraw' && balance < 25) {
      throw new IllegalStateError('25 must stay in the account.');
    }
    return newEvents;
  },
};

// What account 7 was asked for, without what broken handlers were told.
const commands: AccountCommand[] = [
  { type: 'Deposit', data: { amount: 100 } },
  { type: 'Withdraw', data: { amount: 80 } },
  { type: 'Withdraw', data: { amount: 80 } },
  { type: 'Withdraw', data: { amount: 15 } },
  { type: 'Deposit', data: { amount: 100 } },
  { type: 'Withdraw', data: { amount: 90 } },
];

/** Decides on a command; where it is refused, the state stays. */
function run(state: Account, command: AccountCommand): Account {
  try {
    return strict.decide(command, state).reduce(strict.evolve, state);
  } catch {
    return state;
  }
}

// What has happened, by the events.
const { state } = await eventStore.aggregateStream('account-7', strict);
state;

// What was asked for, decided by the rule of today.
const { balance } = commands.reduce(run, strict.initialState());
export const decidedAgain = balance;
decidedAgain;
