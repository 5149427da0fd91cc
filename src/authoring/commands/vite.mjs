/** `npm run build` and `npm run preview`: Vite, once it is there. */
import { prepare } from './prepare.mjs';

prepare();
void import('../../../node_modules/vite/bin/vite.js');
