/** Faults of a run that concern what it writes and reads. */
import { describe, expect, test } from 'vitest';
import { setUp } from '../broker/set-up.ts';
import { append, tableOf, versionOf, type Added } from './cart.ts';

describe('writes', () => {
  test('F4: a crash ends everything before a call', async () => {
    const { lab, world, crashes, quiet } = await setUp();
    lab.faults.set('crash', { after: 2 });
    const heard: string[] = [];
    const other = (async () => {
      await append(lab);
      heard.push('first');
      try {
        await append(lab);
        heard.push('second');
        await append(lab);
      } catch {
        heard.push('caught');
      } finally {
        heard.push('finally');
      }
      await append(lab);
    })();
    void other;
    await quiet();
    await quiet();
    expect(heard).toEqual(['first', 'second']);
    void append(lab).then(() => heard.push('later'));
    await quiet();
    expect(heard).toEqual(['first', 'second']);
    expect((await world.readState()).lastPosition).toBe(2);
    expect(crashes).toMatchObject([{ code: 'crashed', data: { call: 'append to cart' } }]);
  });

  test('F4: what was held when it crashed is never done', async () => {
    const { lab, toEnd } = await setUp();
    const { sequenced } = lab;
    lab.faults.set('held commit', { milliseconds: 400 });
    const transaction = await sequenced.begin();
    await sequenced.insert(transaction, { type: 'A', data: {} });
    let isCommitted = false;
    void sequenced.commit(transaction).then(() => (isCommitted = true));
    lab.faults.set('crash', { after: 0 });
    void append(lab);
    await toEnd();
    expect(isCommitted).toBe(false);
  });

  test('F5: an aborted transaction has written nothing, and can be tried again', async () => {
    const { lab } = await setUp();
    lab.faults.set('abort');
    const work = () =>
      lab.database.transaction(async (tx) => {
        tx.appendToStream('cart', [{ type: 'Added', data: {} }], { expectedStreamVersion: 0 });
        tx.insert(tableOf(lab), { id: 'a', n: 1 });
      });
    await expect(work()).rejects.toMatchObject({ code: 'transaction-aborted' });
    expect([await versionOf(lab), await tableOf(lab).all()]).toEqual([0, []]);
    await work();
    expect([await versionOf(lab), await tableOf(lab).all()]).toEqual([1, [{ id: 'a', n: 1 }]]);
  });

  test('F5: of a write whose answer is lost all is there', async () => {
    const { lab } = await setUp();
    lab.faults.set('lost ack');
    await expect(append(lab)).rejects.toMatchObject({ code: 'answer-lost', data: { call: 'append to cart' } });
    expect(await versionOf(lab)).toBe(1);
  });

  test('F5: a write that was refused says so, whatever becomes of the answer', async () => {
    const { lab } = await setUp();
    lab.faults.set('lost ack');
    await expect(append(lab, 1, 5)).rejects.toMatchObject({ code: 'expected-version-conflict' });
  });

  test('F6: a commit that becomes a rollback leaves a hole', async () => {
    const { lab } = await setUp();
    lab.faults.set('rollback');
    const { sequenced } = lab;
    const one = await sequenced.begin();
    await sequenced.insert(one, { type: 'A', data: {} });
    await expect(sequenced.commit(one)).rejects.toMatchObject({ code: 'rolled-back', data: { transactionId: 1 } });
    const two = await sequenced.begin();
    await sequenced.insert(two, { type: 'B', data: {} });
    await sequenced.commit(two);
    const { events, highest, oldestOpen } = await sequenced.read();
    expect([events.map(({ position }) => position), highest, oldestOpen]).toEqual([[2], 2, null]);
  });

  test('F6: while a commit is held others commit', async () => {
    const { lab, time, toEnd } = await setUp();
    lab.faults.set('held commit', { milliseconds: 400 });
    const { sequenced } = lab;
    const begun = time.now;
    const [one, two] = [await sequenced.begin(), await sequenced.begin()];
    await sequenced.insert(one, { type: 'A', data: {} });
    await sequenced.insert(two, { type: 'B', data: {} });
    const held = sequenced.commit(one);
    await sequenced.commit(two);
    const positions = async () => (await sequenced.read()).events.map(({ position }) => position);
    expect(await positions()).toEqual([2]);
    await toEnd();
    await held;
    expect([await positions(), time.now - begun]).toEqual([[1, 2], 400]);
  });
});

