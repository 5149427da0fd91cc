/** What a command handler does about a conflict, as its author says. */
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  commandHandler,
  IllegalStateError,
  inMemoryEventStore,
  type ConflictAnswer,
  type EventStore,
} from '#eventsourcing';
import { account, deposit, withdraw } from './account.ts';
import { balanceIn, storeWithRival, watched } from './rival.ts';

const unchecked = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;

describe('what is done about a conflict', () => {
  /** A handler that gives these answers, one after the other, on a store with a rival before each of the first appends. */
  function setUp(rivals: number, answers: readonly unknown[], options: { retries?: number } = {}) {
    const store = storeWithRival(rivals);
    const { states, decider } = watched();
    const left = [...answers];
    const onConflict = vi.fn(() => left.shift() as ConflictAnswer);
    return { store, states, onConflict, handle: commandHandler(decider, { ...options, onConflict }) };
  }

  test('CH8: it is asked with what was appended meanwhile and with what was decided', async () => {
    const { store, onConflict, handle } = setUp(2, ['decide again', 'append mine']);
    await handle(store, 'account-7', deposit(1));
    const mine = [{ type: 'MoneyDeposited', data: { amount: 1 } }];
    const { events } = await store.readStream('account-7');
    expect(onConflict.mock.calls).toEqual([
      [[events[0]], mine],
      [[events[1]], mine],
    ]);
  });

  test('CH8: nobody is asked when nobody was in the way', async () => {
    const { store, onConflict, handle } = setUp(0, []);
    await handle(store, 'account-7', deposit(1));
    expect(onConflict).not.toHaveBeenCalled();
  });

  test('CH8: nobody is asked where the person saw a version', async () => {
    const { store, onConflict, handle } = setUp(1, ['append mine']);
    const handled = handle(store, 'account-7', deposit(1), { expectedStreamVersion: 0 });
    await expect(handled).rejects.toMatchObject({ code: 'expected-version-conflict' });
    expect([onConflict.mock.calls.length, store.appends]).toEqual([0, 1]);
  });

  test('CH8: nobody is asked when the retries are used up', async () => {
    const { store, onConflict, handle } = setUp(3, Array(9).fill('append mine'), { retries: 2 });
    await expect(handle(store, 'account-7', deposit(1))).rejects.toMatchObject({ code: 'expected-version-conflict' });
    expect([onConflict.mock.calls.length, store.appends, await balanceIn(store)]).toEqual([2, 3, 300]);
  });

  test('CH9: what was decided is appended behind the new events, and not decided again', async () => {
    const { store, states, handle } = setUp(2, ['append mine', 'append mine']);
    expect(await handle(store, 'account-7', deposit(1))).toEqual({
      newState: { balance: 201 },
      newEvents: [{ type: 'MoneyDeposited', data: { amount: 1 } }],
      nextExpectedStreamVersion: 3,
      attempts: 3,
    });
    expect([states, await balanceIn(store), store.loads]).toEqual([[{ balance: 0 }], 201, 2]);
  });

  test('CH9: it is appended with the version of what was shown, so that who comes next is shown, too', async () => {
    const store = storeWithRival(1);
    const expectations: unknown[] = [];
    const late: EventStore = {
      ...store,
      async readStream(...given) {
        const read = await store.readStream(...given);
        if (expectations.length === 1)
          await store.appendToStream(given[0], [{ type: 'MoneyDeposited', data: { amount: 1 } }], unchecked);
        return read as never;
      },
      appendToStream(...given) {
        expectations.push(given[2].expectedStreamVersion);
        return store.appendToStream(...given);
      },
    };
    const shown: number[][] = [];
    const { attempts } = await commandHandler(account, {
      onConflict(newEvents) {
        shown.push(newEvents.map(({ streamPosition }) => streamPosition));
        return 'append mine';
      },
    })(late, 'account-7', deposit(1));
    expect({ attempts, shown, expectations }).toEqual({ attempts: 3, shown: [[1], [2]], expectations: [0, 1, 2] });
  });

  test('CH9: what a rule would refuse now is appended all the same', async () => {
    const store = inMemoryEventStore();
    await commandHandler(account)(store, 'account-7', deposit(10));
    const handle = commandHandler(account, { onConflict: () => 'append mine' });
    const both = await Promise.all([handle(store, 'account-7', withdraw(8)), handle(store, 'account-7', withdraw(8))]);
    expect(both.map(({ newState }) => newState.balance)).toEqual([2, -6]);
  });

  test('CH10: the conflict is thrown, and nothing is appended', async () => {
    const { store, states, handle } = setUp(1, ['give up']);
    await expect(handle(store, 'account-7', deposit(1))).rejects.toMatchObject({
      code: 'expected-version-conflict',
      data: { streamName: 'account-7', expected: 0, actual: 1 },
    });
    expect([states.length, store.appends, await balanceIn(store)]).toEqual([1, 1, 100]);
  });

  test('CH4: a refusal after a conflict is thrown, and asked about no more', async () => {
    const { store, onConflict, handle } = setUp(1, ['decide again']);
    const stubborn = handle(store, 'account-7', withdraw(0));
    await expect(stubborn).resolves.toMatchObject({ attempts: 2 });
    await expect(handle(store, 'account-7', withdraw(101))).rejects.toBeInstanceOf(IllegalStateError);
    expect(onConflict).toHaveBeenCalledTimes(1);
  });

  test.each([undefined, 'append', null, Promise.resolve('append mine')])(
    'CH11: an answer of %s is refused, and nothing is appended',
    async (answer) => {
      const { store, handle } = setUp(1, [answer]);
      await expect(handle(store, 'account-7', deposit(1))).rejects.toMatchObject({
        code: 'invalid-input',
        data: { field: 'onConflict()', expected: 'conflict-answer' },
      });
      expect(await balanceIn(store)).toBe(100);
    },
  );

  test('CH11: what it throws is thrown, and nothing is appended', async () => {
    const store = storeWithRival(1);
    const failure = new TypeError('a bug');
    const onConflict = () => {
      throw failure;
    };
    await expect(commandHandler(account, { onConflict })(store, 'account-7', deposit(1))).rejects.toBe(failure);
    expect(await balanceIn(store)).toBe(100);
  });

  test('CH2: whatever is answered, there are at most as many attempts as retries and one', async () => {
    const answers = fc.array(fc.constantFrom('append mine', 'decide again', 'give up'), { minLength: 9, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.nat(6), answers, async (rivals, retries, given) => {
        const { store, onConflict, handle } = setUp(rivals, given, { retries });
        const end = await handle(store, 'account-7', deposit(1)).catch(() => null);
        const asked = Math.min(rivals, retries, given.indexOf('give up') === -1 ? 9 : given.indexOf('give up') + 1);
        expect(onConflict).toHaveBeenCalledTimes(asked);
        expect(store.appends).toBeLessThanOrEqual(retries + 1);
        if (end) expect([end.attempts, end.newState]).toEqual([store.appends, { balance: rivals * 100 + 1 }]);
        expect(await balanceIn(store)).toBe(store.appends > rivals ? rivals * 100 + 1 : store.appends * 100);
      }),
    );
  });
});
