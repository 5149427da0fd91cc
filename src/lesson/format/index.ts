/** What authors may write: the head of a lesson and its directives, the course and its glossary. Not for pages: it brings the whole of zod. */
export { courseFile, type CourseFile } from './course-file.ts';
export {
  cellsOf,
  DIRECTIVES,
  isDirectiveName,
  type AttributesOf,
  type DirectiveName,
  type Written,
} from './directives.ts';
export { frontMatter, SHARED_KEYS, type FrontMatter } from './front-matter.ts';
export { glossaryFile, type Term } from './glossary-file.ts';
export type { WrittenText } from './written-text.ts';
