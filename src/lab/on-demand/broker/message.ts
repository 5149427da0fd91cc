/** A message as a caller gave it, checked. Rules: ../../README.md, B. */
import { InvalidInputError } from '#eventsourcing';
import { assertName, describeValue, LIMITS, toJsonText, toMetadata } from '#eventsourcing/storage';
import type { Message } from '../../lab.ts';

const PROPERTIES = ['messageId', 'key', 'type'] as const;

/** A message with nothing but what belongs to one, and a body that nobody else has. */
export function toMessage(message: unknown): Message {
  if (typeof message !== 'object' || message === null) {
    throw new InvalidInputError('message', describeValue(message), 'row');
  }
  const { messageId, key, type, body, metadata } = message as Message;
  for (const name of PROPERTIES) assertName(`message.${name}`, (message as Message)[name]);
  const text = toJsonText(body ?? null, 'message.body');
  if (text.length > LIMITS.eventCharacters) {
    throw new InvalidInputError('message.body', String(text.length), 'event-size', LIMITS.eventCharacters);
  }
  const told = { messageId, key, type, body: JSON.parse(text) as unknown };
  return metadata === undefined ? told : { ...told, metadata: toMetadata(metadata, 'message.metadata')! };
}
