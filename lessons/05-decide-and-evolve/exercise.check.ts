import { commandHandler, isIllegalStateError } from 'eventsourcing';
import { eventStore } from 'lab';
import { any, expect, law } from 'test';
import { account, type Account, type AccountCommand, type AccountEvent } from './exercise.ts';

const amount = any.integer({ min: 1, max: 100 });
const data = { reason: 'card reported stolen' };
const anyCommand = any.oneOf<AccountCommand>([
  amount.map((amount) => ({ type: 'Deposit', data: { amount } })),
  amount.map((amount) => ({ type: 'Withdraw', data: { amount } })),
  any.of([{ type: 'Suspend', data }]),
]);
const anyMovement = any.oneOf<AccountEvent>([
  amount.map((amount) => ({ type: 'MoneyDeposited', data: { amount } })),
  amount.map((amount) => ({ type: 'MoneyWithdrawn', data: { amount } })),
]);
const suspension: AccountEvent = { type: 'AccountSuspended', data };
/** What may be in old streams, also what the rules of today would refuse. */
const anyHistory = any.list(any.oneOf([anyMovement, anyMovement, anyMovement, any.of([suspension])]), { maxLength: 8 });

// What holds of a history, by its events and not by anybody's state.
const balanceOf = (history: readonly AccountEvent[]): number => {
  let balance = 0;
  for (const event of history) {
    if (event.type === 'MoneyDeposited') balance += event.data.amount;
    if (event.type === 'MoneyWithdrawn') balance -= event.data.amount;
  }
  return balance;
};
const isSuspended = (history: readonly AccountEvent[]): boolean =>
  history.some(({ type }) => type === 'AccountSuspended');
const isLegal = (history: readonly AccountEvent[], command: AccountCommand): boolean =>
  !isSuspended(history) && (command.type !== 'Withdraw' || command.data.amount <= balanceOf(history));
const outcomeOf = (command: AccountCommand): AccountEvent => {
  switch (command.type) {
    case 'Deposit':
      return { type: 'MoneyDeposited', data: command.data };
    case 'Withdraw':
      return { type: 'MoneyWithdrawn', data: command.data };
    case 'Suspend':
      return { type: 'AccountSuspended', data: command.data };
  }
};

/** What comes of it; where it throws, what whoever asked is told, or what has gone wrong. */
type Answer = readonly AccountEvent[] | string;

const told = (error: unknown): string => {
  const message = `“${(error as Error).message}”`;
  return isIllegalStateError(error) ? message : `${(error as Error).name}: ${message}`;
};
function answerTo(command: AccountCommand, state: Account): Answer {
  try {
    const events: unknown = account.decide(command, state);
    if (!Array.isArray(events)) throw new TypeError('decide has to return an array of events');
    return events;
  } catch (error) {
    return told(error);
  }
}
const fold = (history: readonly AccountEvent[]): Account => {
  let state = account.initialState();
  for (const event of history) state = account.evolve(state, event);
  return state;
};
/** The state to decide on; null where evolve does not take the history, which is for old-history to say. */
const stateAfter = (history: readonly AccountEvent[]): Account | null => {
  try {
    return fold(history);
  } catch {
    return null;
  }
};

/** A history without a suspension, and a command that is legal behind it: often one that takes all there is. */
const anyLegal = any
  .tuple(any.list(anyMovement, { maxLength: 8 }), anyCommand, any.of([false, true]))
  .map(([history, command, takesAll]): [AccountEvent[], AccountCommand] => {
    const balance = balanceOf(history);
    if (command.type !== 'Withdraw') return [history, command];
    if (balance <= 0) return [history, { ...command, type: 'Deposit' }];
    const wanted = takesAll ? balance : Math.min(command.data.amount, balance);
    return [history, { ...command, data: { amount: wanted } }];
  });

law('accepted', anyLegal, ([history, command]) => {
  const state = stateAfter(history);
  if (state) expect(answerTo(command, state), { history, command }).toEqual([outcomeOf(command)]);
});

law('no-overdraft', any.list(anyCommand, { maxLength: 8 }), (commands) => {
  const events: AccountEvent[] = [];
  let state = account.initialState();
  for (const command of commands) {
    try {
      const newEvents = account.decide(command, state);
      // They are stored, whatever evolve thinks of them.
      events.push(...newEvents);
      for (const event of newEvents) state = account.evolve(state, event);
    } catch {
      // Refused, for whatever reason: then nothing has happened.
    }
    const balance = balanceOf(events);
    expect(balance >= 0, { commands, events, balance }).toBe(true);
  }
});

const anySuspended = any
  .tuple(anyHistory, any.list(anyMovement, { maxLength: 2 }))
  .map(([before, after]) => [...before, suspension, ...after]);

law('suspended', any.tuple(anySuspended, anyCommand), ([history, command]) => {
  const state = stateAfter(history);
  const answer = state ? answerTo(command, state) : [];
  expect(typeof answer === 'string' ? [] : answer, { history, command }).toEqual([]);
});

const anyIllegal = any.tuple(anyHistory, anyCommand).filter(([history, command]) => !isLegal(history, command));

law('refused', anyIllegal, ([history, command]) => {
  const state = stateAfter(history);
  if (!state) return;
  let isFine = false;
  let answer: Answer;
  try {
    answer = account.decide(command, state);
  } catch (error) {
    answer = told(error);
    isFine = isIllegalStateError(error);
  }
  expect(isFine, { history, command, answer }).toBe(true);
});

let streams = 0;
law('nothing-stored', any.tuple(any.list(anyMovement, { maxLength: 4 }), anyCommand), async ([history, command]) => {
  const streamName = `account-${(streams += 1)}`;
  await eventStore.appendToStream(streamName, history, { expectedStreamVersion: 0 });
  try {
    await commandHandler(account)(eventStore, streamName, command);
  } catch (error) {
    const { events } = await eventStore.readStream(streamName, { from: history.length + 1 });
    const stored = events.map(({ type, data }) => ({ type, data }));
    expect(stored, { history, command, answer: told(error) }).toEqual([]);
  }
});

const anyEvent = any.oneOf([anyMovement, any.of([suspension])]);

law('only-reads', any.tuple(anyHistory, anyCommand, anyEvent), ([history, command, event]) => {
  const state = stateAfter(history);
  if (!state) return;
  // Folded once more, and not copied: a state may have what no copy has.
  const before = stateAfter(history);
  answerTo(command, state);
  expect(state, { history, method: 'decide', given: command }).toEqual(before);
  // What it does not take is for the check below.
  if (stateAfter([...history, event])) account.evolve(state, event);
  expect(state, { history, method: 'evolve', given: event }).toEqual(before);
});

law('old-history', anyHistory, (history) => {
  let balance: number | string;
  try {
    ({ balance } = fold(history));
  } catch (error) {
    balance = told(error);
  }
  expect(balance, { history }).toBe(balanceOf(history));
});
