/** The ways to look at the schedules of a program: each one, one of each kind, or some by chance. Rules: ../../README.md, E. */
import type { Program } from '../../lab.ts';
import type { Live } from './live.ts';
import { Orders } from './orders.ts';
import { nameOf, Outcomes, type Life, type Told } from './outcomes.ts';
import { Asleep, ReducedSearch } from './reduced-search.ts';
import type { ChooseTurn, Guide } from './schedule.ts';
import { nextBeginning } from './search.ts';

/** As many schedules are lived one by one, and as many kinds of them. */
export const MOST = 5_000;
/** Where there are more, so many are lived by chance. */
const BY_CHANCE = 1_000;
/** Of so many kinds, evenly spread, another one is lived too. */
const CHECKED = 100;

/** What becomes of a search: null where there is too much for it. */
type Searched<Outcome> = Promise<Told<Outcome> | null>;

/** A guide that chooses what was chosen before, and behind that what goes well. */
export const following = (beginning: readonly number[]): Guide => ({ choose: (_, made) => beginning[made] ?? 0 });

/** Each schedule, behind the first; not more than so many. */
export async function lifeByLife<Outcome>(
  live: Live<Outcome>,
  { laws }: Program<Outcome>,
  first: Life<Outcome>,
  most: number,
): Searched<Outcome> {
  const lived = new Outcomes<Outcome>(laws ?? {});
  for (let life = first; ;) {
    if (lived.count === most) return null;
    lived.add(life);
    const beginning = nextBeginning(life.choices);
    if (!beginning) return lived.told('every schedule');
    life = await live(following(beginning));
  }
}

/**
 * One schedule of each kind, which stands for all that differ from it only in the order of steps that do not touch each other. That
 * actors touch each other elsewhere, in variables, cannot be seen: so another one is lived here and there, and has to come to the same.
 */
export async function kindByKind<Outcome>(
  live: Live<Outcome>,
  { faults, laws }: Program<Outcome>,
  random: () => number,
  most: number,
): Searched<Outcome> {
  if (faults && faults.length > 0) return null;
  const lived = new Outcomes<Outcome>(laws ?? {});
  const search = new ReducedSearch();
  const kinds: { outcome: string; orders: Orders }[] = [];
  let lives = 0;
  do {
    if (lives === most) return null;
    lives += 1;
    const life = await lifeOrAsleep(live, (options) => search.choose(options));
    if (!life) continue;
    const orders = new Orders(life.trace);
    if (orders.count === null) return null;
    lived.add(life, orders.count);
    kinds.push({ outcome: JSON.stringify(life.outcome), orders });
  } while (search.next());
  for (let index = 0; index < kinds.length; index += Math.ceil(kinds.length / CHECKED)) {
    const { outcome, orders } = kinds[index]!;
    const order = orders.pick(random).values();
    const other = await lifeOrAsleep(live, () => order.next().value ?? '');
    if (!other || JSON.stringify(other.outcome) !== outcome) return null;
  }
  return lived.told('every schedule');
}

/** Some schedules. Depth first, they would all begin alike. */
export async function byChance<Outcome>(
  live: Live<Outcome>,
  { laws }: Program<Outcome>,
  random: () => number,
): Promise<Told<Outcome>> {
  const lived = new Outcomes<Outcome>(laws ?? {});
  const different = new Set<string>();
  let all = 0;
  while (lived.count < BY_CHANCE) {
    const life = await live({ choose: (of) => Math.floor(random() * of) });
    lived.add(life);
    different.add(nameOf(life.choices));
    // Chosen evenly each time, a schedule stands for as many as there were ways to go on: Knuth's estimate of a tree's size.
    all += life.choices.reduce((ways, { of }) => ways * of, 1) / BY_CHANCE;
  }
  return lived.told('random schedules', Math.min(1, different.size / all));
}

async function lifeOrAsleep<Outcome>(live: Live<Outcome>, turn: ChooseTurn): Promise<Life<Outcome> | null> {
  try {
    return await live({ turn });
  } catch (error) {
    if (error instanceof Asleep) return null;
    throw error;
  }
}
