/** Adapters over the browser's storage, IndexedDB and for the last moment localStorage: the only place that knows them. */
export { createLastResort, type KeptText, type LastResortStorage } from './last-resort.ts';
export { createStorageCare, type StorageCare, type StorageFacts } from './storage-care.ts';
export {
  openWorkbook,
  WORKBOOK_DATABASE,
  type DraftOutcome,
  type OpenWorkbook,
  type SavedDraft,
  type StoredDraft,
} from './workbook.ts';
export { openWorld, type OpenWorld } from './world.ts';
export { PROGRESS_DATABASE, worldDatabaseName, type StoredMark } from './world-database.ts';
