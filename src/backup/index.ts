/** All the work as one file: written, read again with suspicion, and counted. Knows no browser. Rules: README.md, BK. */
export { figuresOf, type Figures } from './figures.ts';
export { MOST_BYTES, type Backup, type StoredDatabase, type StoredRecord } from './format.ts';
export { readBackup, refuseSize, type ReadBackup, type Refusal } from './read-backup.ts';
export { storesOf, PROGRESS_NAME, WORKBOOK_NAME, type StoreKinds } from './stores.ts';
export { writeBackup } from './write-backup.ts';
