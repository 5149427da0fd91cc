/** What tables and transactions promise (src/lab/README.md, T), as cases for whatever implements the lab. */
import type { Case } from './assert.ts';
import { checkedReads } from './database/checked-reads.ts';
import { inputs } from './database/inputs.ts';
import { keys } from './database/keys.ts';
import { rows } from './database/rows.ts';
import type { DatabasePort } from './database/shared.ts';
import { transactions } from './database/transactions.ts';
import { where } from './database/where.ts';

/** Each case wants an empty world. */
export const databaseCases: readonly Case<DatabasePort>[] = [
  ...rows,
  ...where,
  ...keys,
  ...inputs,
  ...transactions,
  ...checkedReads,
];
