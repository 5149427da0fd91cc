/** `npm test`: every check, or those that are named. */
import { prepare } from './prepare.mjs';

prepare();
// Only now is there anything to import, and a Node that can read it.
void import('./run-checks.mjs').then(({ runNamedChecks }) => runNamedChecks(process.argv.slice(2)));
