/** Random programs of the in-memory event store. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { inMemoryEventStore } from '#eventsourcing';
import { createEventStore } from '#eventsourcing/storage';
import { anyProgram, expectLikeModel } from '../contract/event-store-model.ts';
import { createPagingStorage } from './paging-storage.ts';

test('ES16: whatever is appended and read in memory, the answers are those of a plain list', async () => {
  await fc.assert(fc.asyncProperty(anyProgram(10), (program) => expectLikeModel(inMemoryEventStore(), program)));
}, 30_000);

test('ST7: whatever is appended and read in pages of one commit, the answers are those of a plain list', async () => {
  await fc.assert(
    fc.asyncProperty(anyProgram(10), (program) => {
      let ids = 0;
      const environment = { newId: () => String((ids += 1)), now: () => '2020-05-20T09:00:00.000Z' };
      return expectLikeModel(createEventStore(createPagingStorage(), environment), program);
    }),
  );
}, 30_000);
