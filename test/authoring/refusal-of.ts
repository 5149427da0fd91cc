/** Edits the lesson of forms, and tells how it is refused then. */
import { expect } from 'vitest';
import { AuthoringError } from '../../src/authoring/authoring-error.ts';
import { readLesson } from '../../src/authoring/read-lesson.ts';
import { FORMS, writeForms } from './forms-lesson.ts';

type Edit = readonly [from: string, to: string];

/** A text with edits; one that does not have what is edited would prove nothing. */
export function edited(name: string, ...edits: readonly Edit[]): Record<string, string> {
  const text = edits.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, () => to);
  }, FORMS[name]!);
  return { [name]: text };
}

/** The same edit in both languages. */
export const both = (...edits: readonly Edit[]): Record<string, string> => ({
  ...edited('en.md', ...edits),
  ...edited('ko.md', ...edits),
});

/** The refusal, from the name of the file on. */
export function refusalOf(changes: Readonly<Record<string, string | null>>): string {
  try {
    readLesson(writeForms(changes));
  } catch (error) {
    if (error instanceof AuthoringError) return error.message.replace(/^\S*\//, '');
    throw error;
  }
  return 'nothing';
}
