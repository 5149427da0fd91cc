/** Folds events into rows, as far as they go: what a batch writes, decided before anything is written. Rules: SPEC.md, PR1-PR3, PR10, PR11. */
import type { Event, Recorded } from '../event.ts';
import { evolveRow, keyOf } from './evolve-row.ts';
import type { Projection } from './projection.ts';
import { rowChange, type KeyedRow, type RowChange } from './row-change.ts';

/** What happens at an event that the projection throws on: `strict` stops in front of it, `skip` writes it down and goes on. */
export type ProjectionMode = 'strict' | 'skip';

/** An event that could not be handled, and what was thrown. */
export type Failed<E extends Event> = Readonly<{ event: Recorded<E>; cause: unknown }>;

/** What events came to. */
export type Folded<E extends Event> = Readonly<{
  /** The last row of each key that was looked at; null for none. */
  rows: ReadonlyMap<string, KeyedRow | null>;
  /** Each change on the way, in order. */
  changes: readonly RowChange[];
  handled: number;
  skipped: readonly Failed<E>[];
  /** The event that it stopped in front of. */
  stoppedAt: Failed<E> | null;
}>;

/** Folds events in order. `read` gives the row of a key before the first of them, and is asked once for each key. */
export async function foldEvents<Row, E extends Event>(
  projection: Projection<Row, E>,
  events: readonly Recorded<E>[],
  read: (key: string) => Promise<KeyedRow | null>,
  { table, mode }: Readonly<{ table: string; mode: ProjectionMode }>,
): Promise<Folded<E>> {
  const keys = events.map((event) => attempt(() => keyOf(projection, event)));
  const wanted = new Set(keys.flatMap((key) => (key.ok ? [key.value] : [])));
  // All at once: each is a message to the page and back.
  const rows = new Map(await Promise.all([...wanted].map(async (key) => [key, await read(key)] as const)));
  const changes: RowChange[] = [];
  const skipped: Failed<E>[] = [];
  let handled = 0;
  const end = (stoppedAt: Failed<E> | null): Folded<E> => ({ rows, changes, handled, skipped, stoppedAt });
  for (const [index, event] of events.entries()) {
    const done = attempt(() => {
      const key = valueOf(keys[index]!);
      const before = rows.get(key) ?? null;
      return { key, before, after: evolveRow(projection, key, before, event) };
    });
    if (!done.ok) {
      const failed = { event, cause: done.cause };
      if (mode === 'strict') return end(failed);
      skipped.push(failed);
      continue;
    }
    const { key, before, after } = done.value;
    rows.set(key, after);
    const change = rowChange(table, key, before, after);
    if (change) changes.push(change);
    handled += 1;
  }
  return end(null);
}

type Attempt<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; cause: unknown }>;

function attempt<Value>(work: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: work() };
  } catch (cause) {
    return { ok: false, cause };
  }
}

function valueOf<Value>(tried: Attempt<Value>): Value {
  if (tried.ok) return tried.value;
  throw tried.cause;
}
