/** A decider to test with: an account that never owes anything. */
import { IllegalStateError, type Command, type Decider, type Event } from '#eventsourcing';

export type AccountEvent = Event<'MoneyDeposited', { amount: number }> | Event<'MoneyWithdrawn', { amount: number }>;
export type AccountCommand = Command<'Deposit' | 'Withdraw', { amount: number }>;
export type Account = Readonly<{ balance: number }>;

export const account: Decider<Account, AccountCommand, AccountEvent> = {
  initialState: () => ({ balance: 0 }),
  decide({ type, data: { amount } }, { balance }) {
    if (amount === 0) return [];
    if (type === 'Deposit') return [{ type: 'MoneyDeposited', data: { amount } }];
    if (amount > balance) throw new IllegalStateError(`The balance is ${balance}; ${amount} cannot be withdrawn.`);
    return [{ type: 'MoneyWithdrawn', data: { amount } }];
  },
  evolve: ({ balance }, { type, data: { amount } }) => ({
    balance: type === 'MoneyDeposited' ? balance + amount : balance - amount,
  }),
};

export const deposit = (amount: number): AccountCommand => ({ type: 'Deposit', data: { amount } });
export const withdraw = (amount: number): AccountCommand => ({ type: 'Withdraw', data: { amount } });

/** The command for an amount: above 0 it is paid in, below it is taken out. */
export const askFor = (amount: number): AccountCommand => (amount < 0 ? withdraw(-amount) : deposit(amount));
