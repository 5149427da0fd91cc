/** What a run gets when it asks: what lives every schedule, and what measures. */
export { createMeasure } from '../measure.ts';
export { createExplore, type ExploreEnvironment } from './explore.ts';
