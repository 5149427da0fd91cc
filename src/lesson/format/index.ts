/** What authors may write: the head of a lesson and its directives. Not for pages: it brings the whole of zod. */
export {
  cellsOf,
  DIRECTIVES,
  isDirectiveName,
  type AttributesOf,
  type DirectiveName,
  type Written,
} from './directives.ts';
export { frontMatter, SHARED_KEYS, type FrontMatter } from './front-matter.ts';
