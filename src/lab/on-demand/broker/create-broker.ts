/** The broker that cells get: that of the lesson's world or, while a program is explored, of one of its own. Rules: ../../README.md, B. */
import { assertCount, assertName } from '#eventsourcing/storage';
import type { Broker } from '../../lab.ts';
import { StandIn } from '../stand-in.ts';
import { LessonMessaging, type LessonMessagingEnvironment } from './lesson-messaging.ts';
import { toMessage } from './message.ts';
import type { Messaging } from './messaging.ts';
import { toWanted } from './subscription.ts';

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
  }>;

export function createBroker(environment: BrokerEnvironment): CurrentMessaging & { readonly broker: Broker } {
  const lesson = new LessonMessaging(environment);
  const standIn = new StandIn((): Promise<Messaging> => lesson.open());
  const current = (): Promise<Messaging> => standIn.current();
  /** A call: what is wrong with it is told before anything is asked. */
  const checked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    environment.assertOpen();
    return await work();
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
      subscribe(topic, consumer, handle, options) {
        environment.assertOpen();
        const wanted = toWanted(topic, consumer, handle, options);
        const subscribed = current().then((messaging) => messaging.subscribe(wanted));
        return { stop: () => void subscribed.then((stop) => stop()) };
      },
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
