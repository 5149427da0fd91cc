/** The directives of a lesson's text, and the attributes each may have. */
import * as z from 'zod';
import type { CellOptions } from '../lesson.ts';

const flag = z.literal('').optional();

const cell = z.strictObject({
  file: z.string().regex(/^[a-z][a-z0-9-]*\.ts$/, 'must be a file of this lesson such as race.ts'),
  from: z.enum(['previous', 'start']).default('previous'),
  rerun: z.enum(['rewind', 'continue']).optional(),
  ends: z.enum(['done', 'refused', 'conflict', 'error']).default('done'),
  readonly: flag,
  path: z.enum(['core', 'full']).default('full'),
});

/** Every directive by name: how it is written, and what it may say. */
export const DIRECTIVES = {
  /** An editable cell. */
  cell: { form: 'leaf', attributes: cell },
  /** What is often said, and what is exact: the row of coverage.yaml that is corrected. */
  exact: { form: 'container', attributes: z.strictObject({ row: z.string() }) },
  note: { form: 'container', attributes: z.strictObject({}) },
  warning: { form: 'container', attributes: z.strictObject({}) },
} as const;

export type DirectiveName = keyof typeof DIRECTIVES;

export const isDirectiveName = (name: string): name is DirectiveName => Object.hasOwn(DIRECTIVES, name);

/** The options of a cell; `rerun` is the lesson's unless the cell says otherwise. */
export function toCellOptions(attributes: z.infer<typeof cell>, rerun: CellOptions['rerun']): CellOptions {
  return {
    file: attributes.file,
    from: attributes.from,
    rerun: attributes.rerun ?? rerun,
    ends: attributes.ends,
    isReadonly: attributes.readonly !== undefined,
  };
}
