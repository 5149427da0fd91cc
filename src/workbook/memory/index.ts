/** What a page works with where the browser's storage does not open: it comes then, and goes with the page. */
export { createMarkedMemoryWorld } from './marked-memory-world.ts';
export { createNotedDrafts } from './noted-drafts.ts';
export { createForgottenDrafts } from './forgotten-drafts.ts';
