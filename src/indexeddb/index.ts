/** Adapters over IndexedDB: the only place that knows it. */
export { lastResort, type KeptText, type LastResortStorage } from './last-resort.ts';
export {
  openWorkbook,
  WORKBOOK_DATABASE,
  type DraftOutcome,
  type OpenWorkbook,
  type SavedDraft,
  type StoredDraft,
} from './workbook.ts';
export { openWorld, type OpenWorld } from './world.ts';
export { worldDatabaseName, type StoredMark } from './world-database.ts';
