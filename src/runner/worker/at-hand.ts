/** What every run has at hand of 'eventsourcing'; the rest comes with the cells that import it. */
export {
  commandHandler,
  ExpectedVersionConflictError,
  IllegalStateError,
  InvalidInputError,
  isExpectedStreamVersion,
  isExpectedVersionConflictError,
  isIllegalStateError,
  isInvalidInputError,
  isStreamTombstonedError,
  StreamTombstonedError,
} from '#eventsourcing';
