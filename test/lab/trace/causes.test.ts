/** What led to what. */
import { describe, expect, test } from 'vitest';
import { commandHandler, messageOf as messageOfEvent, processManager, type Event, type Metadata } from '#eventsourcing';
import { causesOf, correlationsOf, readTrace, withAsked, type Cause, type TraceStep } from '#lab';
import { account, deposit, type AccountCommand, type AccountEvent } from '../../eventsourcing/account.ts';
import { setUp } from '../broker/set-up.ts';

/** Trees as text: what led to something stands before what it led to. */
const drawn = (causes: readonly Cause[]): unknown[] =>
  causes.map((cause) => {
    const name =
      cause.kind === 'event'
        ? `${cause.event.streamName}@${cause.event.streamPosition}`
        : cause.kind === 'message'
          ? `${cause.topic}: ${cause.message.messageId}`
          : `${cause.kind} ${'id' in cause ? cause.id : cause.streamName}`;
    return cause.led.length === 0 ? name : [name, ...drawn(cause.led)];
  });

const stepsOf = async ({ world }: Awaited<ReturnType<typeof setUp>>): Promise<readonly TraceStep[]> =>
  (await readTrace(world, 1_000)).steps;

/** Appends events with these metadata to one stream. */
async function appended(...metadata: readonly (Metadata | undefined)[]) {
  const set = await setUp();
  for (const [index, each] of metadata.entries()) {
    const event = { type: 'Happened', data: {}, eventId: `id-${index + 1}`, ...(each && { metadata: each }) };
    await set.lab.eventStore.appendToStream('s', [event], { expectedStreamVersion: index });
  }
  return stepsOf(set);
}

