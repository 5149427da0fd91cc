/** The version behind which an append writes, where that has to be known before. Rules: SPEC.md, PR19. */
import { InvalidInputError } from '../errors.ts';
import { describeValue } from '../input.ts';

/** The version that an append expects; throws InvalidInputError for one that says no number. */
export function versionOf(expected: unknown): number {
  if (expected === 'STREAM_DOES_NOT_EXIST') return 0;
  if (typeof expected === 'number' && Number.isSafeInteger(expected) && expected >= 0) return expected;
  throw new InvalidInputError('expectedStreamVersion', describeValue(expected), 'whole-number', 0);
}
