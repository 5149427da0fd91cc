/** The shape of a lesson: what an author writes, with every default filled in. */
import type { FaultName } from '#errors';

/** The languages that every page has. The first is the one without a mark in its address. */
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Lines of a text, from the first to the last; 1 is the text's first. */
export type LineRange = Readonly<{ first: number; last: number }>;

/** How a cell behaves when it is run; written in its directive. */
export type CellOptions = Readonly<{
  /** File name of the cell; other cells import it as './name.ts'. */
  file: string;
  /** The world it starts from: after the cell above, or as the lesson begins. */
  from: 'previous' | 'start';
  /** What running it again starts from: the world before it, or the end of its own last run. */
  rerun: 'rewind' | 'continue';
  /** How it is meant to end. */
  ends: 'done' | 'refused' | 'conflict' | 'error';
  isReadonly: boolean;
}>;

/** A cell on a page: how it behaves, what its author wrote, and what the compiler made of that. */
export type LessonCell<Compiled> = CellOptions & Readonly<{ source: string; compiled: Compiled }>;

/** What an exercise is held to. */
export type LessonExercise<Compiled> = Readonly<{
  /** The file of its cell. */
  file: string;
  checkFile: string;
  /** Names of its checks, in the order in which they are tried. */
  checks: readonly string[];
  /** The checks, which import the cell. */
  compiled: Compiled;
}>;

/** What a lesson's page brings along for its elements. */
export type LessonPage<Compiled> = Readonly<{
  id: string;
  /** Place in the course: 1 is the first. */
  number: number;
  /** Virtual time at the start of the world, ISO 8601. */
  now: string;
  /** What can be had to go wrong in it, where its author offers anything. */
  faults?: readonly FaultName[];
  /** In page order. */
  cells: readonly LessonCell<Compiled>[];
  /** Names of exports that its questions are about, by the file of the cell. */
  wanted?: Readonly<Record<string, readonly string[]>>;
  /** Its exercises, where it has any. */
  exercises?: readonly LessonExercise<Compiled>[];
}>;

/** Virtual time at which a lesson starts unless it says otherwise. */
export const DEFAULT_NOW = '2020-05-20T09:00:00.000Z';
