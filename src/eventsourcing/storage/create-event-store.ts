/** The event store over a storage port: checks what comes in, folds what comes out. Rules: SPEC.md, ES. */
import { lastStreamPosition, toNewCommit, toRecordedEvents, type Commit, type NewCommit } from './commit.ts';
import type { Fold } from '../decider.ts';
import { InvalidInputError, isExpectedVersionConflictError } from '../errors.ts';
import type { Event, NewEvent, Recorded } from '../event.ts';
import type { Append, EventStorage, StreamPage, StreamQuery } from './event-storage.ts';
import type {
  AggregateStreamOptions,
  AggregateStreamResult,
  AppendOptions,
  AppendResult,
  EventStore,
  ReadAllOptions,
  ReadAllResult,
  ReadStreamOptions,
  ReadStreamResult,
  SubscribeToAllOptions,
} from '../event-store.ts';
import { assertExpectation, isExpectedStreamVersion, type ExpectedStreamVersion } from '../expected-stream-version.ts';
import { assertCount, assertPosition, assertStreamName, assertSubscriptionStart, describeValue } from '../input.ts';
import { findSameAppend, findSameAppendAtEnd, versionExpected } from './same-append.ts';
import { isSnapshot } from '../snapshot.ts';
import { subscribe } from './subscribe.ts';

/** Time and chance, handed in so that a history can be made again exactly. */
export type StoreEnvironment = Readonly<{
  /** A new unique id, without spaces. */
  newId(): string;
  /** Now, ISO 8601. */
  now(): string;
}>;

/** An event store that keeps its commits in `storage`. */
export function createEventStore(storage: EventStorage, environment: StoreEnvironment): EventStore {
  return {
    async appendToStream<E extends Event>(
      streamName: string,
      events: readonly NewEvent<E>[],
      options: AppendOptions,
    ): Promise<AppendResult> {
      const prepared = prepareAppend(environment, streamName, events, options);
      const { expected, commit } = prepared;
      if (!commit) return emptyAppend(storage, streamName, expected);
      const append = { streamName, expected, commit };
      return prepared.isNamed ? appendOnce(storage, append) : appendNow(storage, append);
    },

    async readStream<E extends Event>(
      streamName: string,
      options: ReadStreamOptions = {},
    ): Promise<ReadStreamResult<E>> {
      const query = checkRead(streamName, options);
      const maxCount = options.maxCount ?? Infinity;
      const events: Recorded<E>[] = [];
      const streamVersion = await eachCommit(storage, { ...query, wanted: maxCount }, (commit) => {
        for (const event of selected<E>(commit, query)) {
          if (events.length < maxCount) events.push(event);
        }
        return events.length < maxCount;
      });
      return { events, currentStreamVersion: streamVersion, streamExists: streamVersion > 0 };
    },

    async aggregateStream<State, E extends Event>(
      streamName: string,
      fold: Fold<State, E> & AggregateStreamOptions<State>,
    ): Promise<AggregateStreamResult<State>> {
      const to = fold.read?.to;
      const query = checkRead(streamName, to === undefined ? {} : { to });
      const foldFrom = async (after: number, before: State): Promise<AggregateStreamResult<State>> => {
        const rest = { ...query, from: after + 1 };
        let state = before;
        let eventsRead = 0;
        const streamVersion = await eachCommit(storage, rest, (commit) => {
          for (const event of selected<E>(commit, rest)) {
            state = fold.evolve(state, event);
            eventsRead += 1;
          }
          return true;
        });
        return { state, currentStreamVersion: streamVersion, streamExists: streamVersion > 0, eventsRead };
      };
      const { snapshot } = fold;
      if (isSnapshot(snapshot) && snapshot.streamPosition <= query.to) {
        const result = await foldFrom(snapshot.streamPosition, snapshot.state);
        if (result.currentStreamVersion >= snapshot.streamPosition) return result;
      }
      return foldFrom(0, fold.initialState());
    },

    async readAll(options: ReadAllOptions = {}): Promise<ReadAllResult> {
      return readLog(storage, options);
    },

    subscribeToAll(options: SubscribeToAllOptions): AsyncIterable<Recorded<Event>> {
      const after: unknown = (options as SubscribeToAllOptions | undefined)?.after;
      assertSubscriptionStart(after);
      return subscribe(storage, after);
    },
  };
}

/**
 * Checks an append and writes its events down as they are now; `commit` is null when there are none.
 * Throws InvalidInputError for what cannot be stored.
 */
export function prepareAppend(
  environment: StoreEnvironment,
  ...[streamName, events, options]: Parameters<EventStore['appendToStream']>
): Readonly<{
  expected: ExpectedStreamVersion;
  commit: NewCommit | null;
  /** Every event came with an id of its own. */
  isNamed: boolean;
}> {
  assertStreamName(streamName);
  if (!Array.isArray(events)) throw new InvalidInputError('events', describeValue(events), 'event-list');
  const expected: unknown = (options as AppendOptions | undefined)?.expectedStreamVersion;
  if (!isExpectedStreamVersion(expected)) {
    throw new InvalidInputError('expectedStreamVersion', describeValue(expected), 'expected-version');
  }
  if (events.length === 0) return { expected, commit: null, isNamed: false };
  const { metadata } = options;
  const newId = (): string => environment.newId();
  const commit = toNewCommit(events, { newId, recordedAt: environment.now(), metadata });
  return { expected, commit, isNamed: events.every(({ eventId }) => eventId !== undefined) };
}

