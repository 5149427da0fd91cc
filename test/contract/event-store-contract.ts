/** What every event store promises (src/eventsourcing/SPEC.md), as cases for whatever implements the port. */
import type { Case } from './assert.ts';
import { appendingAgain } from './event-store/appending-again.ts';
import { appending } from './event-store/appending.ts';
import { events } from './event-store/events.ts';
import { expectations } from './event-store/expectations.ts';
import { inputs } from './event-store/inputs.ts';
import { large } from './event-store/large.ts';
import { lifecycle } from './event-store/lifecycle.ts';
import { plainJson } from './event-store/plain-json.ts';
import { readingAll } from './event-store/reading-all.ts';
import { reading } from './event-store/reading.ts';
import { snapshots } from './event-store/snapshots.ts';
import type { StorePort } from './event-store/shared.ts';
import { subscribing } from './event-store/subscribing.ts';

/** Each case wants an empty store. */
export const eventStoreCases: readonly Case<StorePort>[] = [
  ...appending,
  ...appendingAgain,
  ...expectations,
  ...events,
  ...plainJson,
  ...inputs,
  ...reading,
  ...snapshots,
  ...readingAll,
  ...subscribing,
  ...lifecycle,
  ...large,
];
