/** The broker that cells get: that of the lesson's world or, while a program is explored, of one of its own. Rules: ../../README.md, B. */
import { InvalidInputError } from '#eventsourcing';
import { assertCount, assertName } from '#eventsourcing/storage';
import type { CodedError } from '../../errors.ts';
import type { Broker } from '../../lab.ts';
import type { Wanted } from '../../subscription.ts';
import { StandIn } from '../stand-in.ts';
import { LessonMessaging, type LessonMessagingEnvironment } from './lesson-messaging.ts';
import { toMessage } from './message.ts';
import type { Messaging } from './messaging.ts';

/** Which broker the lab is about. */
export type CurrentMessaging = Readonly<{
  /** Has nothing given to anybody in the lesson's world while `work` goes on. */
  pause<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Has another broker stand for it while `work` goes on. */
  inWorld<Result>(messaging: Messaging, work: () => Promise<Result>): Promise<Result>;
}>;

/** What a broker needs. */
export type BrokerEnvironment = LessonMessagingEnvironment &
  Readonly<{
    /** Throws while nothing may be asked of the lab: what is known already is asked of no storage, which would say so. */
    assertOpen(): void;
    /** An error of this copy of the library, as one of the classes that cells import. */
    revive(error: CodedError): unknown;
  }>;

/** A broker whose subscriptions have been checked. */
export type CheckedBroker = Omit<Broker, 'subscribe'> &
  Readonly<{
    /** Subscribes; resolves to what takes it back. */
    join(wanted: Wanted): Promise<() => void>;
  }>;

export function createBroker(environment: BrokerEnvironment): CurrentMessaging & { readonly broker: CheckedBroker } {
  const lesson = new LessonMessaging(environment);
  const standIn = new StandIn((): Promise<Messaging> => lesson.open());
  const current = (): Promise<Messaging> => standIn.current();
  /** Calls whose errors are those of cells. */
  const checked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    environment.assertOpen();
    try {
      return await work();
    } catch (error) {
      throw error instanceof InvalidInputError ? environment.revive(error) : error;
    }
  };
  return {
    pause: (work) => lesson.pause(work),
    inWorld: (messaging, work) => standIn.inWorld(() => Promise.resolve(messaging), work),
    broker: {
      publish: (topic, message, { dedupeWindow } = {}) =>
        checked(async () => {
          assertName('topic', topic);
          if (dedupeWindow !== undefined) assertCount('dedupeWindow', dedupeWindow);
          const taken = toMessage(message);
          return (await current()).publish(topic, taken, dedupeWindow ?? 0);
        }),
      join: async (wanted) => (await current()).subscribe(wanted),
      messages: (topic) =>
        checked(async () => {
          assertName('topic', topic);
          return (await current()).messages(topic);
        }),
      parked: (topic, consumer) =>
        checked(async () => {
          assertName('topic', topic);
          assertName('consumer', consumer);
          return (await current()).parked(topic, consumer);
        }),
      replayParked: (topic, consumer) =>
        checked(async () => {
          assertName('topic', topic);
          assertName('consumer', consumer);
          return (await current()).replayParked(topic, consumer);
        }),
    },
  };
}
