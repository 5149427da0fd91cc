/** `npm start` and `npm run dev`: the workbook, for a person who has just cloned it. */
import { prepare } from './prepare.mjs';

prepare();
// Only now is there anything to import, and a Node that can read it.
void import('./serve.mjs').then(({ serve }) => serve(process.argv.slice(2)));
