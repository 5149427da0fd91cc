/** A process over several parties, wherever it crashes and however often it hears the same: it comes to one end, and money and goods are as many as before. */
import { expect, test, vi } from 'vitest';
import { inbox, processManager, type Command, type Event, type Recorded } from '#eventsourcing';
import type { Fault, Lab, Program } from '#lab';
import { exploreFresh } from '../lab/explore/explore-fresh.ts';

// Thousands of lives take a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

type Order = { orderId: string };
type Heard = Event<
  'OrderPlaced' | 'PaymentTaken' | 'PaymentDeclined' | 'StockReserved' | 'StockRejected' | 'PaymentRefunded',
  Order
>;
type Wish = Command<'TakePayment' | 'ReserveStock' | 'RefundPayment', Order>;
type Own = Event<'OrderFulfilled' | 'OrderCancelled', Order>;

const HEARD = ['OrderPlaced', 'PaymentTaken', 'PaymentDeclined', 'StockReserved', 'StockRejected', 'PaymentRefunded'];

/** What each event leads to: a wish, or an end. */
const LEADS_TO: Readonly<Record<Heard['type'], Wish['type'] | Own['type']>> = {
  OrderPlaced: 'TakePayment',
  PaymentTaken: 'ReserveStock',
  PaymentDeclined: 'OrderCancelled',
  StockReserved: 'OrderFulfilled',
  StockRejected: 'RefundPayment',
  PaymentRefunded: 'OrderCancelled',
};

const isEnd = (type: string): type is Own['type'] => type === 'OrderFulfilled' || type === 'OrderCancelled';

const fulfilment = processManager<null, Heard, Wish, Own>({
  initialState: () => null,
  evolve: () => null,
  decide({ type, data }) {
    const next = LEADS_TO[type];
    return isEnd(next) ? { events: [{ type: next, data }] } : { commands: [{ type: next, data }] };
  },
});

const PRICE = 40;

type Outcome = Readonly<{
  /** By order, the ends that it has come to. */
  ends: Readonly<Record<string, readonly string[]>>;
  money: Readonly<Record<string, number>>;
  goods: Readonly<Record<string, number>>;
}>;

