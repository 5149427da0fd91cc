/** What a page with exercises has besides: it comes when one of them is run. */
export { tryChecks, type Checked } from './try-checks.ts';
