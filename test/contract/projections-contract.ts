/** What checkpoints and projections promise (src/eventsourcing/SPEC.md, CP and PR), as cases for whatever implements the lab. */
import type { Case } from './assert.ts';
import type { DatabasePort } from './database/shared.ts';
import { catchingUp } from './projections/catching-up.ts';
import { checkpoints } from './projections/checkpoints.ts';
import { otherWays } from './projections/other-ways.ts';
import { rows } from './projections/rows.ts';
import { versions } from './projections/versions.ts';

/** Each case wants an empty world. */
export const projectionCases: readonly Case<DatabasePort>[] = [
  ...checkpoints,
  ...rows,
  ...catchingUp,
  ...versions,
  ...otherWays,
];
