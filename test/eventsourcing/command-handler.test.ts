/** Handling a command: load, fold, decide, append; on a conflict, again. */
import { describe, expect, test } from 'vitest';
import { commandHandler, IllegalStateError, inMemoryEventStore, type EventStore, type Metadata } from '#eventsourcing';
import { account, deposit, withdraw, type Account, type AccountCommand } from './account.ts';
import { balanceIn, storeWithRival, watched } from './rival.ts';

describe('a command that nobody gets in the way of', () => {
  test('CH1: it is decided on the folded stream, and its events are appended', async () => {
    const store = inMemoryEventStore();
    const handle = commandHandler(account);
    expect(await handle(store, 'account-7', deposit(10))).toEqual({
      newState: { balance: 10 },
      newEvents: [{ type: 'MoneyDeposited', data: { amount: 10 } }],
      nextExpectedStreamVersion: 1,
      attempts: 1,
    });
    expect(await handle(store, 'account-7', withdraw(4))).toMatchObject({
      newState: { balance: 6 },
      nextExpectedStreamVersion: 2,
    });
    expect(await balanceIn(store)).toBe(6);
  });

  test('CH1: its events are appended with the version that was read', async () => {
    const store = inMemoryEventStore();
    await commandHandler(account)(store, 'account-7', deposit(10));
    const expectations: unknown[] = [];
    const watching: EventStore = {
      ...store,
      appendToStream(...given) {
        expectations.push(given[2].expectedStreamVersion);
        return store.appendToStream(...given);
      },
    };
    await commandHandler(account)(watching, 'account-7', deposit(10));
    await commandHandler(account)(watching, 'account-8', deposit(10));
    expect(expectations).toEqual([1, 0]);
  });

  test('CH6: a decision for nothing appends nothing', async () => {
    const store = inMemoryEventStore();
    await commandHandler(account)(store, 'account-7', deposit(10));
    expect(await commandHandler(account)(store, 'account-7', deposit(0))).toEqual({
      newState: { balance: 10 },
      newEvents: [],
      nextExpectedStreamVersion: 1,
      attempts: 1,
    });
    expect((await store.readAll()).events).toHaveLength(1);
  });
});

describe('what led to an event', () => {
  const led = async (metadata: Metadata | undefined, own?: Metadata) => {
    const store = inMemoryEventStore();
    const decide = () => [{ type: 'MoneyDeposited', data: { amount: 1 }, ...(own && { metadata: own }) } as const];
    const command = { ...deposit(1), ...(metadata !== undefined && { metadata }) };
    await commandHandler({ ...account, decide })(store, 'account-7', command);
    return (await store.readStream('account-7')).events[0]!.metadata;
  };

  test('CH12: is its command, and what that belongs to', async () => {
    const metadata = { actor: 'ada', commandId: 'c-1', correlationId: 'request-9', causationId: 'order-7@3' };
    expect(await led(metadata)).toEqual({ ...metadata, causationId: 'c-1' });
  });

  test('CH12: a command that belongs to nothing larger is what its events belong to', async () => {
    const belongs = { commandId: 'c-1', correlationId: 'c-1', causationId: 'c-1' };
    expect(await led({ commandId: 'c-1' })).toEqual(belongs);
    expect(await led({ commandId: 'c-1', correlationId: undefined } as never)).toEqual(belongs);
  });

  test('CH12: a command without an id hands on what it knows', async () => {
    expect(await led({ actor: 'ada', causationId: 'order-7@3' })).toEqual({ actor: 'ada', causationId: 'order-7@3' });
  });

  test('CH12: the version of the shape of a command is that of no event', async () => {
    expect(await led({ commandId: 'c-1', schemaVersion: 2 })).not.toHaveProperty('schemaVersion');
  });

  test('CH12: a command without metadata leaves its events without', async () => {
    expect(await led(undefined)).toBeUndefined();
  });

  test('CH12: what an event says itself wins', async () => {
    expect(await led({ commandId: 'c-1' }, { causationId: 'mine', schemaVersion: 3 })).toEqual({
      commandId: 'c-1',
      correlationId: 'c-1',
      causationId: 'mine',
      schemaVersion: 3,
    });
  });

  test.each(['c-1', null, 7, [['c-1']]])(
    'CH12: metadata that is %j is refused as the store refuses it',
    async (metadata) => {
      await expect(led(metadata as never)).rejects.toMatchObject({
        code: 'invalid-input',
        data: { field: 'metadata' },
      });
    },
  );
});

