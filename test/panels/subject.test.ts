/** What an act of a trace was about, in a line. */
import { expect, test } from 'vitest';
import type { TraceAct } from '#lab';
import { subjectOf } from '../../src/panels/trace/subject.ts';

const event = (type: string, streamPosition: number) =>
  ({ type, data: {}, streamName: 's', streamPosition, globalPosition: 9, eventId: 'e', recordedAt: '' }) as const;

test.each<[TraceAct, string]>([
  [{ kind: 'appended', streamName: 's', count: 1, events: [event('A', 3)] }, 'A → s@3'],
  [
    { kind: 'appended', streamName: 's', count: 50, events: [event('A', 3), event('B', 4), event('A', 5)] },
    'A, B → s@3–52',
  ],
  [{ kind: 'appended', streamName: 's', count: 1, events: [] }, 's'],
  [{ kind: 'tombstoned', streamName: 's' }, 's'],
  [
    { kind: 'published', topic: 't', number: 2, message: { messageId: 'm', key: 'k', type: 'T', body: 0 } },
    'T m → t#2',
  ],
  [{ kind: 'parked', topic: 't', number: 2, consumer: 'c', attempt: 5 }, 't#2 → c'],
  [{ kind: 'row changed', table: 'items', id: 'a' }, 'items a'],
  [{ kind: 'row deleted', table: 'items', id: ['a', 1] }, 'items ["a",1]'],
  [{ kind: 'key erased', subject: 'lead-12' }, 'lead-12'],
])('%j', (act, subject) => {
  expect(subjectOf(act)).toBe(subject);
});
