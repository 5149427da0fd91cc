/** The library as a history uses it: the project's own, or a copy of it with a mistake in it. */
import * as eventsourcing from '#eventsourcing';
import * as storage from '#eventsourcing/storage';

export type Library = Pick<
  typeof eventsourcing,
  'commandHandler' | 'isExpectedVersionConflictError' | 'isIllegalStateError' | 'IllegalStateError'
> &
  Pick<typeof storage, 'CommitLog' | 'createEventStore' | 'lastPosition' | 'lastStreamPosition'>;

export const ours: Library = { ...eventsourcing, ...storage };
