/** The head of a lesson's text: one schema, strict, so that a misspelt key is an error and not a surprise. */
import * as z from 'zod';
import { FAULT_NAMES } from '#errors';
import { DEFAULT_NOW } from '../lesson.ts';
import { panel, USUAL_PANELS } from './panels.ts';

const instant = z.iso.datetime({ error: 'must be an instant such as 2020-05-20T09:00:00Z' });
const checkName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens');

const words = z.string().min(1);
/** What a check asks for, and what is said where it does not hold: `{name}` in it is what the check tells by that name. */
const check = z
  .union([words, z.strictObject({ asks: words, otherwise: words })], {
    error: 'must be a sentence, or two: asks, and otherwise',
  })
  .transform((text) => (typeof text === 'string' ? { asks: text, otherwise: null } : text));

export const frontMatter = z.strictObject({
  /** Stable name of the lesson; it is part of addresses and of the name of its database. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens, without a number in front'),
  title: z.string().min(1),
  /** One sentence: after this lesson you can … */
  goal: z.string().min(1),
  minutes: z.strictObject({ core: z.int().positive(), full: z.int().positive() }),
  /** Rows of coverage.yaml that the lesson covers. */
  covers: z.array(z.string()).default([]),
  /** Rows of coverage.yaml that the lesson states correctly. */
  corrects: z.array(z.string()).default([]),
  /** What the exercises ask for: the name of each check, and what it says in this language. */
  checks: z.record(checkName, check).default({}),
  /** How an event is told in a sentence, by its type: `deposited {amount}`. */
  words: z.record(z.string().regex(/^[A-Z]\w*$/, 'must be the type of an event'), words).default({}),
  now: instant.default(DEFAULT_NOW),
  panels: z.array(panel).default([...USUAL_PANELS]),
  /** Faults that have a switch in the Lab. */
  faults: z.array(z.enum(FAULT_NAMES)).default([]),
  rerun: z.enum(['rewind', 'continue']).default('rewind'),
});

export type FrontMatter = z.infer<typeof frontMatter>;

/** Keys that are the same in every language; the others are translated. */
export const SHARED_KEYS = ['id', 'minutes', 'covers', 'corrects', 'now', 'panels', 'faults', 'rerun'] as const;
