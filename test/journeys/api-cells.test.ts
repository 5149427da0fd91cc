/** Cells as lessons will have them run in the sandbox and show what they promise beside their lines. */
import { describe, expect, vi } from 'vitest';
import { en, ko } from '#i18n';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { runCells } from '../site/run-cells.ts';
import { isLong, usually } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

// A million events take their time on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

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
  const shown = await runCells(page, { imported: ACCOUNT, source, ends: 'refused' });
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
  const shown = await runCells(page, { imported: ACCOUNT, source, ends: 'done' });
  const ended = shown.values.filter((value) => value.startsWith("'"));
  expect(ended).toEqual(["'done done -60'", "'conflict done 20'", "'done refused 20'"]);
});

test.for(
  usually('en', [
    [
      'en',
      en,
      'every schedule: 6. never-below-zero: held 2, broken 4',
      'every schedule: 6. never-below-zero: held 6, broken 0',
    ],
    [
      'ko',
      ko,
      '모든 실행 순서: 6가지. never-below-zero: 지킴 2, 어김 4',
      '모든 실행 순서: 6가지. never-below-zero: 지킴 6, 어김 0',
    ],
  ] as const),
)(
  'L07: every schedule of two writers is lived, and the log is left alone: %s',
  async ([language, messages, broken, held], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true });
    const source = `
import type { ExpectedStreamVersion } from 'eventsourcing';
import { eventStore, explore } from 'lab';
import { account } from './table.ts';

const withdraw = (expectation: (read: number) => ExpectedStreamVersion) => async () => {
  const { state, currentStreamVersion } = await eventStore.aggregateStream('account-7', account);
  const events = account.decide({ type: 'Withdraw', data: { amount: 80 } }, state);
  console.log('nothing of this is shown');
  await eventStore.appendToStream('account-7', events, { expectedStreamVersion: expectation(currentStreamVersion) });
};
const race = (expectation: (read: number) => ExpectedStreamVersion) => explore({
  before: () => eventStore.appendToStream('account-7', [{ type: 'MoneyDeposited', data: { amount: 100 } }],
    { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
  actors: { alice: withdraw(expectation), bob: withdraw(expectation) },
  outcome: async (ended) => ({ balance: (await eventStore.aggregateStream('account-7', account)).state.balance, ...ended }),
  laws: { 'never-below-zero': ({ balance }) => balance >= 0 },
});

await race(() => 'NO_CONCURRENCY_CHECK');
await race((version) => version);
(await eventStore.readAll()).events.length;
`;
    const shown = await runCells(page, { imported: ACCOUNT, source, ends: 'done', messages });
    expect(shown.values).toEqual([broken, held, '0']);
    expect(shown.log).not.toContain('nothing of this');
  },
);

test('what the part of the lab that comes later refuses is refused by the class that a cell imports', async ({
  serve,
  openPage,
}) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const source = `
import { ExpectedVersionConflictError, InvalidInputError } from 'eventsourcing';
import { eventStore, explore, generate, measure } from 'lab';

const isRefused = (work: Promise<unknown>) => work.then(() => false, (error) => error instanceof InvalidInputError);
await isRefused(explore({ actors: {}, outcome: () => 0 }));
await isRefused(measure(5 as never, () => 0));
await isRefused(generate('', 1, () => ({ type: 'A', data: {} })));
const append = () => eventStore.appendToStream('a', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });
let isConflict = false;
await explore({
  actors: { one: append, two: () => append().catch((error) => { isConflict = error instanceof ExpectedVersionConflictError; }) },
  outcome: () => isConflict,
}).then(({ outcomes }) => outcomes.map(({ outcome }) => outcome));
`;
  const shown = await runCells(page, { imported: 'export {};', source, ends: 'done' });
  expect(shown.values.slice(0, 3)).toEqual(['true', 'true', 'true']);
  expect(shown.values[3]).toContain('true');
});

