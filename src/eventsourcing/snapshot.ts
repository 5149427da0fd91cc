/** A state kept so that a fold need not begin at zero, and where such states are kept. Rules: SPEC.md, SN. */
import { InvalidInputError } from './errors.ts';
import { assertPosition, assertStreamName, describeValue } from './input.ts';
import { toJsonText } from './json-text.ts';
import { LIMITS } from './limits.ts';

/** The state of a stream at one of its positions. It saves time and nothing else: the events say what is true. */
export type Snapshot<State> = Readonly<{
  /** Plain JSON. */
  state: State;
  /** The position of the last event that is in the state. */
  streamPosition: number;
  /** Names the fold that made the state, e.g. `cart v2`: give it a new name when the fold changes. */
  fingerprint: string;
}>;

/** Where snapshots are kept: one for each stream and fingerprint. */
export interface SnapshotStore {
  /** Keeps a snapshot in place of the one before. Throws InvalidInputError for what cannot be kept. */
  save<State>(streamName: string, snapshot: Snapshot<State>): Promise<void>;
  /** The snapshot that was saved last with this fingerprint; null when there is none that can be used. */
  latest<State>(streamName: string, fingerprint: string): Promise<Snapshot<State> | null>;
}

/** The JSON text of a snapshot as it is now. Throws InvalidInputError for what cannot be kept. */
export function toSnapshotText(streamName: string, snapshot: Snapshot<unknown>): string {
  assertStreamName(streamName);
  if (typeof snapshot !== 'object' || (snapshot as unknown) === null) {
    throw new InvalidInputError('snapshot', describeValue(snapshot), 'row');
  }
  const { state, streamPosition, fingerprint } = snapshot;
  assertPosition('snapshot.streamPosition', streamPosition, 1);
  assertFingerprint('snapshot.fingerprint', fingerprint);
  // Checked by itself, so that an error gives the path from the state on.
  const stateText = toJsonText(state, 'snapshot.state');
  const text = `{"state":${stateText},"streamPosition":${streamPosition},"fingerprint":${JSON.stringify(fingerprint)}}`;
  if (text.length > LIMITS.rowCharacters) {
    throw new InvalidInputError('snapshot', String(text.length), 'row-size', LIMITS.rowCharacters);
  }
  return text;
}

/**
 * The snapshot that a text holds; null when there is no text, when it cannot be read, has another shape, or is of another
 * fingerprint. Whatever is wrong with it, the events are still there: it is never an error.
 */
export function toSnapshot<State>(text: unknown, fingerprint: string): Snapshot<State> | null {
  if (typeof text !== 'string') return null;
  let snapshot: unknown;
  try {
    snapshot = JSON.parse(text);
  } catch {
    return null;
  }
  return isSnapshot(snapshot) && snapshot.fingerprint === fingerprint ? (snapshot as Snapshot<State>) : null;
}

/** True for an object with a state, a position and a fingerprint. */
export function isSnapshot(value: unknown): value is Snapshot<unknown> {
  if (typeof value !== 'object' || value === null || !('state' in value) || value.state === undefined) return false;
  const { streamPosition, fingerprint } = value as Partial<Record<keyof Snapshot<unknown>, unknown>>;
  // Reading goes on behind it, so that the position there must be one, too.
  const isPosition = Number.isSafeInteger(streamPosition) && Number.isSafeInteger((streamPosition as number) + 1);
  return isPosition && (streamPosition as number) >= 1 && typeof fingerprint === 'string';
}

/** A fingerprint is a text of 1 to 200 characters. */
export function assertFingerprint(field: string, fingerprint: unknown): void {
  const most = LIMITS.fingerprintCharacters;
  if (typeof fingerprint === 'string' && fingerprint !== '' && fingerprint.length <= most) return;
  throw new InvalidInputError(field, describeValue(fingerprint), 'fingerprint', most);
}
