/** What every world promises its owner (src/lab/README.md, W), as cases for whatever implements the port. */
import type { WorldStorage } from '#lab';
import type { Case } from './assert.ts';
import { cuts } from './world/cuts.ts';
import { erasing } from './world/erasing.ts';
import { history } from './world/history.ts';
import { properties } from './world/properties.ts';
import { tables } from './world/tables.ts';
import { transactions } from './world/transactions.ts';

/** Each case wants an empty world. */
export const worldCases: readonly Case<WorldStorage>[] = [
  ...transactions,
  ...cuts,
  ...erasing,
  ...history,
  ...tables,
  ...properties,
];
