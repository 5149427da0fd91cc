/** The in-memory event store against the contract of every event store. */
import { inMemoryEventStore } from '#eventsourcing';
import { eventStoreCases } from '../contract/event-store-contract.ts';
import { opened, runCases } from '../contract/run-cases.ts';

runCases('inMemoryEventStore', eventStoreCases, () => opened({ eventStore: inMemoryEventStore() }));
