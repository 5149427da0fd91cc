/** A read model that is kept nowhere: it is folded from the log each time somebody asks. Rules: SPEC.md, PR20. */
import type { Event } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import { assertPosition } from '../input.ts';
import { handledBy } from './build.ts';
import { withoutKey } from './evolve-row.ts';
import { foldEvents } from './fold-events.ts';
import { stoppedAtRecorded } from './projection-stopped-error.ts';
import type { Projection } from './projection.ts';
import { tableName } from './read-model.ts';
import type { KeyedRow } from './row-change.ts';

/** A projection that is folded when it is asked for. */
export interface LiveProjector<Row> {
  /**
   * All rows, ordered by key, of the events up to position `upTo` of the log; of all events when it is left out.
   * Throws ProjectionStoppedError at an event that the projection throws on.
   */
  rows(options?: Readonly<{ upTo?: number }>): Promise<Row[]>;
}

/** A live projector of `projection`. It costs no table and is never behind; each question reads the whole log. */
export function liveProjector<Row, E extends Event>(
  projection: Projection<Row, E>,
  { eventStore }: Readonly<{ eventStore: Pick<EventStore, 'readAll'> }>,
): LiveProjector<Row> {
  return {
    async rows({ upTo } = {}) {
      if (upTo !== undefined) assertPosition('upTo', upTo, 0);
      const { events } = await eventStore.readAll({ types: projection.canHandle });
      const wanted = handledBy(projection, events).filter(({ globalPosition }) => globalPosition <= (upTo ?? Infinity));
      const nothing = async (): Promise<null> => null;
      const options = { table: tableName(projection, 1), mode: 'strict' } as const;
      const { rows, stoppedAt } = await foldEvents(projection, wanted, nothing, options);
      if (stoppedAt) throw stoppedAtRecorded(projection, stoppedAt);
      return [...rows.values()]
        .filter((row): row is KeyedRow => row !== null)
        .toSorted((a, b) => (a.key < b.key ? -1 : 1))
        .map(withoutKey<Row>);
    },
  };
}