/** Two orders for the last piece; the customer has so much money. */
const shopOf =
  (balance: number, faults: readonly Fault[]) =>
  (lab: Lab): Program<Outcome> => {
    const { database, eventStore } = lab;
    const money = database.table<{ account: string; amount: number }>('money', { key: 'account' });
    const goods = database.table<{ place: string; pieces: number }>('goods', { key: 'place' });
    const positions = database.table<{ name: string; position: number }>('positions', { key: 'name' });
    const done = inbox(database, 'shop');

    /** Does what is wished for, and tells what came of it, in one transaction; a wish that comes again changes nothing. */
    const grant = ({ type, data, metadata }: Wish): Promise<unknown> =>
      done.handle({ messageId: metadata!.commandId!, key: data.orderId, type, body: null }, async (tx) => {
        const tell = (told: Heard['type']): void =>
          tx.appendToStream(`answers-${data.orderId}`, [{ type: told, data }], {
            expectedStreamVersion: 'NO_CONCURRENCY_CHECK',
          });
        const [customer, shop, pieces, sold] = [
          (await tx.get(money, 'customer'))!.amount,
          (await tx.get(money, 'shop'))!.amount,
          (await tx.get(goods, 'shelf'))!.pieces,
          (await tx.get(goods, 'sold'))!.pieces,
        ];
        const pay = (amount: number): void => {
          tx.put(money, { account: 'customer', amount: customer - amount });
          tx.put(money, { account: 'shop', amount: shop + amount });
        };
        if (type === 'TakePayment') {
          if (customer < PRICE) return tell('PaymentDeclined');
          pay(PRICE);
          return tell('PaymentTaken');
        }
        if (type === 'RefundPayment') {
          pay(-PRICE);
          return tell('PaymentRefunded');
        }
        if (pieces === 0) return tell('StockRejected');
        tx.put(goods, { place: 'shelf', pieces: pieces - 1 });
        tx.put(goods, { place: 'sold', pieces: sold + 1 });
        return tell('StockReserved');
      });

    /** Hears what is behind the last position, and has done what it leads to; then it moves the position. */
    const work = async (): Promise<void> => {
      for (;;) {
        const from = (await positions.get('shop'))?.position ?? 0;
        const { events } = await eventStore.readAll({ after: from, maxCount: 1, types: HEARD });
        const [event] = events as readonly Recorded<Heard>[];
        if (!event) return;
        const { commands } = await fulfilment(eventStore, `fulfilment-${event.data.orderId}`, event);
        for (const command of commands) await grant(command);
        await positions.put({
          name: 'shop',
          position: Math.max(event.globalPosition, (await positions.get('shop'))?.position ?? 0),
        });
      }
    };
    const untilQuiet = async (): Promise<void> => {
      await work().catch(() => {});
    };

    return {
      before: async () => {
        await money.put({ account: 'customer', amount: balance });
        await money.put({ account: 'shop', amount: 0 });
        await goods.put({ place: 'shelf', pieces: 1 });
        await goods.put({ place: 'sold', pieces: 0 });
        for (const orderId of ['1', '2']) {
          await eventStore.appendToStream(`order-${orderId}`, [{ type: 'OrderPlaced', data: { orderId } }], {
            expectedStreamVersion: 0,
          });
        }
      },
      // Two at the same time, as after a deploy that went wrong.
      actors: { one: untilQuiet, two: untilQuiet },
      restart: untilQuiet,
      faults,
      outcome: async () => {
        await positions.put({ name: 'shop', position: 0 });
        // All of it is heard once more, by one who begins anew.
        await work();
        const { events } = await eventStore.readAll();
        const endsOf = (orderId: string) =>
          events.filter(({ type, data }) => isEnd(type) && (data as Order).orderId === orderId).map(({ type }) => type);
        return {
          ends: { one: endsOf('1'), two: endsOf('2') },
          money: Object.fromEntries((await money.all()).map(({ account, amount }) => [account, amount])),
          goods: Object.fromEntries((await goods.all()).map(({ place, pieces }) => [place, pieces])),
        };
      },
      laws: {
        'one end each': ({ ends }) => Object.values(ends).every(({ length }) => length === 1),
        'no money made or lost': ({ money: { customer, shop } }) => (customer ?? 0) + (shop ?? 0) === balance,
        'no goods made or lost': ({ goods: { shelf, sold } }) => (shelf ?? 0) + (sold ?? 0) === 1,
        'paid for what was sold': ({ money: { shop }, goods: { sold } }) => shop === (sold ?? 0) * PRICE,
        'sold what was fulfilled': ({ ends, goods: { sold } }) =>
          Object.values(ends)
            .flat()
            .filter((end) => end === 'OrderFulfilled').length === sold,
      },
    };
  };

test.each<[name: string, balance: number, faults: readonly Fault[], isSold: boolean]>([
  ['enough for both', 100, ['crash', 'lost ack'], true],
  ['enough for one', 50, ['crash', 'abort'], true],
  ['enough for none', 10, ['crash'], false],
])('P23: with money that is %s', async (_, balance, faults, isSold) => {
  const { laws, outcomes, schedules } = await exploreFresh(shopOf(balance, faults), { mostSchedules: 200 });
  const broken = Object.entries(laws).filter(([, law]) => law.broken > 0);
  expect(broken, JSON.stringify(outcomes.slice(0, 3), null, 1)).toEqual([]);
  expect(schedules).toBeGreaterThan(100);
  expect(outcomes.every(({ outcome }) => outcome.goods['sold'] === (isSold ? 1 : 0))).toBe(true);
});
