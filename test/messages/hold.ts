/** Holds what is promised of messages for many histories, and counts what happened in them. */
import * as fc from 'fast-check';

// `npm run soak` lives more of them.
export const SEED = Number(process.env['SOAK_SEED'] ?? '') || 20_200_520;
export const SEEDS = Number(process.env['SOAK_SEEDS'] ?? '') || 300;

/** What came of one history. */
type Lived = Readonly<{ wrong: readonly string[]; happened: ReadonlySet<string> }>;

/** Lives so many histories; throws with the seed, the path and, where it is to be made small, the smallest that does not come out right. */
export async function hold<History>(
  histories: fc.Arbitrary<History>,
  live: (history: History) => Promise<Lived>,
  seeds: number,
  isSmall = true,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const property = fc.asyncProperty(histories, async (history) => {
    const { wrong, happened } = await live(history);
    for (const one of happened) counts.set(one, (counts.get(one) ?? 0) + 1);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });
  await fc.assert(property, { numRuns: seeds, seed: SEED, endOnFailure: !isSmall });
  return counts;
}
