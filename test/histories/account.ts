/** An account that never owes anything, made with whichever library a history is lived with. */
import type { Command, Decider, Event } from '#eventsourcing';
import type { Library } from './library.ts';

export type AccountEvent = Event<'MoneyDeposited', { amount: number }> | Event<'MoneyWithdrawn', { amount: number }>;
type AccountCommand = Command<'Deposit' | 'Withdraw', { amount: number }>;
type Account = Readonly<{ balance: number }>;

/** The decider, and the command for an amount: above 0 it is paid in, below it is taken out. */
export function accountOf({ IllegalStateError }: Library) {
  const account: Decider<Account, AccountCommand, AccountEvent> = {
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
  const ask = (amount: number): AccountCommand =>
    amount < 0 ? { type: 'Withdraw', data: { amount: -amount } } : { type: 'Deposit', data: { amount } };
  return { ...account, ask };
}
