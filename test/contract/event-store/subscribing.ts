/** What a subscription to the log gives, and when. Nothing here waits for a clock: what comes later is appended while a pull waits. */
import type { Event, Recorded } from '#eventsourcing';
import type { Case } from '../assert.ts';
import { created, expectVersion, named, type StorePort, unchecked } from './shared.ts';

type Pulled = AsyncIterator<Recorded<Event>>;

const open = ({ eventStore }: StorePort, after: number | 'BEGINNING' | 'END' = 'BEGINNING'): Pulled =>
  eventStore.subscribeToAll({ after })[Symbol.asyncIterator]();

const placeOf = ({ value }: IteratorResult<Recorded<Event>>) => [value.globalPosition, value.streamName, value.type];

/** The types of the next events. */
async function pull(subscription: Pulled, count: number): Promise<string[]> {
  const types: string[] = [];
  while (types.length < count) types.push((await subscription.next()).value.type);
  return types;
}

export const subscribing: readonly Case<StorePort>[] = [
  {
    title: 'ES24: a subscription gives the events that are there in the order of the log',
    async run(port, assert) {
      await port.eventStore.appendToStream('b', [named('A'), named('B')], created);
      await port.eventStore.appendToStream('a', [named('C')], created);
      const subscription = open(port);
      const places = [await subscription.next(), await subscription.next(), await subscription.next()].map(placeOf);
      assert.same(places, [
        [1, 'b', 'A'],
        [2, 'b', 'B'],
        [3, 'a', 'C'],
      ]);
    },
  },
  {
    title: 'ES24: an event is given as readAll gives it',
    async run(port, assert) {
      await port.eventStore.appendToStream('s', [named('A')], { ...created, metadata: { actor: 'ann' } });
      const { value } = await open(port).next();
      assert.same(value, (await port.eventStore.readAll()).events[0]);
    },
  },
  {
    title: 'ES24: a subscription waits for events that come, and gives each once',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A')], created);
      const subscription = open(port);
      assert.same(await pull(subscription, 1), ['A']);
      const waiting = pull(subscription, 4);
      await eventStore.appendToStream('s', [named('B'), named('C')], expectVersion(1));
      await eventStore.appendToStream('t', [named('D')], created);
      await eventStore.appendToStream('s', [named('E')], expectVersion(3));
      assert.same(await waiting, ['B', 'C', 'D', 'E']);
    },
  },
  {
    title: 'ES24: what is appended between two pulls is given in its turn',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A'), named('B')], created);
      const subscription = open(port);
      assert.same(await pull(subscription, 1), ['A']);
      await eventStore.appendToStream('s', [named('C')], expectVersion(2));
      assert.same(await pull(subscription, 2), ['B', 'C']);
      await eventStore.appendToStream('s', [named('D')], expectVersion(3));
      assert.same(await pull(subscription, 1), ['D']);
    },
  },
  {
    title: 'ES24: a log of many appends is given whole, also while it grows',
    async run(port, assert) {
      const { eventStore } = port;
      const types = Array.from({ length: 60 }, (_, index) => `E${index}`);
      for (const type of types.slice(0, 30)) await eventStore.appendToStream('s', [named(type)], unchecked);
      const all = pull(open(port), types.length);
      for (const type of types.slice(30)) await eventStore.appendToStream('s', [named(type)], unchecked);
      assert.same(await all, types);
    },
  },
  {
    title: 'ES25: behind a position begins with the next event, also in the middle of an append',
    async run(port, assert) {
      await port.eventStore.appendToStream('s', [named('A'), named('B'), named('C')], created);
      assert.same(await pull(open(port, 2), 1), ['C']);
      assert.same(await pull(open(port, 0), 1), ['A']);
    },
  },
  {
    title: 'ES25: END is the end of the log when the first event is asked for',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A')], created);
      const subscription = open(port, 'END');
      await eventStore.appendToStream('s', [named('B')], expectVersion(1));
      const first = subscription.next();
      // Asked for later, and so answered later: by then the subscription knows where the end was.
      await eventStore.readAll();
      await eventStore.readAll();
      await eventStore.appendToStream('s', [named('C')], expectVersion(2));
      assert.same(placeOf(await first), [3, 's', 'C']);
    },
  },
  {
    title: 'ES25: behind a position that the log has not reached nothing is given until it has',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A')], created);
      const first = open(port, 3).next();
      for (const type of ['B', 'C', 'D']) await eventStore.appendToStream('s', [named(type)], unchecked);
      assert.same(placeOf(await first), [4, 's', 'D']);
    },
  },
  ...(
    [
      ['a negative position', -1, '-1'],
      ['half a position', 0.5, '0.5'],
      ['another word', 'NOW', '"NOW"'],
      ['a word in small letters', 'end', '"end"'],
      ['null', null, 'null'],
      ['nothing', undefined, 'undefined'],
    ] as const
  ).map(([name, after, found]): Case<StorePort> => ({
    title: `ES25: to begin behind ${name} is refused by the call`,
    async run({ eventStore }, assert) {
      const call = async () => eventStore.subscribeToAll({ after: after as number });
      await assert.fails(call, 'invalid-input', { field: 'after', found, expected: 'subscription-start', limit: 0 });
    },
  })),
  {
    title: 'ES26: leaving the loop ends the subscription',
    async run({ eventStore }, assert) {
      await eventStore.appendToStream('s', [named('A'), named('B'), named('C')], created);
      const subscription = eventStore.subscribeToAll({ after: 'BEGINNING' });
      const types: string[] = [];
      for await (const { type } of subscription) {
        types.push(type);
        if (type === 'B') break;
      }
      assert.same(types, ['A', 'B']);
      assert.same(await subscription[Symbol.asyncIterator]().next(), { value: undefined, done: true });
    },
  },
  {
    title: 'ES27: two pulls at a time give two events, and an end comes behind them',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A')], created);
      const subscription = open(port);
      const pulls = [subscription.next(), subscription.next(), subscription.next()];
      const end = subscription.return!();
      await eventStore.appendToStream('s', [named('B'), named('C')], expectVersion(1));
      assert.same((await Promise.all(pulls)).map(placeOf), [
        [1, 's', 'A'],
        [2, 's', 'B'],
        [3, 's', 'C'],
      ]);
      assert.same((await end).done, true);
    },
  },
  {
    title: 'ES27: several subscriptions give every event each',
    async run(port, assert) {
      const { eventStore } = port;
      await eventStore.appendToStream('s', [named('A')], created);
      const early = [open(port), open(port), open(port, 1)];
      const waiting = Promise.all([pull(early[0]!, 2), pull(early[1]!, 3), pull(early[2]!, 1)]);
      await eventStore.appendToStream('s', [named('B')], expectVersion(1));
      await eventStore.appendToStream('t', [named('C')], created);
      assert.same(await waiting, [['A', 'B'], ['A', 'B', 'C'], ['B']]);
    },
  },
];
