/** What came of all schedules of a program, as a picture: checked again where it is drawn. Rules: README.md, E. */
import type { Exploration } from './lab.ts';

/** A step of a schedule: whose, and what. */
export type MatrixStep = Readonly<{ actor: string; what: string }>;

/** One outcome: as text, for how many schedules, which laws hold, and the shortest way there. */
export type MatrixRow = Readonly<{
  outcome: string;
  count: number;
  laws: readonly boolean[];
  steps: readonly MatrixStep[];
  /** The name of that way, for `replay`; empty where it is too long to be sent to anybody. */
  schedule: string;
}>;

/** On which text something was found, as a hash of all cells that were evaluated, and by which exploration of the run, from 1. */
export type Finding = Readonly<{ text: string; number: number }>;

/** What is drawn. */
export type Matrix = MatrixPicture & Readonly<{ found: Finding }>;

export type MatrixPicture = Readonly<{
  how: Exploration<unknown>['how'];
  schedules: number;
  covered: number;
  laws: readonly string[];
  /** Those that break a law first, and of these those that most schedules come to. */
  rows: readonly MatrixRow[];
  /** Outcomes that have no row: there are too many. */
  left: number;
}>;

/** Rows of a picture, and steps of a row. */
export const MATRIX_LIMITS = { rows: 40, steps: 60, characters: 200, schedule: 400 } as const;

const HOW: readonly unknown[] = ['every schedule', 'random schedules'] satisfies Matrix['how'][];

/** The picture in a text that came over the border; null for anything else. */
export function readMatrix(text: string): Matrix | null {
  try {
    const read = JSON.parse(text) as Matrix;
    return isMatrix(read) ? read : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= MATRIX_LIMITS.characters;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function isMatrix({ how, schedules, covered, laws, rows, left, found }: Matrix): boolean {
  return (
    HOW.includes(how) &&
    isText(found.text) &&
    isCount(found.number) &&
    isCount(schedules) &&
    isCount(left) &&
    Number.isFinite(covered) &&
    laws.every(isText) &&
    rows.length <= MATRIX_LIMITS.rows &&
    rows.every((row) => isRow(row, laws.length))
  );
}

function isRow({ outcome, count, laws, steps, schedule }: MatrixRow, lawCount: number): boolean {
  return (
    /^[\d.]*$/.test(schedule) &&
    schedule.length <= MATRIX_LIMITS.schedule &&
    isText(outcome) &&
    isCount(count) &&
    laws.length === lawCount &&
    laws.every((law) => typeof law === 'boolean') &&
    steps.length <= MATRIX_LIMITS.steps &&
    steps.every(({ actor, what }) => isText(actor) && isText(what))
  );
}
