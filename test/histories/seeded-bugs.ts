/** Mistakes as people make them in event stores, each as a change of one place in the library. */

export type SeededBug = Readonly<{
  title: string;
  /** File in src/eventsourcing. */
  file: string;
  /** What stands there now, once, and what the mistake makes of it. */
  right: string;
  wrong: string;
}>;

export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    title: 'the expected version is looked at by the reader and not by the log',
    file: 'storage/commit-log.ts',
    right: '    assertExpectation(streamName, version, expected);\n',
    wrong: "    if (typeof expected === 'string') assertExpectation(streamName, version, expected);\n",
  },
  {
    title: 'STREAM_EXISTS is taken for no check at all',
    file: 'expected-stream-version.ts',
    right: '      return current > 0;',
    wrong: '      return true;',
  },
  {
    title: 'an append of nothing is held to nothing',
    file: 'storage/create-event-store.ts',
    right: '  assertExpectation(streamName, streamVersion, expected);\n',
    wrong: '',
  },
  {
    title: 'whatever stands where an append was to go is taken for it',
    file: 'storage/same-append.ts',
    right: '      if (eventId !== ids[streamPosition - from]) return null;',
    wrong: '',
  },
  {
    title: 'an append is known only while nobody has written behind it',
    file: 'storage/same-append.ts',
    right: '  if (known < ids.length) return null;',
    wrong:
      "  if (known < ids.length) return null;\n  const { streamVersion } = await storage.readStream({ streamName, from: 1, to: 0, direction: 'forwards', wanted: 0 });\n  if (streamVersion !== to) return null;",
  },
  {
    title: 'a command is appended whatever was written since it was decided',
    file: 'command-handler.ts',
    right: 'mine, { expectedStreamVersion: version }',
    wrong: "mine, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' }",
  },
  {
    title: 'a command is decided once less often than was promised',
    file: 'command-handler.ts',
    right: 'attempts > retries',
    wrong: 'attempts >= retries',
  },
  {
    title: 'the version of a stream is how many of its events were read',
    file: 'storage/create-event-store.ts',
    right: 'return { state, currentStreamVersion: streamVersion,',
    wrong: 'return { state, currentStreamVersion: eventsRead,',
  },
  {
    title: 'the last events first: the commits are, the events in them are not',
    file: 'storage/create-event-store.ts',
    right: "return direction === 'forwards' ? events : events.toReversed();",
    wrong: 'return events;',
  },
  {
    title: 'a reader of everything goes on behind what it left out',
    file: 'storage/create-event-store.ts',
    right:
      '      if (event.globalPosition <= after || events.length >= wanted) continue;\n      safePosition = event.globalPosition;\n',
    wrong:
      '      safePosition = event.globalPosition;\n      if (event.globalPosition <= after || events.length >= wanted) continue;\n',
  },
  {
    title: 'who listens hears the last event of what was there once more',
    file: 'storage/subscribe.ts',
    right: 'if (event.globalPosition > position) yield event;',
    wrong: 'if (event.globalPosition >= position) yield event;',
  },
  {
    title: 'who listens waits behind the place it asked for and not behind what it has looked at',
    file: 'storage/subscribe.ts',
    right: '      position = event.globalPosition;\n',
    wrong: '      if (position > 0) position = event.globalPosition;\n',
  },
];
