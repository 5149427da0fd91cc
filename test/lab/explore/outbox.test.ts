/** A shop that tells others of its orders: outbox and relay, with every crash. */
import { describe, expect, test } from 'vitest';
import type { Lab, Message, Program } from '#lab';
import { counts, exploreFresh } from './explore-fresh.ts';

const orderPlaced = { type: 'OrderPlaced', data: { orderId: '7dd8' } };
const message: Message = { messageId: 'order-7dd8-1', key: '7dd8', type: 'OrderPlaced', body: { orderId: '7dd8' } };

test('E4: time stands still in a schedule, and the broker knows which: what was published twice in its window is one message', async () => {
  const { outcomes } = await exploreFresh((lab) => ({
    actors: {
      shop: async () => {
        await lab.broker.publish('orders', message, { dedupeWindow: 1_000 });
        await lab.broker.publish('orders', message, { dedupeWindow: 1_000 });
      },
    },
    outcome: async () => (await lab.broker.messages('orders')).length,
  }));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([1]);
});

describe('a shop that tells of its orders', () => {
  type Told = { saved: number; told: number };

  const telling = (
    { eventStore, broker }: Lab,
    program: Pick<Program<Told>, 'actors'> & Partial<Program<Told>>,
  ): Program<Told> => ({
    faults: ['crash'],
    outcome: async () => ({
      saved: (await eventStore.readStream('order-7dd8')).events.length,
      told: (await broker.messages('orders')).length,
    }),
    laws: {
      'never-lost': ({ saved, told }) => told >= saved,
      'never-invented': ({ saved, told }) => saved > 0 || told === 0,
    },
    ...program,
  });
  const save = ({ eventStore }: Lab) =>
    eventStore.appendToStream('order-7dd8', [orderPlaced], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });

  const withOutbox = (lab: Lab, relay: (lab: Lab) => () => Promise<void>): Program<Told> => {
    const outbox = lab.database.table<Message>('outbox', { key: 'messageId' });
    const place = () =>
      lab.database.transaction(async (tx) => {
        tx.appendToStream('order-7dd8', [orderPlaced], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
        tx.insert(outbox, message);
      });
    return telling(lab, {
      actors: { shop: async () => [await place(), await relay(lab)()] },
      restart: relay(lab),
    });
  };
  const relaying =
    (each: (lab: Lab, row: Message, forget: () => Promise<void>) => Promise<void>) => (lab: Lab) => async () => {
      const outbox = lab.database.table<Message>('outbox', { key: 'messageId' });
      for (const row of await outbox.all()) await each(lab, row, () => outbox.delete(row.messageId));
    };

  test('L19: saved and then told, the message can be lost', async () => {
    const explored = await exploreFresh((lab) =>
      telling(lab, { actors: { shop: async () => [await save(lab), await lab.broker.publish('orders', message)] } }),
    );
    expect(counts(explored)).toEqual([
      ['{"saved":0,"told":0}', 1],
      ['{"saved":1,"told":0}', 1],
      ['{"saved":1,"told":1}', 1],
    ]);
    expect(explored.laws).toEqual({
      'never-lost': { held: 2, broken: 1 },
      'never-invented': { held: 3, broken: 0 },
    });
  });

  test('L19: told and then saved, the message can be invented', async () => {
    const explored = await exploreFresh((lab) =>
      telling(lab, { actors: { shop: async () => [await lab.broker.publish('orders', message), await save(lab)] } }),
    );
    expect(counts(explored)).toContainEqual(['{"saved":0,"told":1}', 1]);
    expect(explored.laws).toMatchObject({ 'never-invented': { held: 2, broken: 1 } });
  });

  test('L19: with an outbox it is never lost, and can be told twice', async () => {
    const explored = await exploreFresh((lab) =>
      withOutbox(
        lab,
        relaying(async ({ broker }, row, forget) => {
          await broker.publish('orders', row);
          await forget();
        }),
      ),
    );
    expect(counts(explored)).toEqual([
      ['{"saved":0,"told":0}', 1],
      ['{"saved":1,"told":1}', 3],
      ['{"saved":1,"told":2}', 1],
    ]);
    expect(explored.laws).toEqual({
      'never-lost': { held: 5, broken: 0 },
      'never-invented': { held: 5, broken: 0 },
    });
    expect(explored.outcomes.find(({ outcome }) => outcome.told === 2)!.shortest).toEqual([
      'shop: append to order-7dd8, put in outbox',
      'shop: read outbox',
      'shop: publish order-7dd8-1 to orders',
      'shop: crash',
      'restart: read outbox',
      'restart: publish order-7dd8-1 to orders',
      'restart: delete in outbox',
    ]);
  });

  test('L19: a relay that forgets first can lose', async () => {
    const explored = await exploreFresh((lab) =>
      withOutbox(
        lab,
        relaying(async ({ broker }, row, forget) => {
          await forget();
          await broker.publish('orders', row);
        }),
      ),
    );
    expect(counts(explored)).toContainEqual(['{"saved":1,"told":0}', 1]);
    expect(explored.laws['never-lost']!.broken).toBe(1);
  });
});
