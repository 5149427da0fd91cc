/** What events say of the command that led to them. Rules: SPEC.md, CH. */
import type { Command, Metadata } from './event.ts';

/**
 * The metadata of a command as its events have it: its id is what led to them and, where it belongs to nothing larger, what they belong
 * to. The version of its shape is that of no event. Undefined when the command has none.
 */
export function metadataOf({ metadata }: Command): Metadata | undefined {
  // What is no metadata is for the store to refuse.
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return metadata;
  const { schemaVersion: _, ...told } = metadata;
  const { commandId } = told;
  return commandId === undefined
    ? told
    : { correlationId: commandId, ...withoutUndefined(told), causationId: commandId };
}

const withoutUndefined = (metadata: Metadata): Metadata =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
