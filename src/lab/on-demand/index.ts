/** The part of the lab that a run gets when it asks: what lives every schedule, makes events by the thousand, and measures. */
export { createBroker } from './broker/create-broker.ts';
export { createExplore, type ExploreEnvironment } from './explore/explore.ts';
export { createGenerate } from './generate.ts';
export { createMeasure } from './measure.ts';