describe('a wrong clock', () => {
  test.each([90_000, -90_000])('F10: by %i ms it tells, and stamps', async (milliseconds) => {
    const { lab, time } = await setUp();
    const now = () => Date.parse(lab.clock.now());
    const right = now();
    lab.faults.set('clock skew', { milliseconds });
    expect(now() - right).toBe(milliseconds);
    await append(lab);
    const [event] = (await lab.eventStore.readStream('cart')).events;
    expect(Date.parse(event!.recordedAt) - right).toBe(milliseconds);
    expect(Number.parseInt(lab.newId().replaceAll('-', '').slice(0, 12), 16) - right).toBe(milliseconds);
    expect(time.now).toBe(right);
    expect(lab.faults.happened()).toEqual([{ fault: 'clock skew', what: 'clock' }]);
    lab.faults.clear('clock skew');
    expect(now()).toBe(right);
  });
});

describe('a replica that lags', () => {
  test('F11: it does not know yet what was written, and then it does', async () => {
    const { lab } = await setUp();
    const rows = tableOf(lab);
    await append(lab, 1);
    await rows.put({ id: 'a', n: 1 });
    await rows.put({ id: 'b', n: 1 });
    lab.faults.set('stale replica', { milliseconds: 300 });
    await append(lab, 2);
    await append(lab, 3);
    await rows.put({ id: 'a', n: 2 });
    await rows.delete('b');
    await rows.insert({ id: 'c', n: 1 });
    const read = async () => ({
      cart: (await lab.eventStore.readStream<Added>('cart')).events.map(({ data }) => data.n),
      version: await versionOf(lab),
      backwards: (await lab.eventStore.readStream<Added>('cart', { direction: 'backwards', maxCount: 1 })).events.map(
        ({ data }) => data.n,
      ),
      log: (await lab.eventStore.readAll()).events.length,
      position: (await lab.eventStore.readAll()).safePosition,
      all: (await rows.all()).map(({ id, n }) => id + n),
      ones: (await rows.where({ n: 1 })).map(({ id }) => id),
      one: [(await rows.get('a'))?.n, (await rows.get('b'))?.n, (await rows.get('c'))?.n],
    });
    const before = {
      cart: [1],
      version: 1,
      backwards: [1],
      log: 1,
      position: 1,
      all: ['a1', 'b1'],
      ones: ['a', 'b'],
      one: [1, 1, undefined],
    };
    const after = {
      cart: [1, 2, 3],
      version: 3,
      backwards: [3],
      log: 3,
      position: 3,
      all: ['a2', 'c1'],
      ones: ['c'],
      one: [2, undefined, 1],
    };
    expect(await read()).toEqual(before);
    await lab.clock.advance(299);
    expect(await read()).toEqual(before);
    await lab.clock.advance(1);
    expect(await read()).toEqual(after);
  });

  test('F11: it knows of a new stream nothing', async () => {
    const { lab } = await setUp();
    lab.faults.set('stale replica');
    await append(lab);
    expect(await lab.eventStore.readStream('cart')).toEqual({
      events: [],
      currentStreamVersion: 0,
      streamExists: false,
    });
  });

  test('F11: who insists on what it read meets a conflict', async () => {
    const { lab } = await setUp();
    const rows = tableOf(lab);
    await rows.put({ id: 'a', n: 1 });
    lab.faults.set('stale replica');
    await append(lab);
    await rows.put({ id: 'a', n: 2 });
    const version = await versionOf(lab);
    await expect(append(lab, 2, version)).rejects.toMatchObject({ code: 'expected-version-conflict', actual: 1 });
    const increase = lab.database.transaction(async (tx) => {
      const row = await tx.get(rows, 'a');
      tx.put(rows, { id: 'a', n: row!.n + 1 });
    });
    await expect(increase).rejects.toMatchObject({ code: 'row-conflict' });
  });

  test('F11: who waits for the log waits for its copy', async () => {
    const { lab, time, toEnd } = await setUp();
    const begun = time.now;
    lab.faults.set('stale replica', { milliseconds: 300 });
    const got = (async () => {
      for await (const event of lab.eventStore.subscribeToAll({ after: 'BEGINNING' }))
        return [event.globalPosition, time.now - begun];
      return [];
    })();
    await append(lab);
    await toEnd();
    expect(await got).toEqual([1, 300]);
  });

  test('F11: a read that it answers as the world would is none of its doing', async () => {
    const { lab } = await setUp();
    lab.faults.set('stale replica');
    await versionOf(lab);
    expect(lab.faults.happened()).toEqual([]);
    await append(lab);
    await versionOf(lab);
    expect(lab.faults.happened()).toEqual([{ fault: 'stale replica', what: 'read cart' }]);
  });
});
