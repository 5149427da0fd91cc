/** Faults of a run that concern its messages. */
import { describe, expect, test } from 'vitest';
import type { FaultName, FaultOptions } from '#lab';
import { messageOf, publishAll, setUp } from '../broker/set-up.ts';

/** Each message as a consumer got it: its id, which attempt, and at how many virtual milliseconds. */
async function live(
  fault: FaultName | null,
  options: FaultOptions,
  publish: (set: Awaited<ReturnType<typeof setUp>>) => Promise<void> = ({ lab }) => publishAll(lab, 'a', 'b', 'c'),
) {
  const set = await setUp();
  const { lab, time, toEnd } = set;
  const begun = time.now;
  if (fault) lab.faults.set(fault, options);
  await publish(set);
  const got: string[] = [];
  lab.broker.subscribe(
    't',
    'points',
    ({ messageId }, { attempt }) => void got.push(`${messageId} ${attempt} at ${time.now - begun}`),
    { visibilityTimeout: 3_000, retryDelay: 100, maxDeliver: 3 },
  );
  await toEnd();
  return { got, ...set };
}

/** Two keys of different partitions. */
const twoKeys = async ({ lab: { broker } }: Awaited<ReturnType<typeof setUp>>) => {
  for (const id of ['a', 'b']) for (const key of ['k', 'l']) await broker.publish('t', messageOf(id + key, key));
};

describe('when messages come', () => {
  test('F7: a delay keeps those behind it waiting too, and each has its own', async () => {
    expect((await live(null, {})).got).toEqual(['a 1 at 0', 'b 1 at 0', 'c 1 at 0']);
    const { got, lab } = await live('delay', { only: 'b of', milliseconds: 500 });
    expect(got).toEqual(['a 1 at 0', 'b 1 at 500', 'c 1 at 500']);
    expect(lab.faults.happened()).toEqual([{ fault: 'delay', what: 'b of t to points' }]);
  });

  test('F7: a partition that is down comes later, the other one does not', async () => {
    const { got, lab } = await live('partition down', { only: 'of l', milliseconds: 700 }, twoKeys);
    expect(got).toEqual(['ak 1 at 0', 'bk 1 at 0', 'al 1 at 700', 'bl 1 at 700']);
    expect(lab.faults.happened()).toEqual([{ fault: 'partition down', what: 't, the partition of l' }]);
  });

  test('F9: a slow consumer is given the next one when it is done', async () => {
    expect((await live('slow consumer', { milliseconds: 400 })).got).toEqual([
      'a 1 at 400',
      'b 1 at 800',
      'c 1 at 1200',
    ]);
  });

  test('F9: one that is slower than the broker waits gets it again', async () => {
    const { got } = await live('slow consumer', { milliseconds: 4_000, times: 1 });
    expect(got.filter((one) => one.startsWith('a'))).toEqual(['a 2 at 3000', 'a 1 at 4000']);
  });
});

describe('what comes again', () => {
  test('F8: a duplicate comes at once, or after some time', async () => {
    expect((await live('duplicate', {})).got.toSorted()).toEqual(['a 1 at 0', 'a 2 at 0', 'b 1 at 0', 'c 1 at 0']);
    const late = await live('duplicate', { only: 'b of', milliseconds: 900 });
    expect(late.got).toEqual(['a 1 at 0', 'b 1 at 0', 'c 1 at 0', 'b 2 at 900']);
    expect(late.lab.faults.happened()).toEqual([{ fault: 'duplicate', what: 'b of t to points' }]);
  });

  test('F8: it changes nothing of what the broker knows', async () => {
    const { got, world, lab } = await live('duplicate', { milliseconds: 900, times: Infinity });
    expect(got).toHaveLength(6);
    expect(
      (await world.readRows({ table: 'kept deliveries', wanted: 10 })).rows.map(
        ({ text }) => JSON.parse(text) as object,
      ),
    ).toMatchObject([1, 2, 3].map(() => ({ state: 'acknowledged', attempts: 1 })));
    expect(await lab.broker.parked('t', 'points')).toEqual([]);
  });

  test('F5: of an acknowledgement that is lost the broker hears nothing', async () => {
    const { got, lab } = await live('lost ack', { only: 'acknowledge a' });
    expect(got).toEqual(['a 1 at 0', 'a 2 at 3000', 'b 1 at 3000', 'c 1 at 3000']);
    expect(lab.faults.happened()).toEqual([{ fault: 'lost ack', what: 'acknowledge a' }]);
  });

  test('F5: a message whose answer is lost is there all the same', async () => {
    const { lab } = await setUp();
    lab.faults.set('lost ack');
    await expect(lab.broker.publish('t', messageOf('a'))).rejects.toMatchObject({ code: 'answer-lost' });
    expect(await lab.broker.messages('t')).toHaveLength(1);
  });

  test('F4: what is crashed publishes and acknowledges nothing', async () => {
    const { got, lab, crashes } = await live('crash', { only: 'acknowledge b', after: 0 });
    expect(got).toEqual(['a 1 at 0', 'b 1 at 0']);
    expect(crashes).toHaveLength(1);
    let answer = 'none';
    void lab.broker.messages('t').then(() => (answer = 'some'));
    await new Promise((resolve) => void setImmediate(resolve));
    expect(answer).toBe('none');
  });
});

describe('the order', () => {
  test('F8: another message comes first, of the same key too, and that is told', async () => {
    const { got, lab } = await live('reorder', {});
    expect(got[0]).not.toBe('a 1 at 0');
    expect(new Set(got.map((one) => one[0]))).toEqual(new Set(['a', 'b', 'c']));
    expect(lab.faults.happened()).toEqual([{ fault: 'reorder', what: 'a of t to points' }]);
  });

  test('F3: where there is no other, nothing happens, and nothing is told', async () => {
    const { got, lab } = await live('reorder', {}, ({ lab: one }) => publishAll(one, 'a'));
    expect(got).toEqual(['a 1 at 0']);
    expect(lab.faults.happened()).toEqual([]);
  });
});

describe('poison', () => {
  test('F9: it is refused by all, each time, and parked; its handlers never see it', async () => {
    const set = await setUp();
    const { lab, shown, toEnd } = set;
    lab.faults.set('poison', { only: 'b of' });
    await publishAll(lab, 'a', 'b', 'c');
    await lab.broker.publish('t', messageOf('d', 'other key'));
    const got: string[] = [];
    for (const consumer of ['points', 'mail']) {
      const handle = ({ messageId }: { messageId: string }): void => void got.push(`${consumer} ${messageId}`);
      lab.broker.subscribe('t', consumer, handle, { maxDeliver: 2, retryDelay: 50 });
    }
    await toEnd();
    expect(got.toSorted()).toEqual(['mail a', 'mail d', 'points a', 'points d']);
    for (const consumer of ['points', 'mail']) {
      expect((await lab.broker.parked('t', consumer)).map(({ messageId }) => messageId)).toEqual(['b', 'c']);
    }
    const refusals = shown.filter((one) => 'refused' in (one as object));
    expect(refusals).toHaveLength(4);
    expect(refusals[0]).toMatchObject({ messageId: 'b', attempt: 1, refused: 'Error: b cannot be read' });
  });
});
