/** What was found of one thing in a lesson, as a line for its author. */
import { relative } from 'node:path';

export type Finding = Readonly<{
  isRight: boolean;
  /** The file, with line and column where they are known: `lessons/03-fold/ties.ts:12:3`. */
  where: string;
  /** What it is, or what is wrong and what to do. */
  says: string;
}>;

/** Takes a finding as soon as it is known. */
export type Tell = (finding: Finding) => void;

/** Hears of a file that is about to run, and may never end. */
export type Begins = (file: string) => void;

/** The line for a finding. */
export const lineOf = ({ isRight, where, says }: Finding): string => `${isRight ? '✓' : '✗'} ${where} ${says}`;

/** A file as its author would name it. */
export const nameOf = (path: string): string => relative(process.cwd(), path);
