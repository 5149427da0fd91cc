/** How the lesson's broker delivers where something goes wrong: later, again, in another order, or not at all. Rules: ../../README.md, F. */
import type { Member, Messaging } from '../broker/messaging.ts';
import type { Published } from '../../kept-messages.ts';
import { partitionOf, type Candidate, type Queues } from '../broker/queues.ts';
import type { FaultPlan } from './fault-plan.ts';

/** What it needs. */
export type FaultyDeliveryEnvironment = Readonly<{
  plan: FaultPlan;
  /** Virtual milliseconds. */
  now(): number;
  /** Resolves after virtual milliseconds. */
  pause(milliseconds: number): Promise<void>;
}>;

/** A delivery; `isExtra` is one of a message that was acknowledged before. */
export type Delivering = Readonly<{ candidate: Candidate; isExtra: boolean }>;

type Extra = Readonly<{ member: Member; candidate: Candidate; due: number }>;

export class FaultyDelivery {
  readonly #environment: FaultyDeliveryEnvironment;
  readonly #messaging: Messaging;
  readonly #queues: Queues;
  /** Messages of which it is decided whether they are late. */
  readonly #decided = new Set<string>();
  /** By consumer and message, or by partition of a topic, until when nothing comes. */
  readonly #until = new Map<string, number>();
  readonly #poisoned = new Set<string>();
  #extras: Extra[] = [];

  constructor(environment: FaultyDeliveryEnvironment, messaging: Messaging, queues: Queues) {
    this.#environment = environment;
    this.#messaging = messaging;
    this.#queues = queues;
  }

  /** What a member is given now, if anything. */
  next(member: Member): Delivering | null {
    const extra = this.#extras.find((one) => one.member === member && one.due <= this.#environment.now());
    if (extra && this.#messaging.isFree(member, extra.candidate.published)) {
      this.#extras = this.#extras.filter((one) => one !== extra);
      return { candidate: extra.candidate, isExtra: true };
    }
    const candidates = this.#messaging.candidates(member).filter((one) => this.#comes(member, one.published));
    const [first] = candidates;
    return first ? { candidate: this.#inOrder(member, first), isExtra: false } : null;
  }

  /** When something that was kept back comes; null when nothing was. */
  get nextDue(): number | null {
    const now = this.#environment.now();
    const dues = [...this.#until.values(), ...this.#extras.map(({ due }) => due)].filter((due) => due > now);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  /** Has a handler get a message. */
  async handle(member: Member, { message }: Published, work: () => unknown): Promise<unknown> {
    const { plan, pause } = this.#environment;
    const what = nameOf(member, message.messageId);
    if (this.#poisoned.has(message.messageId) || plan.strikes('poison', what)) {
      this.#poisoned.add(message.messageId);
      throw new Error(`${message.messageId} cannot be read`);
    }
    const slow = plan.strikes('slow consumer', what);
    if (slow) await pause(slow.milliseconds);
    return work();
  }

  /** A member is done with a message: it may come again. */
  done(member: Member, { published, attempt }: Candidate): void {
    const { plan, now } = this.#environment;
    const isDone = this.#queues.delivery(member.topic, member.consumer, published.number)?.state === 'acknowledged';
    const again = isDone && plan.strikes('duplicate', nameOf(member, published.message.messageId));
    if (!again) return;
    this.#extras.push({ member, candidate: { published, attempt: attempt + 1 }, due: now() + again.milliseconds });
  }

  /** False for a message that is late, or whose partition is down. */
  #comes(member: Member, { number, message }: Published): boolean {
    const { topic, consumer } = member;
    const { plan, now } = this.#environment;
    if (!plan.isAny && this.#until.size === 0) return true;
    const late = JSON.stringify(['message', topic, consumer, number]);
    if (plan.isSet('delay') && !this.#decided.has(late)) {
      this.#decided.add(late);
      const delay = plan.strikes('delay', nameOf(member, message.messageId));
      if (delay) this.#until.set(late, now() + delay.milliseconds);
    }
    const partition = JSON.stringify(['partition', topic, partitionOf(message.key)]);
    if (!this.#until.has(partition)) {
      const down = plan.strikes('partition down', `${topic}, the partition of ${message.key}`);
      if (down) this.#until.set(partition, now() + down.milliseconds);
    }
    return [late, partition].every((kept) => (this.#until.get(kept) ?? 0) <= now());
  }

  /** The message whose turn it is, or another one that comes before it. */
  #inOrder(member: Member, first: Candidate): Candidate {
    const { plan, now } = this.#environment;
    const { topic, consumer } = member;
    if (!plan.isSet('reorder')) return first;
    const others = this.#queues.all(topic, consumer).open.filter((published) => {
      const delivery = this.#queues.delivery(topic, consumer, published.number);
      const isWaiting = delivery !== undefined && delivery.due > now();
      return published !== first.published && !isWaiting && this.#messaging.isFree(member, published);
    });
    const what = nameOf(member, first.published.message.messageId);
    if (others.length === 0 || !plan.strikes('reorder', what)) return first;
    const published = others[plan.pick(others.length)]!;
    return { published, attempt: (this.#queues.delivery(topic, consumer, published.number)?.attempts ?? 0) + 1 };
  }
}

const nameOf = ({ topic, consumer }: Member, messageId: string): string => `${messageId} of ${topic} to ${consumer}`;
