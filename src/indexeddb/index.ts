/** Adapters over IndexedDB: the only place that knows it. */
export { openWorld } from './world.ts';
export { worldDatabaseName } from './world-database.ts';
