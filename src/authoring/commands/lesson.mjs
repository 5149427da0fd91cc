/** `npm run lesson -- 03`: checks one lesson in a few seconds; with `--watch` again whenever one of its files changes. */
import { prepare } from './prepare.mjs';

prepare();
// Only now is there anything to import, and a Node that can read it.
void import('./run-lesson.mjs').then(({ runLesson }) => runLesson(process.argv.slice(2)));
