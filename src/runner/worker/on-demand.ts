/** The part of the lab that most runs do not need: a module of its own, which a run gets when it asks. */
export { createOnDemand } from '#lab/on-demand';
