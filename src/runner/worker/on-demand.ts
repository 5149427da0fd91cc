/** What is not at hand of the libraries: a module of its own, which comes with the cells that import from it. */
import * as eventsourcing from '#eventsourcing';
import type { LabError } from '#lab';
import { createOnDemand } from '#lab/on-demand';
import type * as atHand from './at-hand.ts';

export { createOnDemand, eventsourcing };

/** The classes of errors: one of each in a run, because who catches an error may ask whether it is an instance. */
type Shared = Readonly<{ eventsourcing: typeof atHand; lab: Readonly<{ LabError: typeof LabError }> }>;

/** What the module's default export is, as the build makes it of this file. */
export type OpenPart = (
  shared: Shared,
) => Readonly<{ createOnDemand: typeof createOnDemand; eventsourcing: typeof eventsourcing }>;
