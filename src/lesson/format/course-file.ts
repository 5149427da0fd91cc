/** The course as a whole, course.yaml: its parts, all their lessons whether or not they are written yet, and the tracks through them. */
import * as z from 'zod';
import { writtenText } from './written-text.ts';

/** Names of pages and databases that no lesson may take. */
const TAKEN = ['home', 'index'];

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens, without a number in front')
  .refine((name) => !TAKEN.includes(name), 'is the name of the home page');

const minutes = z.strictObject({ core: z.int().positive(), full: z.int().positive() });

/** A lesson in the plan; what its own folder says counts once it has one. */
const plannedLesson = z.strictObject({
  number: z.int().positive(),
  id,
  title: writtenText,
  /** One sentence: after this lesson you can … */
  goal: writtenText,
  minutes,
});

const part = z.strictObject({ title: writtenText, lessons: z.array(plannedLesson).min(1) });

const track = z.strictObject({
  id,
  title: writtenText,
  /** Who it is for, in one sentence. */
  description: writtenText,
  lessons: z.array(z.strictObject({ lesson: id, path: z.enum(['core', 'full']) })).min(1),
});

export const courseFile = z
  .strictObject({ parts: z.array(part).min(1), tracks: z.array(track) })
  .superRefine((course, context) => {
    const known = new Set<string>();
    let number = 0;
    const complain = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [at, { lessons }] of course.parts.entries())
      for (const [index, lesson] of lessons.entries()) {
        const path = ['parts', at, 'lessons', index];
        number += 1;
        if (lesson.number !== number)
          complain([...path, 'number'], `must be ${number}: lessons are numbered in their order`);
        if (known.has(lesson.id)) complain([...path, 'id'], 'is the id of another lesson too');
        known.add(lesson.id);
      }
    for (const [at, { lessons }] of course.tracks.entries())
      for (const [index, { lesson }] of lessons.entries())
        if (!known.has(lesson)) complain(['tracks', at, 'lessons', index, 'lesson'], 'is the id of no lesson');
  });

export type CourseFile = z.infer<typeof courseFile>;
