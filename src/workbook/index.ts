/** One learner's work, without a page around it. */
export type { CellState, CellView, Fault, SaveState } from './cell-view.ts';
export type { BrokenCheck, CheckView } from './check-view.ts';
export { faultOfError, faultOfReport } from './fault.ts';
export {
  openLesson,
  type AllEnded,
  type LessonSession,
  type SessionListener,
  type SessionParts,
} from './lesson-session.ts';
export type { Mark, Plan, PlannedCell } from './plan.ts';
export type {
  CellRunner,
  Compile,
  Draft,
  DraftStorage,
  LastResort,
  MarkedWorld,
  MarkStorage,
  PartName,
  RunOutcome,
  SavedDraft,
  UnsavedText,
} from './ports.ts';
