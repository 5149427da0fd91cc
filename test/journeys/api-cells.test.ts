/** Cells as lessons will have them run in the sandbox and show what they promise beside their lines. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

const ACCOUNT = `
import { IllegalStateError, type Command, type Decider, type Event } from 'eventsourcing';

export type AccountEvent = Event<'MoneyDeposited', { amount: number }> | Event<'MoneyWithdrawn', { amount: number }>;
export type AccountCommand = Command<'Deposit', { amount: number }> | Command<'Withdraw', { amount: number }>;

export const account: Decider<{ balance: number }, AccountCommand, AccountEvent> = {
  initialState: () => ({ balance: 0 }),
  decide({ type, data: { amount } }, { balance }) {
    if (type === 'Deposit') return [{ type: 'MoneyDeposited', data: { amount } }];
    if (amount > balance) throw new IllegalStateError(\`The balance is \${balance}; \${amount} cannot be withdrawn.\`);
    return [{ type: 'MoneyWithdrawn', data: { amount } }];
  },
  evolve: ({ balance }, { type, data: { amount } }) =>
    ({ balance: type === 'MoneyDeposited' ? balance + amount : balance - amount }),
};
`;

/** A cell that another imports, that other, which is run, and how it ends. */
type Run = Readonly<{ imported: string; source: string; ends: 'done' | 'refused' }>;

test('L05: a decider is handled: accepted twice, then refused, and the log stays as it was', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const source = `
import { commandHandler } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './table.ts';

const handle = commandHandler(account);
(await handle(eventStore, 'account-7', { type: 'Deposit', data: { amount: 100 } })).newState;
(await handle(eventStore, 'account-7', { type: 'Withdraw', data: { amount: 80 } })).newEvents;
(await eventStore.readStream('account-7')).currentStreamVersion;
await handle(eventStore, 'account-7', { type: 'Withdraw', data: { amount: 80 } });
`;
  const shown = await runIn(page, { imported: ACCOUNT, source, ends: 'refused' });
  expect(shown.values).toEqual(['{ balance: 100 }', '1 row: MoneyWithdrawn {…}', '2']);
  expect(shown.log).toContain('The balance is 20; 80 cannot be withdrawn.');
});

test('L07: of two who withdraw at once one is told, and with a handler decides again and is refused', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const source = `
import { commandHandler, isExpectedVersionConflictError, isIllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { account } from './table.ts';

async function withdraw(stream: string, expectation: (version: number) => any) {
  const { state, currentStreamVersion } = await eventStore.aggregateStream(stream, account);
  const events = account.decide({ type: 'Withdraw', data: { amount: 80 } }, state);
  await eventStore.appendToStream(stream, events, { expectedStreamVersion: expectation(currentStreamVersion) });
}
const open = (stream: string) =>
  eventStore.appendToStream(stream, [{ type: 'MoneyDeposited', data: { amount: 100 } }], { expectedStreamVersion: 0 });
const balance = async (stream: string) => (await eventStore.aggregateStream(stream, account)).state.balance;
const ends = async (work: Promise<unknown>[]) => (await Promise.allSettled(work)).map((end) =>
  end.status === 'fulfilled' ? 'done'
  : isExpectedVersionConflictError(end.reason) ? 'conflict' : isIllegalStateError(end.reason) ? 'refused' : 'error');

await open('account-1');
const unchecked = () => withdraw('account-1', () => 'NO_CONCURRENCY_CHECK');
(await ends([unchecked(), unchecked()])).join(' ') + ' ' + await balance('account-1');
await open('account-2');
const checked = () => withdraw('account-2', (version) => version);
(await ends([checked(), checked()])).toSorted().join(' ') + ' ' + await balance('account-2');
await open('account-3');
const handled = () => commandHandler(account)(eventStore, 'account-3', { type: 'Withdraw', data: { amount: 80 } });
(await ends([handled(), handled()])).toSorted().join(' ') + ' ' + await balance('account-3');
`;
  const shown = await runIn(page, { imported: ACCOUNT, source, ends: 'done' });
  const ended = shown.values.filter((value) => value.startsWith("'"));
  expect(ended).toEqual(["'done done -60'", "'conflict done 20'", "'done refused 20'"]);
});

