// Caught by only-reads: evolve changes the state that it is handed, in place of making the next one.
import { IllegalStateError } from 'eventsourcing';
import type { Command, Decider, Event } from 'eventsourcing';

type Amount = { amount: number };
type Reason = { reason: string };
export type AccountEvent =
  | Event<'MoneyDeposited', Amount>
  | Event<'MoneyWithdrawn', Amount>
  | Event<'AccountSuspended', Reason>;
export type AccountCommand =
  | Command<'Deposit', Amount>
  | Command<'Withdraw', Amount>
  | Command<'Suspend', Reason>;
export type Account = { balance: number; isSuspended: boolean };

export const account: Decider<Account, AccountCommand, AccountEvent> = {
  initialState: () => ({ balance: 0, isSuspended: false }),

  decide(command, state) {
    if (state.isSuspended) {
      throw new IllegalStateError('The account is suspended.');
    }
    switch (command.type) {
      case 'Deposit':
        return [{ type: 'MoneyDeposited', data: command.data }];
      case 'Withdraw':
        if (command.data.amount > state.balance) {
          throw new IllegalStateError(
            `The balance is ${state.balance}; that is not enough.`,
          );
        }
        return [{ type: 'MoneyWithdrawn', data: command.data }];
      case 'Suspend':
        return [{ type: 'AccountSuspended', data: command.data }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'MoneyDeposited':
        return { ...state, balance: state.balance + event.data.amount };
      case 'MoneyWithdrawn':
        return { ...state, balance: state.balance - event.data.amount };
      case 'AccountSuspended':
        state.isSuspended = true;
        return state;
      default:
        return state;
    }
  },
};

const history: AccountEvent[] = [
  { type: 'MoneyDeposited', data: { amount: 100 } },
  { type: 'MoneyWithdrawn', data: { amount: 80 } },
  { type: 'AccountSuspended', data: { reason: 'card reported stolen' } },
];
const state = history.reduce(account.evolve, account.initialState());
state;