test('a cell may use the lab above and below what it explores, and move its clock', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
  const source = `
import { clock, eventStore, explore } from 'lab';

const append = (name: string) =>
  eventStore.appendToStream(name, [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });
await append('a');
const names = [() => \`a-\${Math.random()}\`, () => \`b-\${crypto.randomUUID()}\`] as const;
(await explore({ actors: { one: () => append(names[0]()), two: () => append(names[1]()) }, outcome: () => 0 })).schedules;
await clock.advance(1_000);
await append('b');
(await eventStore.readAll()).events.length;
`;
  const shown = await runCells(page, { imported: 'export {};', source, ends: 'done' });
  expect(shown.values.filter((value) => /^\d+$/.test(value))).toEqual(['2', '2']);
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
  const { values } = await runCells(page, { imported, source, ends: 'done' });
  expect(values.filter((value) => value.startsWith("'"))).toEqual(["'4 4'", "'70 true 4'", "'careless 170'"]);
});

describe('L16', () => {
  const events = isLong ? 1_000_000 : 100_000;
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

  test('L16: of very many events a snapshot leaves a hundred to be read, and another fingerprint leaves all', async ({
    serve,
    openPage,
  }) => {
    const page = await openPage((await serve()).url(LESSON.en), { hasTouch: true });
    const source = `
import { eventStore, generate, snapshots } from 'lab';
import { cart, cartEvent, type Cart } from './table.ts';

const { nextExpectedStreamVersion } = await generate('cart-1', ${events}, cartEvent);
const full = await eventStore.aggregateStream('cart-1', { ...cart, read: { to: ${events - 100} } });
await snapshots.save('cart-1', { state: full.state, streamPosition: ${events - 100}, fingerprint: 'cart v1' });

const snapshot = await snapshots.latest<Cart>('cart-1', 'cart v1');
const fast = await eventStore.aggregateStream('cart-1', { ...cart, snapshot });
fast.eventsRead;
fast.currentStreamVersion;
fast.state.items;
await snapshots.latest('cart-1', 'cart v2');
`;
    const shown = await runCells(page, { imported, source, ends: 'done' });
    expect(shown.values.slice(-4)).toEqual(['100', `${events}`, `${events}`, 'null']);
    // What a snapshot is kept in is no table of the learner's.
    expect(await page.locator('lesson-lab').getByText('kept snapshots').count()).toBe(0);
  });

  test.for(
    usually('ko', [
      ['en', en, 'ms by input. 100: '],
      ['ko', ko, 'input에 따른 ms. 100: '],
    ] as const),
  )('L16: what a fold costs is measured, and drawn: %s', async ([language, messages, name], { serve, openPage }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { hasTouch: true, prepare: bringAxe });
    const source = `
import { eventStore, generate, measure, plot } from 'lab';
import { cart, cartEvent } from './table.ts';

const sizes = [100, 10_000, 100_000];
for (const size of sizes) await generate(\`cart-\${size}\`, size, cartEvent);

const times = await measure(sizes, (size) => eventStore.aggregateStream(\`cart-\${size}\`, cart));
plot(times, { x: 'input', y: 'ms', scale: 'log-log' });
times.map(({ runs }) => runs.length);
times[0].ms < times[2].ms;
times.every(({ storage, border, cell, runs }) => runs.some((run) => Math.abs(storage + border + cell - run) < 0.2));
const { storage, border, cell } = times[2];
storage > 0 && border > 0 && cell > 0;
`;
    const shown = await runCells(page, { imported, source, ends: 'done', messages });
    expect(shown.values).toEqual(['[5, 5, 5]', 'true', 'true', 'true']);
    const drawing = page.getByRole('img', { name });
    await drawing.waitFor();
    expect(await drawing.locator('circle').count()).toBe(3);
    // A hundred times as many events stand two steps of tens further to the right.
    const places = await drawing
      .locator('circle')
      .evaluateAll((found) => found.map((one) => Number(one.getAttribute('cx'))));
    expect((places[1]! - places[0]!) / (places[2]! - places[1]!)).toBeCloseTo(2, 5);
    expect(await findBarriers(page)).toEqual([]);
  });
});
