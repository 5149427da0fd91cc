/** What a broker can give to a consumer next, when nothing goes wrong and when something does. Rules: ../../README.md, E. */
import type { Fault } from '../../lab.ts';
import type { Member, Messaging } from '../broker/messaging.ts';
import type { Candidate, Queues } from '../broker/queues.ts';

/** A message for a consumer, and the fault that it comes by. */
export type Gift = Readonly<{ candidate: Candidate; fault?: Fault }>;

/**
 * The messages that can come next, first the one that comes when nothing goes wrong. Where none does, that is undefined, and a message
 * that comes again is behind it, once for each thing that the consumer was done with since.
 */
export function gifts(
  messaging: Messaging,
  queues: Queues,
  member: Member,
  can: (fault: Fault) => boolean,
): readonly (Gift | undefined)[] {
  const [first] = messaging.candidates(member);
  const { open, acknowledged } = queues.all(member.topic, member.consumer);
  const others =
    first && can('reorder')
      ? open.filter((published) => published !== first.published && messaging.isFree(member, published))
      : [];
  const isAgain = can('duplicate') && (first || hasNews(member, acknowledged.length));
  const again = isAgain ? acknowledged.filter((published) => messaging.isFree(member, published)) : [];
  if (!first && again.length > 0) rested.set(member, acknowledged.length);
  return [
    first && { candidate: first },
    ...others.map((published) => ({ candidate: { published, attempt: 1 }, fault: 'reorder' as const })),
    ...again.map((published) => ({ candidate: { published, attempt: 2 }, fault: 'duplicate' as const })),
  ];
}

/** How much a consumer was done with when it was last left alone. */
const rested = new WeakMap<Member, number>();

const hasNews = (member: Member, done: number): boolean => rested.get(member) !== done;
