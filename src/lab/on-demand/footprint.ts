/** What a step touches, and which steps come to the same in either order. Pure. Rules: ../../README.md, E. */
import { KEPT_KEYS } from '../kept-tables.ts';
import type { Operation } from '../storage.ts';

/** Names of what a step reads and what it changes; null for a step of which that is not known. */
export type Footprint = Readonly<{ reads: readonly string[]; writes: readonly string[] }> | null;

const LOG = 'log';
const stream = (name: string): string => `stream ${name}`;
const table = (name: string): string => `table ${name}`;
const row = (name: string, id: unknown): string => `row ${name} ${JSON.stringify(id)}`;

/** What reads touch. */
export const reading = {
  stream: (name: string): Footprint => ({ reads: [stream(name)], writes: [] }),
  log: (): Footprint => ({ reads: [LOG], writes: [] }),
  row: (name: string, id: unknown): Footprint => ({ reads: [row(name, id)], writes: [] }),
  table: (name: string): Footprint => ({ reads: [table(name)], writes: [] }),
};

/** What everything about a topic touches: who publishes may be the one who has a consumer go on. */
export const ofTopic = (topic: string): Footprint => ({ reads: [], writes: [`topic ${topic}`] });

/** What is done with keys. Who decrypts may have to look whether the key is somebody else's. */
export const ofKey = {
  changed: (subject: string): Footprint => ({ reads: [], writes: [row(KEPT_KEYS, subject), table(KEPT_KEYS)] }),
  read: (): Footprint => reading.table(KEPT_KEYS),
};

/** What a transaction touches. */
export function ofTransaction(operations: readonly Operation[]): Footprint {
  const reads: string[] = [];
  const writes: string[] = [];
  for (const operation of operations) {
    switch (operation.kind) {
      case 'append':
        // Its place in the log is its own: in another order it would be another.
        writes.push(stream(operation.streamName), LOG);
        break;
      case 'cut':
        writes.push(stream(operation.streamName));
        break;
      case 'expect-stream':
        reads.push(stream(operation.streamName));
        break;
      case 'expect-row':
        reads.push(row(operation.table, operation.id));
        break;
      default:
        writes.push(row(operation.table, operation.id), table(operation.table));
    }
  }
  return { reads, writes };
}

/** True when the order of two steps can make a difference. */
export function touch(one: Footprint, other: Footprint): boolean {
  if (one === null || other === null) return true;
  return meets(one.writes, other) || meets(other.writes, one);
}

const meets = (writes: readonly string[], { reads, writes: others }: NonNullable<Footprint>): boolean =>
  writes.some((name) => reads.includes(name) || others.includes(name));
