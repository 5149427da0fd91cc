/** Mistakes as people make them in event stores, each as a change of one place in the library. */
import type { SeededBug } from '../seeded/copy-with-bug.ts';

/** A mistake in src/eventsourcing, and the kept history that finds it: kept/<name>.json. */
type FoundBug = SeededBug & Readonly<{ name: string }>;

export const SEEDED_BUGS: readonly FoundBug[] = [
  {
    name: 'checked-by-reader',
    title: 'the expected version is looked at by the reader and not by the log',
    file: 'storage/commit-log.ts',
    right: '    assertExpectation(streamName, head, expected);\n    const receipt',
    wrong: "    if (typeof expected === 'string') assertExpectation(streamName, head, expected);\n    const receipt",
  },
  {
    name: 'exists-unchecked',
    title: 'STREAM_EXISTS is taken for no check at all',
    file: 'stream-head.ts',
    right: '      return hasReadableEvents(head);',
    wrong: '      return true;',
  },
  {
    name: 'nothing-unchecked',
    title: 'an append of nothing is held to nothing',
    file: 'storage/create-event-store.ts',
    right: '  assertExpectation(streamName, head, expected);\n',
    wrong: '',
  },
  {
    name: 'same-place-same-append',
    title: 'whatever stands where an append was to go is taken for it',
    file: 'storage/same-append.ts',
    right: 'events.filter(({ eventId, streamPosition }) => eventId === ids[streamPosition - from]).length',
    wrong: 'events.length',
  },
  {
    name: 'known-only-at-end',
    title: 'an append is known only while nobody has written behind it',
    file: 'storage/same-append.ts',
    right: '  if (known < ids.length) return null;',
    wrong:
      '  if (known < ids.length) return null;\n  if ((await readHead(storage, streamName)).streamVersion !== to) return null;',
  },
  {
    name: 'command-unchecked',
    title: 'a command is appended whatever was written since it was decided',
    file: 'command-handler.ts',
    right: 'expectedStreamVersion: version,',
    wrong: "expectedStreamVersion: 'NO_CONCURRENCY_CHECK',",
  },
  {
    name: 'one-retry-less',
    title: 'a command is decided once less often than was promised',
    file: 'command-handler.ts',
    right: 'attempts > retries',
    wrong: 'attempts >= retries',
  },
  {
    name: 'version-is-events-read',
    title: 'the version of a stream is how many of its events were read',
    file: 'storage/create-event-store.ts',
    right: '          currentStreamVersion: streamVersion,\n          streamExists',
    wrong: '          currentStreamVersion: eventsRead,\n          streamExists',
  },
  {
    name: 'backwards-by-commit',
    title: 'the last events first: the commits are, the events in them are not',
    file: 'storage/read-stream.ts',
    right: "return direction === 'forwards' ? events : events.toReversed();",
    wrong: 'return events;',
  },
  {
    name: 'behind-what-was-left-out',
    title: 'a reader of everything goes on behind what it left out',
    file: 'storage/create-event-store.ts',
    right:
      '      if (event.globalPosition <= after || events.length >= wanted) continue;\n      safePosition = event.globalPosition;\n',
    wrong:
      '      safePosition = event.globalPosition;\n      if (event.globalPosition <= after || events.length >= wanted) continue;\n',
  },
  {
    name: 'deleted-begins-again',
    title: 'a deleted stream begins at position 1 again for whoever says that it does not exist',
    file: 'stream-head.ts',
    right: '      return !hasReadableEvents(head);',
    wrong: '      return head.streamVersion === 0;',
  },
  {
    name: 'tombstone-unchecked',
    title: 'a tombstone is only looked at where a version is expected',
    file: 'stream-head.ts',
    right: '  if (head.isTombstoned) throw',
    wrong: "  if (head.isTombstoned && expected !== 'NO_CONCURRENCY_CHECK') throw",
  },
  {
    name: 'cut-in-two',
    title: 'of an append that was cut in two, what was taken away is read all the same',
    file: 'storage/read-stream.ts',
    right: 'Math.max(query.from, truncateBefore)',
    wrong: 'query.from',
  },
  {
    name: 'cut-gives-back',
    title: 'a stream that was truncated further back gets events again',
    file: 'stream-head.ts',
    right: 'Math.max(head.truncateBefore, Math.min(cut.truncateBefore, head.streamVersion + 1))',
    wrong: 'Math.min(cut.truncateBefore, head.streamVersion + 1)',
  },
  {
    name: 'heard-twice',
    title: 'who listens hears the last event of what was there once more',
    file: 'storage/subscribe.ts',
    right: 'if (event.globalPosition > position) yield event;',
    wrong: 'if (event.globalPosition >= position) yield event;',
  },
  {
    name: 'waits-behind-asked',
    title: 'who listens waits behind the place it asked for and not behind what it has looked at',
    file: 'storage/subscribe.ts',
    right: '      position = event.globalPosition;\n',
    wrong: '      if (position > 0) position = event.globalPosition;\n',
  },
];
