import { commandHandler } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './account.ts';

const mails: number[] = [];

// The customer is to hear of every amount, so evolve sends a mail.
const chatty: typeof account = {
  ...account,
  evolve(state, event) {
    mails.push(event.data.amount);
    return account.evolve(state, event);
  },
};

const handle = commandHandler(chatty);
for (const amount of [10, 20, 30]) {
  await handle(eventStore, 'account-8', {
    type: 'Deposit',
    data: { amount },
  });
}
mails;
export const sent = mails.length;
sent;
