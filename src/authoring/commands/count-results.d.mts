/** Types of count-results.mjs, which is plain JavaScript because Node runs it as it is. */

/** How often a check passed and failed, and what else there is to say. */
export type Count = Readonly<{ passed: number; failed: number; notes: readonly string[] }>;

export function countOne(status: number): Count;
export function countTests(reportText: string, status: number): Count;
export function countBudgets(reportText: string, status: number): Count;
