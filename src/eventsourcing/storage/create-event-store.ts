/** The event store over a storage port: checks what comes in, folds what comes out. Rules: SPEC.md, ES. */
import { toNewCommit, toRecordedEvents, type NewCommit } from './commit.ts';
import type { Fold } from '../decider.ts';
import { InvalidInputError, isExpectedVersionConflictError } from '../errors.ts';
import type { Event, NewEvent, Recorded } from '../event.ts';
import type { Append, Cut, EventStorage, StreamQuery } from './event-storage.ts';
import type {
  AggregateStreamOptions,
  AggregateStreamResult,
  AppendOptions,
  AppendResult,
  CutOptions,
  EventStore,
  ReadAllOptions,
  ReadAllResult,
  ReadStreamOptions,
  ReadStreamResult,
  SubscribeToAllOptions,
} from '../event-store.ts';
import { isExpectedStreamVersion, type ExpectedStreamVersion } from '../expected-stream-version.ts';
import { assertCount, assertPosition, assertStreamName, assertSubscriptionStart, describeValue } from '../input.ts';
import { readHead, readStreamWhole } from './read-stream.ts';
import { findSameAppend, findSameAppendAtEnd, namesPlace } from './same-append.ts';
import { isSnapshot } from '../snapshot.ts';
import { assertExpectation, hasReadableEvents } from '../stream-head.ts';
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
      let events: Recorded<E>[] = [];
      const head = await readStreamWhole<E>(
        storage,
        { ...query, wanted: maxCount },
        {
          begin: () => (events = []),
          take: (found) => {
            for (const event of found) if (events.length < maxCount) events.push(event);
            return events.length < maxCount;
          },
        },
      );
      return { events, currentStreamVersion: head.streamVersion, streamExists: hasReadableEvents(head) };
    },

    async aggregateStream<State, E extends Event>(
      streamName: string,
      fold: Fold<State, E> & AggregateStreamOptions<State>,
    ): Promise<AggregateStreamResult<State>> {
      const to = fold.read?.to;
      const query = checkRead(streamName, to === undefined ? {} : { to });
      const foldFrom = async (after: number, stateBefore: () => State) => {
        let state = stateBefore();
        let eventsRead = 0;
        const rest = { ...query, from: after + 1 };
        const head = await readStreamWhole<E>(storage, rest, {
          begin() {
            if (eventsRead > 0) state = stateBefore();
            eventsRead = 0;
          },
          take(events) {
            for (const event of events) state = fold.evolve(state, event);
            eventsRead += events.length;
            return true;
          },
        });
        const { streamVersion, truncateBefore } = head;
        const result = {
          state,
          currentStreamVersion: streamVersion,
          streamExists: hasReadableEvents(head),
          eventsRead,
        };
        return { result, isCut: truncateBefore > 1 };
      };
      const { snapshot } = fold;
      if (isSnapshot(snapshot) && snapshot.streamPosition <= query.to) {
        const { result, isCut } = await foldFrom(snapshot.streamPosition, () => snapshot.state);
        // Of a stream that was cut, what is left is the whole story; nobody knows of what a snapshot was taken.
        if (result.currentStreamVersion >= snapshot.streamPosition && !isCut) return result;
      }
      return (await foldFrom(0, () => fold.initialState())).result;
    },

    async truncateBefore(streamName: string, position: number, options: CutOptions): Promise<void> {
      assertPosition('truncateBefore', position, 1);
      return cut(storage, streamName, options, { truncateBefore: position, isTombstoned: false });
    },

    async deleteStream(streamName: string, options: CutOptions): Promise<void> {
      return cut(storage, streamName, options, { truncateBefore: Number.MAX_SAFE_INTEGER, isTombstoned: false });
    },

    async tombstoneStream(streamName: string, options: CutOptions): Promise<void> {
      return cut(storage, streamName, options, { truncateBefore: Number.MAX_SAFE_INTEGER, isTombstoned: true });
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
  const expected = toExpected(options);
  if (events.length === 0) return { expected, commit: null, isNamed: false };
  const { metadata } = options;
  const newId = (): string => environment.newId();
  const commit = toNewCommit(events, { newId, recordedAt: environment.now(), metadata });
  return { expected, commit, isNamed: events.every(({ eventId }) => eventId !== undefined) };
}

function toExpected(options: CutOptions | undefined): ExpectedStreamVersion {
  const expected: unknown = options?.expectedStreamVersion;
  if (isExpectedStreamVersion(expected)) return expected;
  throw new InvalidInputError('expectedStreamVersion', describeValue(expected), 'expected-version');
}

async function cut(
  storage: EventStorage,
  streamName: string,
  options: CutOptions | undefined,
  what: Pick<Cut, 'truncateBefore' | 'isTombstoned'>,
): Promise<void> {
  assertStreamName(streamName);
  return storage.cut({ streamName, expected: toExpected(options), ...what });
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
  if (!namesPlace(expected)) {
    return (await findSameAppendAtEnd(storage, streamName, ids)) ?? appendNow(storage, append);
  }
  try {
    return await appendNow(storage, append);
  } catch (error) {
    const same = isExpectedVersionConflictError(error)
      ? await findSameAppend(storage, { streamName, expected }, ids)
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
  const head = await readHead(storage, streamName);
  assertExpectation(streamName, head, expected);
  const { lastPosition } = await storage.readAll({ after: Number.MAX_SAFE_INTEGER, wanted: 0 });
  return {
    streamName,
    nextExpectedStreamVersion: head.streamVersion,
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
