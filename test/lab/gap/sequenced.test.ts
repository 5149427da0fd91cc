/** The database with a sequence: what it promises of numbers, transactions and reads. */
import { describe, expect, test } from 'vitest';
import { isInvalidInputError } from '#eventsourcing';
import { LabError, type Lab } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';
import { counts, exploreFresh } from '../explore/explore-fresh.ts';

const newDatabase = async (): Promise<Lab['sequenced']> => (await labOver(createMemoryWorld())).sequenced;

const placed = (orderId: string) => ({ type: 'OrderPlaced', data: { orderId } });

/** The positions of what can be read. */
const positionsIn = async (sequenced: Lab['sequenced']): Promise<number[]> =>
  (await sequenced.read()).events.map(({ position }) => position);

describe('numbers', () => {
  test('Q1: transactions are numbered as they begin, events as they are inserted, whoever inserts them', async () => {
    const sequenced = await newDatabase();
    const one = await sequenced.begin();
    const two = await sequenced.begin();
    expect([one, two]).toEqual([{ transactionId: 1 }, { transactionId: 2 }]);
    const positions = [];
    for (const transaction of [two, one, two]) positions.push(await sequenced.insert(transaction, placed('a')));
    expect(positions).toEqual([1, 2, 3]);
  });

  test('Q2: what commits first is seen first, and the lower number appears behind the reader', async () => {
    const sequenced = await newDatabase();
    const slow = await sequenced.begin();
    await sequenced.insert(slow, placed('slow'));
    const fast = await sequenced.begin();
    await sequenced.insert(fast, placed('fast'));
    await sequenced.insert(slow, placed('slow'));
    expect(await positionsIn(sequenced)).toEqual([]);
    await sequenced.commit(fast);
    expect(await positionsIn(sequenced)).toEqual([2]);
    await sequenced.commit(slow);
    expect((await sequenced.read()).events).toEqual([
      { position: 1, transactionId: 1, ...placed('slow') },
      { position: 2, transactionId: 2, ...placed('fast') },
      { position: 3, transactionId: 1, ...placed('slow') },
    ]);
  });

  test('Q3: a number that was rolled back is a hole for good', async () => {
    const sequenced = await newDatabase();
    for (const end of ['commit', 'rollBack', 'commit'] as const) {
      const transaction = await sequenced.begin();
      await sequenced.insert(transaction, placed('a'));
      await sequenced[end](transaction);
    }
    expect(await positionsIn(sequenced)).toEqual([1, 3]);
  });
});

describe('reading', () => {
  test('Q4: begins behind a position, ends after so many, and knows of what it does not show', async () => {
    const sequenced = await newDatabase();
    expect(await sequenced.read()).toEqual({ events: [], highest: 0, oldestOpen: null });
    const [first, second, third] = [await sequenced.begin(), await sequenced.begin(), await sequenced.begin()];
    for (const transaction of [third, third, first, third]) await sequenced.insert(transaction, placed('a'));
    await sequenced.commit(third);
    const { events, ...told } = await sequenced.read({ after: 1, maxCount: 1 });
    expect(events.map(({ position }) => position)).toEqual([2]);
    expect(told).toEqual({ highest: 4, oldestOpen: 1 });
    expect((await sequenced.read({ after: 2 })).events.map(({ position }) => position)).toEqual([4]);
    await sequenced.rollBack(first);
    expect(await sequenced.read({ after: 4 })).toEqual({ events: [], highest: 4, oldestOpen: 2 });
    await sequenced.commit(second);
    expect((await sequenced.read()).oldestOpen).toBe(null);
  });

  test('Q5: an event is a copy, going in and coming out', async () => {
    const sequenced = await newDatabase();
    const transaction = await sequenced.begin();
    const data = { items: ['a'] };
    await sequenced.insert(transaction, { type: 'ItemAdded', data });
    data.items.push('b');
    await sequenced.commit(transaction);
    const read = () => sequenced.read<{ type: 'ItemAdded'; data: { items: string[] } }>();
    (await read()).events[0]!.data.items.push('c');
    expect((await read()).events[0]!.data).toEqual({ items: ['a'] });
  });
});

