/** The log in memory against the contract of every storage. */
import { CommitLog } from '#eventsourcing/storage';
import { storageOfLog } from '../contract/event-storage-of.ts';
import { opened, runCases } from '../contract/run-cases.ts';
import { storageCases } from '../contract/storage-contract.ts';

runCases('CommitLog', storageCases, () => opened(storageOfLog(new CommitLog())));
