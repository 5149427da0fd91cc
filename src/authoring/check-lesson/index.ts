/** What the command needs to check one lesson. */
export { checkLesson } from './check-lesson.ts';
export { lineOf } from './finding.ts';
