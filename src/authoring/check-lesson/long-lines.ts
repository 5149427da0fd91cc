/** Finds lines of a lesson's code that do not fit beside the Lab, with room for values at the ends of lines. */
import { compileCell } from '../../runner/compile/index.ts';

/** Characters beside each other in a cell of a page with three columns. */
const COLUMNS = 78;
/** Of a line that has a value beside it; the rest is the value's. */
const BEFORE_A_VALUE = 56;

/** A line that is too long, and the rule. */
export type LongLine = Readonly<{ line: number; says: string }>;

/** Whether a file of the lesson is code that a reader sees: the checks and wrong answers are not. */
export const isSeen = (file: string): boolean => !/\.(?:check|wrong-[^.]*)\.ts$/.test(file);

/** The lines of a cell that are too long. Throws what the compiler throws. */
export function longLines(file: string, source: string): readonly LongLine[] {
  const compiled = compileCell(file, source).text.split('\n');
  return source.split('\n').flatMap(({ length }, index) => {
    const hasValue = /\$v\(\d+,/.test(compiled[index]!);
    const most = hasValue ? BEFORE_A_VALUE : COLUMNS;
    if (length <= most) return [];
    const rule = hasValue ? `a line with a value beside it has at most ${most}` : `a line has at most ${most}`;
    return [{ line: index + 1, says: `has ${length} characters; ${rule}.` }];
  });
}
