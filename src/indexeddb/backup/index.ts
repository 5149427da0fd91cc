/** All the work of this browser: read as a whole, and replaced as a whole or not at all. Rules: ../../backup/README.md, BK. */
export { createBackups, type Backups, type Outcome } from './backups.ts';
