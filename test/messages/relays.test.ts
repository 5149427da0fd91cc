/** Relays, outboxes, leases and inboxes hold in every schedule; each of these mistakes, put into a copy of the library, makes one come out wrong. */
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as ours from '#eventsourcing';
import { copyWithBug, placeForCopies, type SeededBug } from '../seeded/copy-with-bug.ts';
import { TRIED, wrongOf, type Library } from './relaying.ts';

vi.setConfig({ testTimeout: 300_000 });

test.each(TRIED.map((tried) => [tried.name, tried] as const))('P21, P22: %s', async (_, tried) => {
  expect(await wrongOf(ours, [tried])).toEqual([]);
});

/** Mistakes as people make them; files of src/eventsourcing. */
const BUGS: readonly SeededBug[] = [
  {
    title: 'a relay forgets a message before it publishes it',
    file: 'messages/relay.ts',
    right:
      "            await to.broker.publish(to.topic, row.message);\n            await (by === 'flag' ? from.mark(row) : from.remove(row));",
    wrong:
      "            await (by === 'flag' ? from.mark(row) : from.remove(row));\n            await to.broker.publish(to.topic, row.message);",
  },
  {
    title: 'a message has a new id each time it is published',
    file: 'messages/relay.ts',
    right: 'await to.broker.publish(to.topic, row.message);',
    wrong:
      'await to.broker.publish(to.topic, { ...row.message, messageId: `${row.message.messageId}/${Math.random()}` });',
  },
  {
    title: 'the checkpoint is moved before the message is published',
    file: 'messages/relay.ts',
    right:
      "        await to.broker.publish(to.topic, messageOf(event, told));\n        isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';",
    wrong:
      "        isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';\n        await to.broker.publish(to.topic, messageOf(event, told));",
  },
  {
    title: 'the checkpoint is moved to the end of the log instead of the event',
    file: 'messages/relay.ts',
    right: "isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';",
    wrong: "isStored = (await checkpoints.store(name, at, safePosition)) === 'stored';",
  },
  {
    title: 'the outbox is written after the append, in a transaction of its own',
    file: 'messages/outbox.ts',
    right: '        for (const event of toInlineEvents<E>(streamName, version, events, options.metadata)) {',
    wrong:
      '      });\n      await database.transaction(async (tx) => {\n        for (const event of toInlineEvents<E>(streamName, version, events, options.metadata)) {',
  },
  {
    title: 'a private event is told all the same',
    file: 'messages/outbox.ts',
    right: '          if (!told) continue;',
    wrong: '',
  },
  {
    title: 'rows of the outbox come in any order',
    file: 'messages/outbox.ts',
    right: '(await table.all()).filter(({ isPublished }) => !isPublished)',
    wrong: '(await table.all()).filter(({ isPublished }) => !isPublished).toReversed()',
  },
  {
    title: 'what is marked as published is published again',
    file: 'messages/outbox.ts',
    right: 'tx.put(table, { ...row, isPublished: true })',
    wrong: 'tx.put(table, { ...row, isPublished: false })',
  },
  {
    title: 'a lease is taken by whoever asks',
    file: 'messages/lease.ts',
    right: 'if (isHeld && row.holder !== holder) return null;',
    wrong: '',
  },
  {
    title: 'a lease is read in one transaction and taken in another',
    file: 'messages/lease.ts',
    right: '          const row = await tx.get(leases, name);\n          const isHeld',
    wrong: '          const row = await leases.get(name);\n          const isHeld',
  },
  {
    title: 'the inbox forgets whose message it was',
    file: 'messages/inbox.ts',
    right: "const table = database.table<InboxRow>(name, { key: ['consumer', 'messageId'] });",
    wrong: "consumer = 'all';\n  const table = database.table<InboxRow>(name, { key: ['consumer', 'messageId'] });",
  },
  {
    title: 'the inbox is written before the effect, in a transaction of its own',
    file: 'messages/inbox.ts',
    right: '          tx.put(table, { consumer, messageId });',
    wrong: '          await database.transaction(async (first) => first.put(table, { consumer, messageId }));',
  },
  {
    title: 'nobody looks into the inbox',
    file: 'messages/inbox.ts',
    right: "          if (await tx.get(table, [consumer, messageId])) return 'seen';\n",
    wrong: '',
  },
  {
    title: 'the rows of a projection are written, and its checkpoint is not',
    file: 'projections/checkpoint-store.ts',
    right: "if (result === 'stored') tx.put(checkpoints, { processor, position: next });",
    wrong: '',
  },
  {
    title: 'a checkpoint is moved by whoever comes, wherever it is',
    file: 'projections/checkpoint-store.ts',
    right: 'const result = compareCheckpoint(await read(processor, tx), expected, next);',
    wrong: 'const result = compareCheckpoint(expected, expected, next);',
  },
];

const copies = placeForCopies();
afterAll(copies.remove);

async function libraryWith(name: string, bug: SeededBug | null): Promise<Library> {
  const folder = join(copies.folder, name);
  copyWithBug('src/eventsourcing', folder, bug);
  return (await import(/* @vite-ignore */ join(folder, 'index.ts'))) as Library;
}

test('a copy without a mistake comes out right', async () => {
  expect(await wrongOf(await libraryWith('none', null))).toEqual([]);
});

describe('mistakes', () => {
  test.each(BUGS.map((bug, index) => [bug.title, bug, index] as const))('%s: is found', async (_, bug, index) => {
    const library = await libraryWith(`bug-${index}`, bug);
    let wrong: string[] = [];
    for (const tried of TRIED) if (wrong.length === 0) wrong = await wrongOf(library, [tried]);
    expect(wrong).not.toEqual([]);
  });
});
