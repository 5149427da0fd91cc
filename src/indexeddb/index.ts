/** Adapters over IndexedDB: the only place that knows it. */
export { openWorkbook, WORKBOOK_DATABASE, type OpenWorkbook, type StoredDraft } from './workbook.ts';
export { openWorld, type OpenWorld } from './world.ts';
export { worldDatabaseName, type StoredMark } from './world-database.ts';
