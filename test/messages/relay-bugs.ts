/** Mistakes as people make them in outboxes, relays, leases, inboxes and checkpoints, each as a change of one place. */
import type { SeededBug } from '../seeded/copy-with-bug.ts';

/** Their files are those of src/eventsourcing. */
export const RELAY_BUGS: readonly SeededBug[] = [
  {
    title: 'a relay forgets a message before it publishes it',
    file: 'messages/relay.ts',
    right:
      "            await to.broker.publish(to.topic, row.message);\n            await (by === 'flag' ? from.mark(row) : from.remove(row));",
    wrong:
      "            await (by === 'flag' ? from.mark(row) : from.remove(row));\n            await to.broker.publish(to.topic, row.message);",
  },
  {
    title: 'only the flag is set before a message is published',
    file: 'messages/relay.ts',
    right: '            await to.broker.publish(to.topic, row.message);\n',
    wrong:
      "            if (by === 'flag') await from.mark(row);\n            await to.broker.publish(to.topic, row.message);\n",
  },
  {
    title: 'what the broker has refused is not tried again',
    file: 'messages/relay.ts',
    right: '            await to.broker.publish(to.topic, row.message);\n',
    wrong: '            await to.broker.publish(to.topic, row.message).catch(() => {});\n',
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
      "          await to.broker.publish(to.topic, messageOf(event, told));\n          isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';",
    wrong:
      "          isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';\n          await to.broker.publish(to.topic, messageOf(event, told));",
  },
  {
    title: 'the checkpoint is moved to the end of what was read instead of the event',
    file: 'messages/relay.ts',
    right: "isStored = (await checkpoints.store(name, at, event.globalPosition)) === 'stored';",
    wrong: "isStored = (await checkpoints.store(name, at, safePosition)) === 'stored';",
  },
  {
    title: 'the checkpoint is moved to the end of what was read, though the relay has stopped in front of it',
    file: 'messages/relay.ts',
    right: '        if (!isStored) return true;',
    wrong: '        if (!isStored) break;',
  },
  {
    title: 'a relay goes on when its lease is somebody else’s',
    file: 'messages/relay.ts',
    right: 'if ((await lease?.take()) !== fence) return false;',
    wrong: 'await lease?.take();',
  },
  {
    title: 'a relay takes its lease once, and looks at it no more',
    file: 'messages/relay.ts',
    right: '      if ((await lease?.take()) !== fence) return false;\n',
    wrong: '',
  },
  {
    title: 'the outbox is written after the append, in a transaction of its own',
    file: 'messages/outbox.ts',
    right: '        tx.appendToStream(streamName, events, options);',
    wrong: '        await database.transaction(async (own) => own.appendToStream(streamName, events, options));',
  },
  {
    title: 'a private event is told all the same',
    file: 'messages/outbox.ts',
    right: 'const told = toMessage(event);',
    wrong: 'const told = toMessage(event) ?? { body: null };',
  },
  {
    title: 'rows of the outbox come in another order',
    file: 'messages/outbox.ts',
    right: '(await table.all()).filter(({ isPublished }) => !isPublished)',
    wrong: '(await table.all()).filter(({ isPublished }) => !isPublished).toReversed()',
  },
  {
    title: 'rows of the outbox come stream by stream',
    file: 'messages/outbox.ts',
    right: '(await table.all()).filter(({ isPublished }) => !isPublished)',
    wrong:
      '(await table.all()).filter(({ isPublished }) => !isPublished).toSorted((a, b) => (a.streamName < b.streamName ? -1 : 1))',
  },
  {
    title: 'the numbers of an outbox begin anew',
    file: 'messages/outbox.ts',
    right: '(await tx.get(table, outboxName))?.last ?? 0',
    wrong: '0 * ((await tx.get(table, outboxName))?.last ?? 0)',
  },
  {
    title: 'the last number is read outside of the transaction',
    file: 'messages/outbox.ts',
    right: 'await tx.get(table, outboxName)',
    wrong: 'await table.get(outboxName)',
  },
  {
    title: 'what is marked as published is published again',
    file: 'messages/outbox.ts',
    right: 'tx.put(table, { ...row, isPublished: true })',
    wrong: 'tx.put(table, { ...row, isPublished: false })',
  },
  {
    title: 'an append that was made before is a conflict',
    file: 'messages/outbox.ts',
    right: 'if (!eventStore || !isFurther',
    wrong: 'if (!eventStore || isFurther',
  },
  {
    title: 'an append that was made before is made again, and told again',
    file: 'messages/outbox.ts',
    right: 'return eventStore.appendToStream(streamName, events, exact);',
    wrong:
      'await append(streamName, events, { ...exact, expectedStreamVersion: error.data.actual });\n        return { streamName, nextExpectedStreamVersion: version, deduplicated: true };',
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
    right: '        const row = await tx.get(leases, name);\n        const isHeld',
    wrong: '        const row = await leases.get(name);\n        const isHeld',
  },
  {
    title: 'a lease never comes to its end',
    file: 'messages/lease.ts',
    right: 'row !== undefined && row.until > now()',
    wrong: 'row !== undefined && row.until > 0',
  },
  {
    title: 'the fence does not grow with a new holder',
    file: 'messages/lease.ts',
    right: '(row?.fence ?? 0) + 1',
    wrong: '(row?.fence ?? 1)',
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
    title: 'the inbox is written behind the effect, in a transaction of its own',
    file: 'messages/inbox.ts',
    right: "          await effect(tx);\n          return 'done';",
    wrong: "          await database.transaction(async (own) => void (await effect(own)));\n          return 'done';",
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
  {
    title: 'a checkpoint is compared with what stood there outside of the transaction',
    file: 'projections/checkpoint-store.ts',
    right: 'compareCheckpoint(await read(processor, tx), expected, next)',
    wrong: 'compareCheckpoint(await read(processor), expected, next)',
  },
  {
    title: 'the checkpoint of a projection is moved in a transaction of its own, before its rows',
    file: 'projections/catch-up.ts',
    right: 'checkpoints.store(processor, from, reached, tx)',
    wrong: 'checkpoints.store(processor, from, reached)',
  },
];
