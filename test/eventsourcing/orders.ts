/** Orders that others are told of, in a lab of their own. */
import type { Event, ToMessage } from '#eventsourcing';
import type { Lab } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../contract/lab-over-world.ts';

export type Placed = Event<'OrderPlaced' | 'NoteAdded', { n: number }>;

export const toMessage: ToMessage<Placed> = ({ type, data }) =>
  type === 'NoteAdded' ? null : { body: { number: data.n } };
export const order = (n: number): Placed => ({ type: 'OrderPlaced', data: { n } });
export const note: Placed = { type: 'NoteAdded', data: { n: 0 } };
export const to = ({ broker }: Lab) => ({ broker, topic: 'orders' });
export const told = async ({ broker }: Lab) => (await broker.messages('orders')).map(({ messageId }) => messageId);
export const newLab = () => labOver(createMemoryWorld());
export const append = ({ eventStore }: Lab, streamName: string, events: readonly Placed[]) =>
  eventStore.appendToStream(streamName, events, { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
