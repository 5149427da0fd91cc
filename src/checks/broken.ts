/** How it is told that a claim does not hold: an error with what there is beside what was expected. */
import type { ErrorCode } from '#errors';

/** What is told of a claim that does not hold, by name. */
export type Told = Readonly<Record<string, unknown>>;

/** An expectation that is not met; `told` has `actual` and `expected`, and what the claim says besides. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
  readonly code = 'expectation-failed' satisfies ErrorCode<'check'>;
  readonly told: Told;

  constructor(message: string, told: Told) {
    super(message);
    this.told = told;
  }
}

/** A law that gave false. */
export class LawBrokenError extends Error {
  override readonly name = 'LawBrokenError';
  readonly code = 'law-broken' satisfies ErrorCode<'check'>;

  constructor() {
    super('The law does not hold for this value.');
  }
}

/** How a value was found that breaks a law. */
export type Found = Readonly<{ value: unknown; cases: number; shrinks: number }>;

/** What a law throws: the error of its smallest value, and that value. */
export class CounterExample {
  readonly error: unknown;
  readonly found: Found;

  constructor(error: unknown, found: Found) {
    this.error = error;
    this.found = found;
  }
}
