/** A world in memory: it comes when something is tried that is not to touch the lesson's. */
export { createMemoryWorld } from '../memory-world.ts';
