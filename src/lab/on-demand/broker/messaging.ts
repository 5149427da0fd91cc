/** The broker of a world: takes messages, gives them to those who have subscribed, and remembers what became of them. Rules: ../../README.md, B. */
import type { Delivery, Published } from '../../kept-messages.ts';
import type { Message } from '../../lab.ts';
import type { Wanted } from './subscription.ts';
import { ofTopic, type Footprint } from '../footprint.ts';
import type { DoStep } from '../step-work.ts';
import { partitionOf, type Candidate, type Queues } from './queues.ts';

/** What a broker needs of its world. */
export type MessagingPort = Readonly<{
  queues: Queues;
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** False where time stands still: nobody waits for a message then. */
  timePasses: boolean;
  /** Does something when it is the turn of whoever asks. */
  step: DoStep;
  /** Keeps what has changed: all of it, or it throws. */
  keep(change: Readonly<{ published?: Published; delivery?: Delivery }>): Promise<void>;
  /** Who asks. */
  caller(): string | null;
  /** There may be something to give. */
  wake(): void;
  /** Has a handler get a message. */
  handle(member: Member, published: Published, work: () => unknown): unknown;
  /** Says that a handler has thrown. */
  refused(member: Member, published: Published, attempt: number, error: unknown): void;
}>;

/** One who has subscribed. */
export type Member = Wanted & {
  /** Who has subscribed. */
  readonly caller: string | null;
  /** What it has been given and is not done with. */
  holds: Candidate | null;
};

export class Messaging {
  readonly #port: MessagingPort;
  readonly members: Member[] = [];

  constructor(port: MessagingPort) {
    this.#port = port;
  }

  publish(topic: string, message: Message, window: number): Promise<void> {
    const { queues, now, keep, wake } = this.#port;
    return this.#port.step({
      name: `publish ${message.messageId} to ${topic}`,
      writes: true,
      footprint: () => ofTopic(topic),
      work: async () => {
        const published = queues.publish(topic, message, now(), window);
        try {
          if (published) await keep({ published });
        } catch (error) {
          queues.takeBack(published!);
          throw error;
        }
        wake();
      },
    });
  }

  messages(topic: string): Promise<Message[]> {
    const work = async (): Promise<Message[]> => this.#port.queues.messages(topic).map(copyOf);
    return this.#port.step({
      name: `read the messages of ${topic}`,
      writes: false,
      footprint: () => ofTopic(topic),
      work,
    });
  }

  parked(topic: string, consumer: string): Promise<Message[]> {
    const work = async (): Promise<Message[]> => this.#port.queues.parked(topic, consumer).map(copyOf);
    return this.#port.step({
      name: `read what ${consumer} has parked`,
      writes: false,
      footprint: () => ofTopic(topic),
      work,
    });
  }

  replayParked(topic: string, consumer: string): Promise<number> {
    const { queues, now, keep, wake } = this.#port;
    return this.#port.step({
      name: `replay what ${consumer} has parked`,
      writes: true,
      footprint: () => ofTopic(topic),
      work: async () => {
        const parked = queues.parked(topic, consumer);
        for (const { number } of parked) {
          await keep({
            delivery: queues.set({ topic, consumer, number, state: 'refused', attempts: 0, due: now() }),
          });
        }
        wake();
        return parked.length;
      },
    });
  }

  /** Adds one who wants messages; gives what takes it away again. */
  subscribe(wanted: Wanted): () => void {
    const added: Member = { ...wanted, caller: this.#port.caller(), holds: null };
    this.members.push(added);
    this.#port.wake();
    return () => this.#remove(added);
  }

  /** Takes away all that somebody has subscribed; tells whether there was any. */
  forget(caller: string): boolean {
    const gone = this.members.filter((member) => member.caller === caller);
    for (const member of gone) this.#remove(member);
    return gone.length > 0;
  }

  /** What can be given to a member now: the first message of each partition that is its own, and of which nobody holds one. */
  candidates(member: Member): Candidate[] {
    const { topic, consumer } = member;
    return this.#port.queues
      .candidates(topic, consumer, this.#port.now())
      .filter(({ published }) => this.isFree(member, published));
  }

  /** Gives a message to a member; resolves when it is acknowledged or refused. `isExtra` is one that was acknowledged before. */
  async give(member: Member, candidate: Candidate, isExtra = false): Promise<void> {
    const { published, attempt } = candidate;
    const { queues, keep, now, timePasses, wake, handle } = this.#port;
    const { topic, consumer, options } = member;
    member.holds = candidate;
    const become = (state: Delivery['state'], wait: number): Promise<void> => {
      const due = timePasses ? now() + wait : now();
      const delivery = { topic, consumer, number: published.number, state, attempts: attempt, due };
      return isExtra ? Promise.resolve() : keep({ delivery: queues.set(delivery) });
    };
    if (attempt > options.maxDeliver && !isExtra) {
      // Its handlers have not come to an end.
      await become('parked', 0);
      return this.#done(member, true);
    }
    await become('out', options.visibilityTimeout);
    const name = published.message.messageId;
    const footprint = (): Footprint => ofTopic(topic);
    // The broker hears nothing of it, and who was to say it does not know.
    const lost = (): Promise<void> => Promise.resolve();
    const isHeld = (): boolean => member.holds === candidate;
    try {
      await handle(member, published, () => member.handle(copyOf(published) as Message<never>, { attempt }));
    } catch (error) {
      this.#port.refused(member, published, attempt, error);
      const isLast = attempt >= options.maxDeliver;
      // An earlier attempt that came to its end late has the last word.
      const isDone = (): boolean => queues.delivery(topic, consumer, published.number)?.state === 'acknowledged';
      const work = async (): Promise<void> => {
        if (!isDone()) await become(isLast ? 'parked' : 'refused', isLast ? 0 : options.retryDelay);
      };
      const what = `${isLast ? 'park' : 'refuse'} ${name}`;
      if (isHeld()) await this.#port.step({ name: what, writes: true, footprint, work, lost });
      return this.#done(member, isHeld());
    }
    const work = () => become('acknowledged', 0);
    await this.#port.step({
      name: `acknowledge ${name}`,
      writes: true,
      footprint,
      work,
      lost,
    });
    this.#done(member, isHeld());
    wake();
  }

  /** Has a member be free for something else, though it is not done with what it was given. */
  release(member: Member): void {
    member.holds = null;
    this.#port.wake();
  }

  #done(member: Member, isHeld: boolean): void {
    if (isHeld) member.holds = null;
    this.#port.wake();
  }

  #remove(member: Member): void {
    const index = this.members.indexOf(member);
    if (index !== -1) this.members.splice(index, 1);
    this.#port.wake();
  }

  /** True for a message that goes to this member of its group, while nobody holds one of its partition. */
  isFree(member: Member, { message }: Published): boolean {
    const group = this.members.filter(({ topic, consumer }) => topic === member.topic && consumer === member.consumer);
    const partition = partitionOf(message.key);
    const isHeld = group.some(({ holds }) => holds && partitionOf(holds.published.message.key) === partition);
    return !isHeld && partition % group.length === group.indexOf(member);
  }
}

/** A message that whoever gets it may change. */
const copyOf = ({ message }: Published): Message => ({
  ...message,
  body: JSON.parse(JSON.stringify(message.body)) as unknown,
});
