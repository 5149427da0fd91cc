/** What a decider does, said in given, when, then. */
import { describe, expect, test } from 'vitest';
import { IllegalStateError, specification, SpecificationError, type Event } from '#eventsourcing';
import { account, deposit, withdraw, type AccountEvent } from './account.ts';

const given = specification(account);
const deposited = (amount: number): AccountEvent => ({ type: 'MoneyDeposited', data: { amount } });
const withdrawn = (amount: number): AccountEvent => ({ type: 'MoneyWithdrawn', data: { amount } });

/** What a claim throws. */
function failureOf(claim: () => void): SpecificationError {
  try {
    claim();
  } catch (error) {
    expect(error).toBeInstanceOf(SpecificationError);
    return error as SpecificationError;
  }
  throw new Error('The claim holds.');
}

/** A decider that gives this, or throws it. */
const deciding = (outcome: unknown) =>
  specification({
    initialState: () => null,
    evolve: () => null,
    decide(): readonly Event[] {
      if (outcome instanceof Error) throw outcome;
      return outcome as Event[];
    },
  })([]).when({ type: 'Do', data: {} });

describe('then', () => {
  test('DE4: it holds when exactly these events come out', () => {
    given([])
      .when(deposit(5))
      .then([deposited(5)]);
    given([deposited(10), withdrawn(3)])
      .when(withdraw(7))
      .then([withdrawn(7)]);
    given(deposited(10)).when(withdraw(7)).then(withdrawn(7));
    given([]).when(deposit(0)).then([]);
  });

  test.each([[[]], [[deposited(6)]], [[withdrawn(5)]], [[deposited(5), deposited(5)]]])(
    'DE4: it does not hold for %j',
    (expected) => {
      failureOf(() => given([]).when(deposit(5)).then(expected));
    },
  );

  test('DE4: the order of events matters, that of their properties does not', () => {
    const a = { type: 'A', data: { x: 1, deep: { p: [1, 2], q: 2 } }, metadata: { actor: 'kim' } };
    const b = { type: 'B', data: {} };
    const sameA = { metadata: { actor: 'kim' }, data: { deep: { q: 2, p: [1, 2] }, x: 1 }, type: 'A' };
    deciding([a, b]).then([sameA, b]);
    failureOf(() => deciding([a, b]).then([b, a]));
    failureOf(() => deciding([a]).then([{ ...a, data: { x: 1, deep: { p: [2, 1], q: 2 } } }]));
    failureOf(() => deciding([a]).then([{ type: 'A', data: a.data }]));
  });

  test('DE4: what a store would not keep makes no difference', () => {
    const written = { type: 'A', data: { x: undefined, y: -0 }, note: 'not stored' };
    deciding([written]).then([{ type: 'A', data: { y: 0 } }]);
    deciding([{ type: 'A' }]).then([{ type: 'A', data: {} }]);
  });

  test('DE4: what a store would refuse is refused, by its path', () => {
    expect(() => deciding([{ type: 'A', data: { at: new Date(0) } }]).then([])).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ field: 'decide()[0].data.at', found: 'Date' }) }),
    );
    expect(() => deciding(undefined).then([])).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ field: 'decide()', expected: 'event-list' }) }),
    );
    expect(() => deciding([undefined]).then([])).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ field: 'decide()[0]', expected: 'event' }) }),
    );
  });

  test('DE7: what does not hold shows expected and actual events as JSON', () => {
    const { message, expected, actual } = failureOf(() =>
      given([])
        .when(deposit(5))
        .then([deposited(6)]),
    );
    expect(message).toBe(`Expected: [
  {
    "type": "MoneyDeposited",
    "data": {
      "amount": 6
    }
  }
]
Actual: [
  {
    "type": "MoneyDeposited",
    "data": {
      "amount": 5
    }
  }
]`);
    expect([JSON.parse(expected), JSON.parse(actual)]).toEqual([[deposited(6)], [deposited(5)]]);
  });

  test('DE7: a refusal where events were expected is no refusal of the test, but its failure', () => {
    const { message, cause } = failureOf(() =>
      given([])
        .when(withdraw(1))
        .then([withdrawn(1)]),
    );
    expect(message).toContain('Actual: IllegalStateError: The balance is 0; 1 cannot be withdrawn.');
    expect(cause).toBeInstanceOf(IllegalStateError);
  });
});

describe('thenNothingHappened', () => {
  test('DE5: it holds when no event comes out', () => {
    given([deposited(1)])
      .when(deposit(0))
      .thenNothingHappened();
  });

  test('DE5: it does not hold for an event, nor for a refusal', () => {
    expect(failureOf(() => given([]).when(deposit(1)).thenNothingHappened()).expected).toBe('[]');
    failureOf(() => given([]).when(withdraw(1)).thenNothingHappened());
  });
});

describe('thenThrows', () => {
  test('DE6: it holds when decide throws what was expected', () => {
    const claims = given([]).when(withdraw(1));
    claims.thenThrows();
    claims.thenThrows(IllegalStateError);
    claims.thenThrows(Error);
    claims.thenThrows(IllegalStateError, ({ message }) => message.includes('cannot be withdrawn'));
  });

  test('DE6: it does not hold when events come out', () => {
    const { message } = failureOf(() => given([]).when(deposit(1)).thenThrows(IllegalStateError));
    expect(message).toContain('Expected: IllegalStateError\nActual: [\n');
    failureOf(() => given([]).when(deposit(0)).thenThrows());
  });

  test('DE6: it does not hold for an error of another class, nor where the check says no', () => {
    const failure = new TypeError('a bug');
    const { message, cause } = failureOf(() => deciding(failure).thenThrows(IllegalStateError));
    expect([message, cause]).toEqual(['Expected: IllegalStateError\nActual: TypeError: a bug', failure]);
    failureOf(() => deciding(failure).thenThrows(TypeError, ({ message: text }) => text === 'another'));
  });
});
