import { commandHandler } from 'eventsourcing';
import { eventStore } from 'lab';
import { account, type AccountCommand } from './account.ts';

const handle = commandHandler(account);
const deposit: AccountCommand = { type: 'Deposit', data: { amount: 100 } };
const withdraw: AccountCommand = { type: 'Withdraw', data: { amount: 80 } };

const { newState } = await handle(eventStore, 'account-7', deposit);
newState;
const { newEvents } = await handle(eventStore, 'account-7', withdraw);
newEvents;
await handle(eventStore, 'account-7', withdraw);
