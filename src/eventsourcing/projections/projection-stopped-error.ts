/** The error of a projection that cannot go on: which one, at which event, and why. Rules: SPEC.md, PR10. */
import type { Event } from '../event.ts';
import { hasCode } from '../has-code.ts';
import type { Failed } from './fold-events.ts';
import type { ProjectionId } from './projection.ts';

/**
 * A projection threw at an event, or made a row of it that no table can hold. What the events before it made is kept, and the checkpoint
 * is in front of it. `data` names the projection, its version, the event's type and its position in the log; `data.reason` says what
 * was thrown, which `cause` is.
 */
export class ProjectionStoppedError extends Error {
  readonly code = 'projection-stopped';
  override readonly name = 'ProjectionStoppedError';
  readonly data: Readonly<{ projection: string; version: number; eventType: string; position: number; reason: string }>;

  constructor({ name, version }: ProjectionId, eventType: string, position: number, cause: unknown) {
    const reason = reasonOf(cause);
    super(`Projection "${name}" version ${version} stopped at ${eventType}, position ${position}: ${reason}`, {
      cause,
    });
    this.data = { projection: name, version, eventType, position, reason };
  }
}

/** The error of an event that is in the log. */
export const stoppedAtRecorded = (projection: ProjectionId, { event, cause }: Failed<Event>): ProjectionStoppedError =>
  new ProjectionStoppedError(projection, event.type, event.globalPosition, cause);

/** True for a ProjectionStoppedError, also one that crossed a realm. */
export const isProjectionStoppedError = (error: unknown): error is ProjectionStoppedError =>
  hasCode(error, 'projection-stopped');

/** What was thrown, in one line. */
export const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
