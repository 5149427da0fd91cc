/** What the broker of a world holds, and how far each consumer is. */
import { expect, test } from 'vitest';
import { readTopics, type Topics } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { messageOf, publishAll, setUp } from '../broker/set-up.ts';

/** A topic's consumers with their deliveries as text. */
const told = ({ topics }: Topics, name: string) =>
  topics
    .find((topic) => topic.name === name)!
    .consumers.map(({ consumer, deliveries, behind, parked, again }) => [
      consumer,
      [...deliveries.values()].map(({ number, state, attempts }) => `${number} ${state} ${attempts}`).join(', '),
      { behind, parked, again },
    ]);

test('TR3: a world without messages has no topics', async () => {
  expect(await readTopics(createMemoryWorld())).toEqual({ topics: [], isCut: false });
});

test('TR3: messages stand in order, and each consumer with what became of each', async () => {
  const { world, lab, toEnd } = await setUp();
  await publishAll(lab, ...Array.from({ length: 11 }, (_, n) => `m-${n}`));
  await lab.broker.publish('u', messageOf('other'));
  const refusing = { 'm-1': 1, 'm-3': 9 } as Record<string, number>;
  lab.broker.subscribe(
    't',
    'billing',
    ({ messageId }, { attempt }) => {
      if (attempt <= (refusing[messageId] ?? 0)) throw new Error('not now');
    },
    { maxDeliver: 3 },
  );
  const archive = lab.broker.subscribe('t', 'archive', ({ messageId }) => {
    if (messageId === 'm-1') archive.stop();
  });
  await toEnd();
  const topics = await readTopics(world);
  expect(topics.topics.map(({ name }) => name)).toEqual(['t', 'u']);
  const [topic] = topics.topics;
  expect(topic!.messages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(told(topics, 't')).toEqual([
    ['archive', '1 acknowledged 1, 2 acknowledged 1', { behind: 9, parked: 0, again: 0 }],
    [
      'billing',
      '1 acknowledged 1, 2 acknowledged 2, 3 acknowledged 1, 4 parked 3',
      // Those behind the parked one have its key, and wait with it.
      { behind: 7, parked: 1, again: 3 },
    ],
  ]);
  expect(told(topics, 'u')).toEqual([]);
});

test('TR3: of very many the first are told, and that there are more', async () => {
  const { world, lab, quiet } = await setUp();
  for (let n = 0; n < 1_000; n += 1) await lab.broker.publish('t', messageOf(`m-${n}`));
  expect(await readTopics(world)).toMatchObject({ isCut: false });
  await lab.broker.publish('t', messageOf('one more'));
  lab.broker.subscribe('t', 'billing', () => {});
  await quiet();
  for (let n = 0; n < 1_000; n += 1) await quiet();
  const read = await readTopics(world);
  expect(read.topics[0]!.messages).toHaveLength(1_000);
  expect(read.isCut).toBe(true);
  expect(read.topics[0]!.consumers).toMatchObject([{ behind: 0, parked: 0 }]);
});