test('L11: a projection catches up, and a late duplicate counts only where nobody looks', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const imported = `
import type { Event, Projection } from 'eventsourcing';

type AccountEvent =
  | Event<'AccountOpened', object> | Event<'AccountSuspended', object>
  | Event<'MoneyDeposited', { amount: number }> | Event<'MoneyWithdrawn', { amount: number }>;
type Row = { accountId: string; balance: number; stopped: boolean; position: number };

export const passbook = (isGuarded: boolean): Projection<Row, AccountEvent> => ({
  name: isGuarded ? 'passbook' : 'careless', version: 1,
  canHandle: ['AccountOpened', 'MoneyDeposited', 'MoneyWithdrawn', 'AccountSuspended'],
  evolve(row, event) {
    if (isGuarded && row && event.streamPosition <= row.position) return row;
    const position = event.streamPosition;
    switch (event.type) {
      case 'AccountOpened':    return { accountId: event.streamName, balance: 0, stopped: false, position };
      case 'MoneyDeposited':   return row && { ...row, balance: row.balance + event.data.amount, position };
      case 'MoneyWithdrawn':   return row && { ...row, balance: row.balance - event.data.amount, position };
      case 'AccountSuspended': return row && { ...row, stopped: true, position };
    }
  },
});
`;
  const source = `
import { projector } from 'eventsourcing';
import { database, eventStore } from 'lab';
import { passbook } from './table.ts';

await eventStore.appendToStream('account-7', [
  { type: 'AccountOpened', data: {} }, { type: 'MoneyDeposited', data: { amount: 100 } },
  { type: 'MoneyWithdrawn', data: { amount: 30 } }, { type: 'AccountSuspended', data: {} },
], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
const { events } = await eventStore.readStream('account-7');

const guarded = projector(passbook(true), { eventStore, database });
const { checkpoint, handled } = await guarded.catchUp();
checkpoint + ' ' + handled;
await guarded.deliver(events[1] as any);
(await guarded.rows()).map(({ balance, stopped, position }) => [balance, stopped, position].join(' ')).join();

const careless = projector(passbook(false), { eventStore, database });
await careless.catchUp();
await careless.deliver(events[1] as any);
(await careless.rows()).map(({ balance }) => 'careless ' + balance).join();
`;
  const { values } = await runIn(page, { imported, source, ends: 'done' });
  expect(values.filter((value) => value.startsWith("'"))).toEqual(["'4 4'", "'70 true 4'", "'careless 170'"]);
});

test('L16: a snapshot leaves a hundred events to be read, and another fingerprint leaves all of them', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const imported = `
import type { Event, Fold } from 'eventsourcing';

export type CartEvent = Event<'ItemAdded', { quantity: number }>;
export type Cart = { items: number };
export const cart: Fold<Cart, CartEvent> = {
  initialState: () => ({ items: 0 }),
  evolve: ({ items }, { data }) => ({ items: items + data.quantity }),
};
export const cartEvent = (): CartEvent => ({ type: 'ItemAdded', data: { quantity: 1 } });
`;
  const source = `
import { eventStore, generate, snapshots } from 'lab';
import { cart, cartEvent, type Cart } from './table.ts';

const { nextExpectedStreamVersion } = await generate('cart-1', 20_000, cartEvent);
const full = await eventStore.aggregateStream('cart-1', { ...cart, read: { to: 19_900 } });
await snapshots.save('cart-1', { state: full.state, streamPosition: 19_900, fingerprint: 'cart v1' });

const snapshot = await snapshots.latest<Cart>('cart-1', 'cart v1');
const fast = await eventStore.aggregateStream('cart-1', { ...cart, snapshot });
fast.eventsRead;
fast.currentStreamVersion;
fast.state.items;
await snapshots.latest('cart-1', 'cart v2');
`;
  const shown = await runIn(page, { imported, source, ends: 'done' });
  expect(shown.values.slice(-4)).toEqual(['100', '20000', '20000', 'null']);
  // What a snapshot is kept in is no table of the learner's.
  expect(await page.locator('lesson-lab').getByText('kept snapshots').count()).toBe(0);
});

/** Runs a cell; gives what stands beside its lines then, and below it. */
async function runIn(page: Page, { imported, source, ends }: Run) {
  await new Cell(page, 'table.ts').write(imported.trim());
  const cell = new Cell(page, 'events.ts');
  await cell.write(source.trim());
  await cell.run(ends);
  return { values: await cell.values(), log: await cell.log.textContent() };
}
