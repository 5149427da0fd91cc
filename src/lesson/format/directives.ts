/** The directives of a lesson's text, and the attributes each may have. */
import * as z from 'zod';
import type { CellOptions, LineRange } from '../lesson.ts';
import { panel } from './panels.ts';

const flag = z.literal('').optional();
const file = z.string().regex(/^[a-z][a-z0-9-]*\.ts$/, 'must be a file of this lesson such as race.ts');
const identifier = z.string().regex(/^[A-Za-z_$][\w$]*$/, 'must be a name that the cell exports, such as balance');
const words = z
  .string()
  .regex(/^[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*$/, 'must be names of checks with one space between them')
  .transform((text) => text.split(' '));

const lines = z
  .string()
  .regex(/^[1-9]\d*-[1-9]\d*$/, 'must be the first line and the last, such as 1-12')
  .transform((text): LineRange => {
    const [first, last] = text.split('-').map(Number) as [number, number];
    return { first, last };
  })
  .refine(({ first, last }) => first < last, 'must be two lines or more, the first before the last: 1-12');

/** How a cell runs. */
const running = {
  from: z.enum(['previous', 'start']).default('previous'),
  rerun: z.enum(['rewind', 'continue']).optional(),
  ends: z.enum(['done', 'refused', 'conflict', 'error']).default('done'),
};
/** Where a cell belongs: the panel that shows what it does, the path of a track that includes it. */
const belonging = {
  panel: panel.optional(),
  path: z.enum(['core', 'full']).default('full'),
};

const cell = z.strictObject({ file, ...running, ...belonging, readonly: flag, collapsed: lines.optional() });
const exercise = z.strictObject({ file, ...running, ...belonging, checks: words.optional() });
const twin = z.strictObject({ left: file, right: file, questions: file.optional(), ...belonging });
const predict = z.strictObject({ cell: file, answer: identifier.optional(), again: flag });
const nothing = z.strictObject({});

/** Every directive by name: how it is written, where it may stand, and what it may say. */
export const DIRECTIVES = {
  /** An editable cell. */
  cell: { form: 'leaf', stands: 'alone', attributes: cell },
  /** Two cells side by side, and a third that asks both. */
  twin: { form: 'leaf', stands: 'alone', attributes: twin },
  /** A question about a cell before it runs, its choices, and why each is right or wrong. */
  predict: { form: 'container', stands: 'alone', attributes: predict },
  /** A cell to complete, with the checks that say when it is, hints and a solution. */
  exercise: { form: 'container', stands: 'alone', attributes: exercise },
  hint: { form: 'container', stands: 'in an exercise', attributes: nothing },
  /** A question to think about at the end, and one answer to it. */
  why: { form: 'container', stands: 'alone', attributes: nothing },
  /** What is often said, and what is exact: the row of coverage.yaml that is corrected. */
  exact: { form: 'container', stands: 'anywhere', attributes: z.strictObject({ row: z.string() }) },
  note: { form: 'container', stands: 'anywhere', attributes: nothing },
  warning: { form: 'container', stands: 'anywhere', attributes: nothing },
  /** For whoever teaches the lesson; readers do not see it. */
  teacher: { form: 'container', stands: 'anywhere', attributes: nothing },
} as const;

export type DirectiveName = keyof typeof DIRECTIVES;

/** What a directive says, with every default filled in. */
export type AttributesOf<Name extends DirectiveName> = z.infer<(typeof DIRECTIVES)[Name]['attributes']>;

/** A directive that may stand in a text, by its name. */
export type Written<Name extends DirectiveName = DirectiveName> = {
  [One in Name]: Readonly<{ name: One; attributes: AttributesOf<One> }>;
}[Name];

export const isDirectiveName = (name: string): name is DirectiveName => Object.hasOwn(DIRECTIVES, name);

/** The cells that a directive puts on the page, in their order; `rerun` is the lesson's unless the directive says otherwise. */
export function cellsOf(directive: Written, rerun: CellOptions['rerun']): CellOptions[] {
  const plain: Omit<CellOptions, 'file'> = { from: 'previous', rerun, ends: 'done', isReadonly: false };
  switch (directive.name) {
    case 'cell':
    case 'exercise': {
      const { attributes } = directive;
      const isReadonly = directive.name === 'cell' && directive.attributes.readonly !== undefined;
      const { from, ends } = attributes;
      return [{ file: attributes.file, from, rerun: attributes.rerun ?? rerun, ends, isReadonly }];
    }
    case 'twin': {
      const { left, right, questions } = directive.attributes;
      return [left, right, ...(questions === undefined ? [] : [questions])].map((one) => ({ file: one, ...plain }));
    }
    default:
      return [];
  }
}
