import { IllegalStateError } from 'eventsourcing';
import type { Command, Decider, Event } from 'eventsourcing';

type Amount = { amount: number };
export type AccountEvent =
  | Event<'MoneyDeposited', Amount>
  | Event<'MoneyWithdrawn', Amount>;
export type AccountCommand =
  | Command<'Deposit', Amount>
  | Command<'Withdraw', Amount>;
export type Account = { balance: number };

export const account: Decider<Account, AccountCommand, AccountEvent> = {
  initialState: () => ({ balance: 0 }),

  // process(): it may say no.
  decide({ type, data: { amount } }, { balance }) {
    if (type === 'Deposit') {
      return [{ type: 'MoneyDeposited', data: { amount } }];
    }
    if (amount > balance) {
      throw new IllegalStateError(
        `The balance is ${balance}; ${amount} cannot be withdrawn.`,
      );
    }
    return [{ type: 'MoneyWithdrawn', data: { amount } }];
  },

  // apply(): it has happened, so it is only taken note of.
  evolve({ balance }, { type, data }) {
    switch (type) {
      case 'MoneyDeposited': return { balance: balance + data.amount };
      case 'MoneyWithdrawn': return { balance: balance - data.amount };
      default: return { balance };
    }
  },
};

// By hand: a decision, and what it means.
const zero = account.initialState();
const deposited = account.decide(
  { type: 'Deposit', data: { amount: 100 } },
  zero,
);
deposited;
const one = deposited.reduce(account.evolve, zero);
one;

// Another decision, on the state that came of the first.
const withdrawn = account.decide(
  { type: 'Withdraw', data: { amount: 80 } },
  one,
);
withdrawn;
one;
