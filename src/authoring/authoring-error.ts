/** A mistake in a lesson, told with the place where its author can mend it. */
import { relative } from 'node:path';

/** Lines and columns start at 1. */
export type SourcePlace = Readonly<{ file: string; line: number; column: number }>;

/** Thrown while lessons are read; the message begins with file:line:column. */
export class AuthoringError extends Error {
  override readonly name = 'AuthoringError';
  readonly place: SourcePlace;

  constructor(place: SourcePlace, message: string) {
    super(`${relative(process.cwd(), place.file)}:${place.line}:${place.column} ${message}`);
    this.place = place;
  }
}

/** Where a part of a Markdown text stands. */
export function placeIn(
  file: string,
  node: { position?: { start: { line: number; column: number } } | undefined },
): SourcePlace {
  return { file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}
