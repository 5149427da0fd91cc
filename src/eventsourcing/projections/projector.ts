/** Keeps the rows of a projection up to date behind the log. Rules: SPEC.md, PR. */
import type { Event, Recorded } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import { assertCount, assertPosition } from '../input.ts';
import { workplaceOf } from './build.ts';
import { catchUp, type CatchUpResult } from './catch-up.ts';
import type { ProjectionDatabase } from './database-port.ts';
import { deliver } from './deliver.ts';
import type { ProjectionMode } from './fold-events.ts';
import type { Projection } from './projection.ts';
import { buildOf, tableName } from './read-model.ts';
import { readRows, readServedRows, type Served } from './read-rows.ts';
import { rebuild } from './rebuild.ts';
import type { RowChange } from './row-change.ts';
import { switchTo, type SwitchResult } from './switch-to.ts';
import { waitForPosition, waitWithTimer, type WaitResult } from './wait-for-position.ts';

/** How a projector works. */
export type ProjectorOptions = Readonly<{
  /**
   * What happens at an event that the projection throws on. `'strict'`, also when left out, stops in front of it; `'skip'` writes it
   * down in the table `skipped_events` and goes on.
   */
  mode?: ProjectionMode;
  /** How many events go into one transaction; 100 when left out, 400 at most. */
  batchSize?: number;
  /** Is called for each change of a row, when it is stored; not for those of a rebuild. */
  onRow?: (change: RowChange) => void;
  /** Lets milliseconds pass; `setTimeout` when left out. */
  wait?: (milliseconds: number) => Promise<void>;
}>;

/** Keeps the rows of one version of a projection. Any number may work on the same rows: no event is lost, and none is applied twice. */
export interface Projector<Row, E extends Event> {
  /**
   * Applies all events behind the checkpoint. The rows of a batch and the checkpoint are written in the same transaction.
   * Throws ProjectionStoppedError at an event that the projection throws on, unless `mode` is `'skip'`.
   */
  catchUp(): Promise<CatchUpResult>;
  /** Applies one event without looking at the checkpoint or moving it, on purpose: this is what a duplicate does. */
  deliver(event: Recorded<E>): Promise<void>;
  /** All rows of this version, ordered by key, as they were at one moment. */
  rows(): Promise<Row[]>;
  /** What a reader of the projection gets: the rows of the version that was switched to, or else of the first there was. */
  served(): Promise<Served>;
  /** Position in the log up to which the rows of this version have come; 0 when nothing has been applied. */
  checkpoint(): Promise<number>;
  /**
   * Makes all rows anew from the beginning of the log, in a table beside the one that is read, and puts it in its place in one step.
   * Always strict: when it throws, the rows are as they were.
   */
  rebuild(): Promise<CatchUpResult>;
  /** Catches up, then makes this version the one that is read, in one step. */
  switchTo(): Promise<SwitchResult>;
  /** `'reached'` when the checkpoint is at `position` or further; `'timed out'` when that takes more than so many milliseconds. */
  waitForPosition(position: number, timeoutMs: number): Promise<WaitResult>;
}

/** Two reads or writes for each event, and a few besides, fit into one transaction. */
const LARGEST_BATCH = 400;

/** A projector of `projection`, from the log of `eventStore` into tables of `database`. It does nothing until it is asked. */
export function projector<Row, E extends Event>(
  projection: Projection<Row, E>,
  world: Readonly<{ eventStore: Pick<EventStore, 'readAll'>; database: ProjectionDatabase }>,
  { mode = 'strict', batchSize = 100, onRow = () => {}, wait = waitWithTimer }: ProjectorOptions = {},
): Projector<Row, E> {
  assertCount('version', projection.version);
  assertCount('batchSize', batchSize);
  const size = Math.min(batchSize, LARGEST_BATCH);
  const place = workplaceOf(projection, world);
  // A name that a table cannot have is refused here, not at the first event.
  world.database.table<{ key: string }>(tableName(projection, 1), { key: 'key' });

  const goOn = (): Promise<CatchUpResult> => catchUp(place, { mode, batchSize: size, onRow });
  const checkpoint = async (): Promise<number> => {
    const build = buildOf(await place.readModels.get(projection.name), projection.version);
    return place.checkpoints.read(tableName(projection, build));
  };

  return {
    catchUp: goOn,
    deliver: (event) => deliver(place, event, onRow),
    rows: () => readRows(place),
    served: () => readServedRows(place),
    checkpoint,
    rebuild: () => rebuild(place, size),
    switchTo: () => switchTo(place, goOn),
    async waitForPosition(position, timeoutMs) {
      assertPosition('position', position, 0);
      assertPosition('timeoutMs', timeoutMs, 0);
      return waitForPosition(checkpoint, wait, position, timeoutMs);
    },
  };
}
