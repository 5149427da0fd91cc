/** Finds the schedules of a program, one after the other, without knowing it: by what could have been chosen on the way of the last. Pure. Rules: ../../README.md, E. */

/** One choice on the way of a schedule: the number that was chosen, of so many. */
export type Choice = Readonly<{ chosen: number; of: number }>;

/** The beginning of the next schedule, depth first: the last choice that leaves another is made differently. Null when all were lived. */
export function nextBeginning(choices: readonly Choice[]): number[] | null {
  const last = choices.findLastIndex(({ chosen, of }) => chosen + 1 < of);
  if (last === -1) return null;
  return [...choices.slice(0, last).map(({ chosen }) => chosen), choices[last]!.chosen + 1];
}