describe('causes', () => {
  test('TR4: an event stands below the one that it names, by id or by place', async () => {
    const c = { correlationId: 'c' };
    const steps = await appended(
      c,
      { ...c, causationId: 'id-1' },
      { ...c, causationId: 's@2' },
      { ...c, causationId: 'id-1' },
      { correlationId: 'other', causationId: 'id-1' },
      undefined,
    );
    expect(drawn(causesOf(steps, 'c'))).toEqual([['s@1', ['s@2', 's@3'], 's@4']]);
    expect(drawn(causesOf(steps, 'other'))).toEqual([['unknown id-1', 's@5']]);
    expect(correlationsOf(steps)).toEqual(['c', 'other']);
    expect(causesOf(steps, 'none')).toEqual([]);
  });

  test('TR4: what names something that comes later, or itself, does not stand below it', async () => {
    const c = { correlationId: 'c' };
    const steps = await appended(
      { ...c, causationId: 'id-2' },
      { ...c, causationId: 'id-1' },
      { ...c, causationId: 'id-3' },
    );
    expect(drawn(causesOf(steps, 'c'))).toEqual([
      ['unknown id-2', ['s@1', 's@2']],
      ['unknown id-3', 's@3'],
    ]);
  });

  test('TR5: a command is known by what it led to, and stands once', async () => {
    const set = await setUp();
    const handle = commandHandler(account);
    const command = { ...deposit(10), metadata: { commandId: 'd-1' } };
    await handle(set.lab.eventStore, 'account-1', command);
    await handle(set.lab.eventStore, 'account-2', command);
    expect(drawn(causesOf(await stepsOf(set), 'd-1'))).toEqual([['command d-1', 'account-1@1', 'account-2@1']]);
  });

  test('TR4: a message stands below its event, and what it led to below the message', async () => {
    const set = await setUp();
    const { eventStore, broker } = set.lab;
    const metadata = { correlationId: 'c' };
    const placed = { type: 'OrderPlaced', data: {}, metadata };
    await eventStore.appendToStream('order-7', [placed], { expectedStreamVersion: 0 });
    const message = messageOfEvent({ ...placed, streamName: 'order-7', streamPosition: 1 }, { body: {} });
    await broker.publish('orders', message);
    broker.subscribe('orders', 'billing', async ({ messageId, metadata: told }, { attempt }) => {
      if (attempt === 1) throw new Error('not now');
      const paid = { type: 'Paid', data: {}, metadata: { ...told, causationId: messageId } };
      await eventStore.appendToStream('payment-7', [paid], { expectedStreamVersion: 0 });
    });
    await set.toEnd();
    const causes = causesOf(await stepsOf(set), 'c');
    expect(drawn(causes)).toEqual([['order-7@1', ['orders: order-7@1', 'payment-7@1']]]);
    expect(causes[0]!.led[0]).toMatchObject({ heard: [{ consumer: 'billing', kind: 'acknowledged', attempt: 2 }] });
  });

  test('TR4: a message that was published twice stands below its event twice', async () => {
    const set = await setUp();
    const placed = { type: 'OrderPlaced', data: {}, metadata: { correlationId: 'c' } };
    await set.lab.eventStore.appendToStream('order-7', [placed], { expectedStreamVersion: 0 });
    const message = messageOfEvent({ ...placed, streamName: 'order-7', streamPosition: 1 }, { body: {} });
    await set.lab.broker.publish('orders', message);
    await set.lab.broker.publish('orders', message);
    expect(drawn(causesOf(await stepsOf(set), 'c'))).toEqual([['order-7@1', 'orders: order-7@1', 'orders: order-7@1']]);
  });

  test('TR5: what has heard of a command is not the command', async () => {
    const set = await setUp();
    const { eventStore } = set.lab;
    const command = { ...deposit(10), metadata: { commandId: 'd-1' } };
    await commandHandler(account)(eventStore, 'account-1', command);
    const { events } = await eventStore.readStream<AccountEvent>('account-1');
    const manager = processManager<null, AccountEvent, AccountCommand>({
      initialState: () => null,
      evolve: () => null,
      decide: () => ({}),
    });
    await manager(eventStore, 'process-1', events[0]!);
    await commandHandler(account)(eventStore, 'account-2', command);
    expect(drawn(causesOf(await stepsOf(set), 'd-1'))).toEqual([
      ['command d-1', ['account-1@1', 'process-1@1'], 'account-2@1'],
    ]);
  });

  test('TR6: an append that met a conflict stands below what led to it', async () => {
    const set = await setUp();
    const metadata = { correlationId: 'c', causationId: 'place-1', commandId: 'place-1' };
    const placed = { type: 'OrderPlaced', data: {}, metadata };
    await set.lab.eventStore.appendToStream('order-7', [placed], { expectedStreamVersion: 0 });
    const late: TraceStep = {
      journalPosition: 1,
      at: 0,
      cell: 'cell.ts',
      acts: [{ kind: 'conflict', streamName: 'order-7', events: [placed] }],
    };
    const steps = withAsked(await readTrace(set.world, 10), [late]).steps;
    expect(drawn(causesOf(steps, 'c'))).toEqual([['command place-1', 'order-7@1', 'conflict order-7']]);
    expect(correlationsOf([late])).toEqual(['c']);
  });

  test('TR4: a command that a process issues stands below what it heard, with what it led to', async () => {
    const set = await setUp();
    const { eventStore } = set.lab;
    type Heard = Event<'Placed', object>;
    const manager = processManager<null, Heard, AccountCommand>({
      initialState: () => null,
      evolve: () => null,
      decide: () => ({ commands: [deposit(5)] }),
    });
    const placed = { type: 'Placed', data: {}, metadata: { correlationId: 'c' } } as const;
    await eventStore.appendToStream('order-7', [placed], { expectedStreamVersion: 0 });
    const { events } = await eventStore.readStream<Heard>('order-7');
    const { commands } = await manager(eventStore, 'process-7', events[0]!);
    for (const command of commands) await commandHandler(account)(eventStore, 'account-7', command);
    expect(drawn(causesOf(await stepsOf(set), 'c'))).toEqual([
      ['order-7@1', 'process-7@1', ['process-7@2', 'account-7@1']],
    ]);
  });
});
