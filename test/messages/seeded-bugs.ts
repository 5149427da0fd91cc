/** Mistakes as people make them in brokers, each as a change of one place. */
import type { SeededBug } from '../seeded/copy-with-bug.ts';

/** Their files are those of src/lab/on-demand/broker. */
export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    title: 'a message is acknowledged before it is handled',
    file: 'messaging.ts',
    right: "    await become('out', options.visibilityTimeout);",
    wrong: "    await become('acknowledged', 0);",
  },
  {
    title: 'a refused message is never given again',
    file: 'messaging.ts',
    right: "isLast ? 'parked' : 'refused'",
    wrong: "isLast ? 'parked' : 'acknowledged'",
  },
  {
    title: 'a message that waits for its time does not keep others of its key waiting',
    file: 'queues.ts',
    right: '(isDone(messages[at]!) || aside.has(messages[at]!))) at += 1;',
    wrong:
      '(isDone(messages[at]!) || aside.has(messages[at]!) || (deliveries.get(messages[at]!.number)?.due ?? 0) > now)) at += 1;',
  },
  {
    title: 'what stands behind a parked message is given all the same',
    file: 'queues.ts',
    right:
      "      if (state === 'parked') keys.add(message.key);\n      return state !== 'acknowledged' && keys.has(message.key);",
    wrong: "      return state === 'parked' && keys.add(message.key).size > 0;",
  },
  {
    title: 'the dedupe window has no end',
    file: 'queues.ts',
    right: ' && at - one.at < window;',
    wrong: ' && window > 0;',
  },
  {
    title: 'messages are always deduplicated',
    file: 'queues.ts',
    right: '    if (window > 0 && known.messages.some(isKnown)) return null;',
    wrong: '    if (known.messages.some((one) => one.message.messageId === message.messageId)) return null;',
  },
  {
    title: 'the number of a message is that of the highest kept, taken when the run began',
    file: 'queues.ts',
    right: 'number: known.lastNumber + 1, message, at }',
    wrong: 'number: Math.max(1, known.messages.length), message, at }',
  },
  {
    title: 'acknowledgements are not kept',
    file: 'lesson-messaging.ts',
    right: '(delivery ? [keep',
    wrong: "(delivery && delivery.state !== 'acknowledged' ? [keep",
  },
  {
    title: 'attempts are not kept',
    file: 'lesson-messaging.ts',
    right: 'keepDelivery(delivery)',
    wrong: 'keepDelivery({ ...delivery, attempts: 0 })',
  },
  {
    title: 'consumers share what they have acknowledged',
    file: 'queues.ts',
    right: 'JSON.stringify([topic, consumer])',
    wrong: "JSON.stringify([topic, consumer === '' ? '' : 'all'])",
  },
  {
    title: 'nobody looks again at what was not acknowledged in time',
    file: 'lesson-messaging.ts',
    right: '() => this.#messaging.release(member)',
    wrong: '() => {}',
  },
  {
    title: 'replayed messages keep their attempts',
    file: 'messaging.ts',
    right: "state: 'refused', attempts: 0, due: now()",
    wrong: "state: 'refused', attempts: 99, due: now()",
  },
];