async function appendNow(storage: EventStorage, append: Append): Promise<AppendResult> {
  const { firstPosition, firstStreamPosition } = await storage.append(append);
  const { streamName, commit } = append;
  return {
    streamName,
    nextExpectedStreamVersion: firstStreamPosition + commit.count - 1,
    createdNewStream: firstStreamPosition === 1,
    lastGlobalPosition: firstPosition + commit.count - 1,
    deduplicated: false,
  };
}

/** Appends events that came with ids, unless they are there. What stands in a stream stays there, so looking after the conflict is soon enough. */
async function appendOnce(storage: EventStorage, append: Append): Promise<AppendResult> {
  const { streamName, expected, commit } = append;
  const ids = commit.ids.split(' ');
  const version = versionExpected(expected);
  if (version === null) {
    return (await findSameAppendAtEnd(storage, streamName, ids)) ?? appendNow(storage, append);
  }
  try {
    return await appendNow(storage, append);
  } catch (error) {
    const same = isExpectedVersionConflictError(error)
      ? await findSameAppend(storage, { streamName, version }, ids)
      : null;
    if (!same) throw error;
    return same;
  }
}

/** An append of nothing writes nothing, but a wrong expectation is still a conflict. */
async function emptyAppend(
  storage: EventStorage,
  streamName: string,
  expected: ExpectedStreamVersion,
): Promise<AppendResult> {
  const nothing = { streamName, from: 1, to: 0, direction: 'forwards', wanted: 0 } as const;
  const { streamVersion } = await storage.readStream(nothing);
  assertExpectation(streamName, streamVersion, expected);
  const { lastPosition } = await storage.readAll({ after: Number.MAX_SAFE_INTEGER, wanted: 0 });
  return {
    streamName,
    nextExpectedStreamVersion: streamVersion,
    createdNewStream: false,
    lastGlobalPosition: lastPosition,
    deduplicated: false,
  };
}

function checkRead(streamName: string, { from, to, maxCount, direction }: ReadStreamOptions): StreamQuery {
  assertStreamName(streamName);
  if (from !== undefined) assertPosition('from', from, 1);
  if (to !== undefined) assertPosition('to', to, 0);
  if (maxCount !== undefined) assertCount('maxCount', maxCount);
  if (direction !== undefined && direction !== 'forwards' && direction !== 'backwards') {
    throw new InvalidInputError('direction', describeValue(direction), 'direction');
  }
  return { streamName, from: from ?? 1, to: to ?? Infinity, direction: direction ?? 'forwards', wanted: Infinity };
}

/**
 * Hands on commits until `take` says no or all are read; gives the version of the stream.
 * When others append between two pages, it is the version of the page that holds the stream's end: a version that counts
 * events which the reader was not given would let them append as if they had seen those.
 */
async function eachCommit(
  storage: EventStorage,
  query: StreamQuery,
  take: (commit: Commit) => boolean,
): Promise<number> {
  let next: StreamQuery | null = query;
  let streamVersion: number | null = null;
  let coming: Promise<StreamPage> | null = null;
  while (next) {
    const page: StreamPage = await (coming ?? storage.readStream(next));
    // Where all is wanted, the next page is on its way while this one is taken.
    coming = page.next && query.wanted === Infinity ? storage.readStream(page.next) : null;
    coming?.catch(() => {});
    if (query.direction === 'forwards') streamVersion = page.streamVersion;
    else streamVersion ??= page.streamVersion;
    next = page.commits.every(take) ? page.next : null;
  }
  return streamVersion ?? 0;
}

/** The events of a commit that were asked for, in the direction asked for. */
function selected<E extends Event>(commit: Commit, { from, to, direction }: StreamQuery): Recorded<E>[] {
  const all = toRecordedEvents(commit) as Recorded<E>[];
  const isWhole = commit.firstStreamPosition >= from && lastStreamPosition(commit) <= to;
  const events = isWhole ? all : all.filter(({ streamPosition }) => streamPosition >= from && streamPosition <= to);
  return direction === 'forwards' ? events : events.toReversed();
}

async function readLog(storage: EventStorage, { after = 0, maxCount, types }: ReadAllOptions): Promise<ReadAllResult> {
  assertPosition('after', after, 0);
  if (maxCount !== undefined) assertCount('maxCount', maxCount);
  if (types !== undefined && !(Array.isArray(types) && types.every((type) => typeof type === 'string'))) {
    throw new InvalidInputError('types', describeValue(types), 'event-types');
  }
  const wanted = maxCount ?? Infinity;
  const events: Recorded<Event>[] = [];
  let safePosition = after;
  // With a filter nobody knows how many events must be looked at.
  let next: Parameters<EventStorage['readAll']>[0] | null = { after, wanted: types ? Infinity : wanted };
  while (next && events.length < wanted) {
    const page: Awaited<ReturnType<EventStorage['readAll']>> = await storage.readAll(next);
    for (const event of page.commits.flatMap(toRecordedEvents)) {
      if (event.globalPosition <= after || events.length >= wanted) continue;
      safePosition = event.globalPosition;
      if (!types || types.includes(event.type)) events.push(event);
    }
    next = page.next;
  }
  return { events, safePosition };
}
