/** Arbitrary histories: what a person does with a lesson, in one tab or two, until it is run as a whole. */
import * as fc from 'fast-check';
import { anyLesson } from './any-lesson.ts';
import type { GeneratedLesson } from './lesson.ts';

/** What runs: one cell, by its place on the page, or all. */
export type Target = number | 'all';

/** What can be done to a lesson in one go. A text is a number: 0 is the author's, 3 does not compile. */
export type Act =
  | Readonly<{ kind: 'edit'; cell: number; text: number; isSaved: boolean }>
  | Readonly<{ kind: 'run'; target: Target }>
  | Readonly<{ kind: 'reset'; cell: number }>
  | Readonly<{ kind: 'reset-world' | 'reset-all' }>;

/** What a person does next. */
export type Operation =
  | Act
  | Readonly<{ kind: 'reload' }>
  /** What people do most: another text, and see what comes of it. */
  | Readonly<{ kind: 'edit-and-run'; cell: number; text: number }>
  /** Another tab does something while this one looks on. */
  | Readonly<{ kind: 'other-tab'; act: Act }>
  /** Both tabs write into one cell before either knows of the other's text; then the other text is shown here, and chosen, or neither. */
  | Readonly<{ kind: 'edit-in-both'; cell: number; here: number; there: number; next: 'leave' | 'swap' | 'choose' }>
  /** Something happens at a step of a run, 1 for the first, before that step is done or after. */
  | Readonly<{
      kind: 'interrupt';
      target: Target;
      by: 'stop' | 'reload' | Act;
      who: 'here' | 'other';
      at: number;
      isThrough: boolean;
    }>;

export type History = Readonly<{ lesson: GeneratedLesson; operations: readonly Operation[] }>;

/** One of several, each as often as its number says. */
const often = <Value>(...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<Value>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const anyCellOf = (count: number) => fc.integer({ min: 0, max: count - 1 });
const anyTextIndex = often<number>([5, fc.integer({ min: 0, max: 2 })], [1, fc.constant(3)]);

const anyTarget = (count: number) => often<Target>([2, anyCellOf(count)], [1, fc.constant('all' as const)]);

const anyEdit = (count: number): fc.Arbitrary<Act> =>
  fc.record({ kind: fc.constant('edit' as const), cell: anyCellOf(count), text: anyTextIndex, isSaved: fc.boolean() });

const anyRun = (count: number): fc.Arbitrary<Act> =>
  fc.record({ kind: fc.constant('run' as const), target: anyTarget(count) });

const anyAct = (count: number) =>
  often<Act>(
    [12, anyEdit(count)],
    [14, anyRun(count)],
    [4, fc.record({ kind: fc.constant('reset' as const), cell: anyCellOf(count) })],
    [4, fc.record({ kind: fc.constantFrom('reset-world' as const, 'reset-all' as const) })],
  );

const anyInterruption = (count: number): fc.Arbitrary<Operation> =>
  fc.record({
    kind: fc.constant('interrupt' as const),
    target: anyTarget(count),
    by: often<'stop' | 'reload' | Act>(
      [3, fc.constant('stop' as const)],
      [2, fc.constant('reload' as const)],
      [8, anyAct(count)],
    ),
    who: fc.constantFrom('here' as const, 'other' as const),
    at: fc.integer({ min: 1, max: 10 }),
    isThrough: fc.boolean(),
  });

const anyOperation = (count: number) =>
  often<Operation>(
    [12, anyAct(count)],
    [2, fc.constant({ kind: 'reload' as const })],
    [5, fc.record({ kind: fc.constant('edit-and-run' as const), cell: anyCellOf(count), text: anyTextIndex })],
    [4, fc.record({ kind: fc.constant('other-tab' as const), act: anyAct(count) })],
    [
      2,
      fc.record({
        kind: fc.constant('edit-in-both' as const),
        cell: anyCellOf(count),
        here: anyTextIndex,
        there: anyTextIndex,
        next: fc.constantFrom('leave' as const, 'swap' as const, 'choose' as const, 'choose' as const),
      }),
    ],
    [9, anyInterruption(count)],
  );

/** A lesson and up to eleven things that are done with it. */
export const anyHistory: fc.Arbitrary<History> = anyLesson.chain((lesson) =>
  fc.record({
    lesson: fc.constant(lesson),
    operations: fc.array(anyOperation(lesson.length), { minLength: 4, maxLength: 11, size: 'max' }),
  }),
);
