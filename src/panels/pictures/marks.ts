/** Where the marks of an axis stand. Pure. Rules: ../../lab/README.md, M5. */
import type { Scale } from '#lab';

/** Values that are no further apart than this are one to the eye. */
const LEAST = 1e-9;
/** How many steps an axis should have, about. */
const STEPS = 5;

/** The numbers at an axis, in order: the first is at its beginning, the last at its end. */
export const marksOf = (values: readonly number[], scale: Scale): number[] =>
  scale === 'linear' ? evenMarks(values) : marksOfTens(values);

/** From 0, or below it, to the largest value or beyond. */
function evenMarks(values: readonly number[]): number[] {
  const low = Math.min(0, ...values);
  const highest = Math.max(0, ...values);
  const high = highest - low < LEAST ? low + 1 : highest;
  const step = roundStep((high - low) / STEPS);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => exact((first + index) * step));
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return exact(power * [1, 2, 5, 10].find((times) => times * power >= step * 0.999)!);
}

function marksOfTens(values: readonly number[]): number[] {
  const low = Math.floor(exact(Math.log10(Math.min(...values))));
  const high = Math.max(Math.ceil(exact(Math.log10(Math.max(...values)))), low + 1);
  const between = high - low > 2 ? [1] : [1, 2, 5];
  const marks = Array.from({ length: high - low }, (_, index) =>
    between.map((times) => exact(times * 10 ** (low + index))),
  );
  return [...marks.flat(), exact(10 ** high)];
}

/** Without what binary fractions add. */
const exact = (value: number): number => Number(value.toPrecision(12));

/** How far along an axis a value is, from 0 at its first mark to 1 at its last. */
export function placeOn(marks: readonly number[], scale: Scale, value: number): number {
  const at = (one: number): number => (scale === 'linear' ? one : Math.log10(one));
  const [first, last] = [at(marks[0]!), at(marks.at(-1)!)];
  return (at(value) - first) / (last - first);
}
