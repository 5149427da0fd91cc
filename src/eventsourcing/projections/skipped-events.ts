/** Events that a projection could not handle, in the table `skipped_events`. Rules: SPEC.md, PR11. */
import type { Event } from '../event.ts';
import type { ProjectionDatabase, ProjectionTable } from './database-port.ts';
import type { Failed } from './fold-events.ts';
import { reasonOf } from './projection-stopped-error.ts';

/** A row of the table `skipped_events`: which event, and what was thrown. `processor` is the table that it is missing from. */
export type SkippedEvent = Readonly<{ processor: string; position: number; eventType: string; reason: string }>;

/** The table of all skipped events. */
export const skippedEventsOf = (database: ProjectionDatabase): ProjectionTable<SkippedEvent> =>
  database.table<SkippedEvent>('skipped_events', { key: ['processor', 'position'] });

const MOST_CHARACTERS = 10_000;

/** How a failure is written down. */
export const toSkippedEvent = (processor: string, { event, cause }: Failed<Event>): SkippedEvent => ({
  processor,
  position: event.globalPosition,
  eventType: event.type,
  reason: reasonOf(cause).slice(0, MOST_CHARACTERS),
});