describe('what is refused', () => {
  test.each(['commit', 'rollBack'] as const)('Q5: after %s nothing more can be asked of a transaction', async (end) => {
    const sequenced = await newDatabase();
    const transaction = await sequenced.begin();
    await sequenced[end](transaction);
    const ended = { code: 'transaction-ended' };
    await expect(sequenced.insert(transaction, placed('a'))).rejects.toMatchObject(ended);
    await expect(sequenced.commit(transaction)).rejects.toMatchObject(ended);
    await expect(sequenced.rollBack(transaction)).rejects.toMatchObject(ended);
    await expect(sequenced.commit({ transactionId: 7 })).rejects.toMatchObject(ended);
    expect((await sequenced.read()).highest).toBe(0);
  });

  test.each<[unknown]>([[null], [undefined], [1], [{}], [{ transactionId: '1' }], [Promise.resolve()]])(
    'Q5: %o is no transaction',
    async (given) => {
      const sequenced = await newDatabase();
      await sequenced.begin();
      const transaction = given as { transactionId: number };
      await expect(sequenced.insert(transaction, placed('a'))).rejects.toSatisfy(isInvalidInputError);
      await expect(sequenced.commit(transaction)).rejects.toSatisfy(isInvalidInputError);
      await expect(sequenced.rollBack(transaction)).rejects.toSatisfy(isInvalidInputError);
    },
  );

  test.each<[unknown]>([[null], ['OrderPlaced'], [{ data: {} }], [{ type: '', data: {} }], [{ type: 'A', data: NaN }]])(
    'Q5: %o is no event, and takes no number',
    async (event) => {
      const sequenced = await newDatabase();
      const transaction = await sequenced.begin();
      await expect(sequenced.insert(transaction, event as never)).rejects.toSatisfy(isInvalidInputError);
      expect(await sequenced.insert(transaction, placed('a'))).toBe(1);
    },
  );

  test.each([{ after: -1 }, { after: 1.5 }, { maxCount: 0 }])('Q5: a read of %j', async (options) => {
    const sequenced = await newDatabase();
    await expect(sequenced.read(options)).rejects.toSatisfy(isInvalidInputError);
  });

  test('Q6: each run begins with nothing, and while the lab is closed nothing is done', async () => {
    const world = createMemoryWorld();
    let isOpen = true;
    const assertOpen = (): void => {
      if (!isOpen) throw new LabError('asked-before-exploring', {}, 'Not now.');
    };
    const { sequenced } = await labOver(world, 1, null, { assertOpen });
    await sequenced.insert(await sequenced.begin(), placed('a'));
    isOpen = false;
    await expect(sequenced.begin()).rejects.toMatchObject({ code: 'asked-before-exploring' });
    isOpen = true;
    expect(await sequenced.begin()).toEqual({ transactionId: 2 });
    expect((await (await labOver(world)).sequenced.read()).highest).toBe(0);
  });
});

describe('in schedules', () => {
  const insertOne =
    ({ sequenced }: Lab, orderId: string) =>
    async () => {
      const transaction = await sequenced.begin();
      await sequenced.insert(transaction, placed(orderId));
      await sequenced.commit(transaction);
    };

  test('Q7: each schedule has a database of its own, each call is a step, and the lesson has its own again', async () => {
    const lab = await labOver(createMemoryWorld());
    const { sequenced } = lab;
    await insertOne(lab, 'lesson')();
    const explored = await lab.explore({
      before: insertOne(lab, 'before'),
      actors: { one: insertOne(lab, 'one'), two: async () => void (await sequenced.read({ after: 1 })) },
      outcome: async () => (await sequenced.read()).events.map(({ transactionId }) => transactionId),
    });
    expect(counts(explored)).toEqual([['[1,2]', 4]]);
    expect(explored.outcomes[0]!.shortest).toEqual([
      'one: begin',
      'one: insert OrderPlaced in 2',
      'one: commit 2',
      'two: read behind 1',
    ]);
    expect(await positionsIn(sequenced)).toEqual([1]);
  });

  test('Q7: a crash rolls back what its actor has open, and nothing of others', async () => {
    const explored = await exploreFresh((lab) => ({
      before: async () => void (await lab.sequenced.begin()),
      actors: { one: insertOne(lab, 'one') },
      faults: ['crash'],
      outcome: async ({ one }) => {
        const { events, highest, oldestOpen } = await lab.sequenced.read();
        return `${one}: ${events.length} of ${highest}, open ${oldestOpen}`;
      },
    }));
    expect(counts(explored)).toEqual([
      ['"crashed: 0 of 0, open 1"', 2],
      ['"crashed: 0 of 1, open 1"', 1],
      ['"done: 1 of 1, open 1"', 1],
    ]);
  });

  test('Q7: what an actor leaves open at its end stays open, also where an answer was lost', async () => {
    const explored = await exploreFresh((lab) => ({
      actors: { one: insertOne(lab, 'one') },
      faults: ['lost ack'],
      outcome: async ({ one }) => {
        const { events, oldestOpen } = await lab.sequenced.read();
        return `${one}: ${events.length}, open ${oldestOpen}`;
      },
    }));
    expect(counts(explored)).toEqual([
      ['"done: 1, open null"', 1],
      ['"error: 0, open 1"', 1],
      ['"error: 1, open null"', 1],
    ]);
  });
});
