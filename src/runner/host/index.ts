/** The runner as the page uses it. */
export {
  createRunner,
  type BrokenCause,
  type RunHandle,
  type RunListener,
  type RunOutcome,
  type Runner,
} from './create-runner.ts';
