/** Runs a transaction again when somebody else has changed what it read. */
import { hasCode } from '../has-code.ts';

/** Each conflict means that someone else got further; so many in a row mean that something else is wrong. */
const MOST = 100;

/** What `work` gives, which is begun again, with fresh reads, after each `row-conflict`. Throws the conflict after 100 of them. */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST || !hasCode(error, 'row-conflict')) throw error;
    }
  }
}
