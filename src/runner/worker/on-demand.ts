/** The part of the lab that most runs do not need: a module of its own, which a run gets when it asks. */
export { createBroker, createExplore, createGenerate, createMeasure } from '#lab/on-demand';