describe('a conflict', () => {
  test('CH2: the command is decided again on what has happened meanwhile', async () => {
    const store = storeWithRival(2);
    const { states, decider } = watched();
    const { attempts, newState } = await commandHandler(decider)(store, 'account-7', deposit(1));
    expect(attempts).toBe(3);
    expect(states).toEqual([{ balance: 0 }, { balance: 100 }, { balance: 200 }]);
    expect(newState).toEqual({ balance: 201 });
    expect(await balanceIn(store)).toBe(201);
  });

  test('CH2: what was refused before may be allowed after a conflict, and the other way round', async () => {
    const store = storeWithRival(1);
    const { attempts, newState } = await commandHandler({
      ...account,
      decide: (command: AccountCommand, { balance }: Account) =>
        balance === 0 ? account.decide(deposit(1), { balance }) : account.decide(command, { balance }),
    })(store, 'account-7', withdraw(60));
    expect([attempts, newState.balance]).toEqual([2, 40]);
  });

  test.each([
    [undefined, 3],
    [0, 0],
    [1, 1],
    [5, 5],
  ])('CH2: with retries %s a command is retried %i times', async (retries, expected) => {
    const store = storeWithRival(expected);
    const options = retries === undefined ? {} : { retries };
    const { attempts } = await commandHandler(account, options)(store, 'account-7', deposit(1));
    expect(attempts).toBe(expected + 1);
  });

  test.each([
    [undefined, 3],
    [0, 0],
    [2, 2],
  ])('CH3: with retries %s one conflict more than %i is thrown, and nothing was appended', async (retries, most) => {
    const store = storeWithRival(most + 1);
    const options = retries === undefined ? {} : { retries };
    const handled = commandHandler(account, options)(store, 'account-7', deposit(1));
    await expect(handled).rejects.toMatchObject({
      code: 'expected-version-conflict',
      data: { streamName: 'account-7', expected: most, actual: most + 1 },
    });
    expect(store.appends).toBe(most + 1);
    expect(await balanceIn(store)).toBe((most + 1) * 100);
  });

  test('CH2: commands handled at the same time are all done, each on the state before it', async () => {
    const store = inMemoryEventStore();
    const handle = commandHandler(account, { retries: 20 });
    const handled = await Promise.all(
      Array.from({ length: 10 }, (_, index) => handle(store, 'account-7', deposit(index + 1))),
    );
    expect(await balanceIn(store)).toBe(55);
    expect(handled.map(({ nextExpectedStreamVersion }) => nextExpectedStreamVersion).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(Math.max(...handled.map(({ attempts }) => attempts))).toBeGreaterThan(1);
  });
});

describe('a refusal', () => {
  test('CH4: it is thrown at once, and nothing is appended', async () => {
    const store = storeWithRival(0);
    const { states, decider } = watched();
    await expect(commandHandler(decider)(store, 'account-7', withdraw(1))).rejects.toBeInstanceOf(IllegalStateError);
    expect([states.length, store.appends]).toEqual([1, 0]);
    expect((await store.readStream('account-7')).streamExists).toBe(false);
  });

  test('CH4: any other error of decide is thrown at once as well', async () => {
    const store = storeWithRival(0);
    const failure = new TypeError('a bug');
    const decide = () => {
      throw failure;
    };
    await expect(commandHandler({ ...account, decide })(store, 'account-7', deposit(1))).rejects.toBe(failure);
    expect(store.appends).toBe(0);
  });

  test('CH4: events that cannot be stored are refused, and not decided again', async () => {
    const store = storeWithRival(0);
    const decide = () => [{ type: 'MoneyDeposited', data: { amount: Number.NaN } } as const];
    await expect(commandHandler({ ...account, decide })(store, 'account-7', deposit(1))).rejects.toMatchObject({
      code: 'invalid-input',
      data: { field: 'events[0].data.amount' },
    });
    expect(store.appends).toBe(1);
    expect((await store.readStream('account-7')).streamExists).toBe(false);
  });
});

describe('the version that the person saw', () => {
  test('CH5: the command is handled at that version', async () => {
    const store = inMemoryEventStore();
    const handle = commandHandler(account);
    await handle(store, 'account-7', deposit(10), { expectedStreamVersion: 0 });
    const { newState } = await handle(store, 'account-7', deposit(1), { expectedStreamVersion: 1 });
    expect(newState).toEqual({ balance: 11 });
  });

  test.each([0, 2, 9])('CH5: at another version than %i it is a conflict, and nothing is decided', async (seen) => {
    const store = inMemoryEventStore();
    await commandHandler(account)(store, 'account-7', deposit(10));
    const { states, decider } = watched();
    const handled = commandHandler(decider)(store, 'account-7', deposit(1), { expectedStreamVersion: seen });
    await expect(handled).rejects.toMatchObject({
      code: 'expected-version-conflict',
      data: { streamName: 'account-7', expected: seen, actual: 1 },
    });
    expect(states).toEqual([]);
    expect(await balanceIn(store)).toBe(10);
  });

  test('CH5: a conflict that comes between reading and appending is not retried either', async () => {
    const store = storeWithRival(1);
    const { states, decider } = watched();
    const handled = commandHandler(decider)(store, 'account-7', deposit(1), { expectedStreamVersion: 0 });
    await expect(handled).rejects.toMatchObject({
      code: 'expected-version-conflict',
      data: { expected: 0, actual: 1 },
    });
    expect([store.loads, states.length, store.appends]).toEqual([1, 1, 1]);
  });
});

describe('input', () => {
  test.each([-1, 1.5, Number.NaN, Infinity, '3', null])('CH7: retries of %s are refused', (retries) => {
    expect(() => commandHandler(account, { retries: retries as number })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  test.each(['append mine', null, {}])('CH7: onConflict that is %s is refused', (onConflict) => {
    expect(() => commandHandler(account, { onConflict: onConflict as never })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  test.each([-1, 1.5, Number.NaN, '1', null, 'STREAM_EXISTS'])('CH7: a seen version of %s is refused', async (seen) => {
    const store = storeWithRival(0);
    const options = { expectedStreamVersion: seen as number };
    const { states, decider } = watched();
    await expect(commandHandler(decider)(store, 'account-7', deposit(1), options)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { field: 'expectedStreamVersion' },
    });
    expect([states.length, store.appends]).toEqual([0, 0]);
  });
});
