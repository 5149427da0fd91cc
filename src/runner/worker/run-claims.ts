/** The tests of one run: what its cells import as 'test', and what became of each. */
import type { Claims, createClaims, Tried } from '#checks';
import type { OutputItem } from '../protocol.ts';
import { encodeValue } from './encode-value.ts';
import { reportError, toldOf, type Whereabouts } from './report-error.ts';

const MOST_TOLD = 10;

/** What the module's default export is, as the build makes it of `claims-part.ts`. */
export type OpenClaims = () => Readonly<{ createClaims: typeof createClaims }>;

/** What the tests of a run need. */
export type ClaimsParts = Readonly<{
  only: string | null;
  seed: number;
  whereabouts: Whereabouts;
  tested(item: Extract<OutputItem, { kind: 'test' }>): void;
  /** What is claimed now counts for nothing: it has been claimed already, or by whom nobody asks. */
  isAside(): boolean;
}>;

/** What cells import, and what tries all that they have claimed. */
export function openClaims(
  open: OpenClaims,
  { only, seed, whereabouts, tested, isAside }: ClaimsParts,
): Readonly<{ claims: Claims; tryAll(): Promise<void> }> {
  const { claims, tryAll } = open().createClaims({
    only,
    seed,
    tried: (result) => tested(itemOf(result, whereabouts)),
  });
  const test: Claims['test'] = (name, run) => isAside() || claims.test(name, run);
  const law: Claims['law'] = (name, any, holds) => isAside() || claims.law(name, any, holds);
  return { claims: { ...claims, test, law }, tryAll };
}

function itemOf({ name, broken }: Tried, whereabouts: Whereabouts): Extract<OutputItem, { kind: 'test' }> {
  const item = { kind: 'test', name: name.slice(0, 200) } as const;
  if (!broken) return { ...item, broken: null };
  const { error, found } = broken;
  const told = Object.entries({ ...toldOf(error), ...(found && { value: found.value }) }).slice(0, MOST_TOLD);
  return {
    ...item,
    broken: {
      error: reportError(error, whereabouts),
      told: Object.fromEntries(told.map(([one, value]) => [one.slice(0, 60), encodeValue(value, true)])),
      found: found && { cases: found.cases, shrinks: found.shrinks },
    },
  };
}
