/** The runner as the page uses it. */
export {
  createRunner,
  type BrokenCause,
  type RunHandle,
  type RunListener,
  type RunOutcome,
  type Runner,
  type Sandbox,
} from './create-runner.ts';
