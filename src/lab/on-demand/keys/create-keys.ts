/** The keys that cells get: those of the lesson's world or, while a program is explored, of one of its own. Rules: ../../README.md, K. */
import { InvalidInputError } from '#eventsourcing';
import { assertName, describeValue, toJsonText } from '#eventsourcing/storage';
import type { CurrentWorld } from '../../current-world.ts';
import { noEncryption, textChanged } from '../../errors.ts';
import type { Encrypted, Keys } from '../../lab.ts';
import type { RunFaults } from '../faults/create-faults.ts';
import { ofKey } from '../footprint.ts';
import { StandIn } from '../stand-in.ts';
import type { DoStep, StepWork } from '../step-work.ts';
import type { Bytes } from './bytes.ts';
import { decryptText, encryptText, KEY_BYTES, type Subtle } from './cipher.ts';
import { eraseKey, isKept, keepKey, readKey, type KeyStorage } from './key-rows.ts';

/** Where keys are kept, and how calls get their turn. */
export type KeysWorld = Readonly<{
  storage: KeyStorage;
  /** Does something when it is the turn of whoever asks. */
  step: DoStep;
}>;

/** Which keys the lab is about. */
export type CurrentKeys = Readonly<{
  /** Has another world's stand for them while `work` goes on. */
  inWorld<Result>(world: KeysWorld, work: () => Promise<Result>): Promise<Result>;
}>;

/** What it needs. */
export type KeysEnvironment = Readonly<{
  /** The world that the lab is about. */
  current: CurrentWorld;
  /** Encrypts; undefined where browsers do not let a page. */
  subtle(): Subtle | undefined;
  /** Throws while nothing may be asked of the lab. */
  assertOpen(): void;
  /** Does a step of the run. */
  runFaults: Pick<RunFaults, 'step'>;
}>;

const TEXT_CHARACTERS = 1_000;
/** Bytes of the id of a key, and of chance for an iv. */
const ID_BYTES = 8;
const CHANCE_BYTES = 16;

export function createKeys({
  current,
  subtle,
  assertOpen,
  runFaults,
}: KeysEnvironment): CurrentKeys & { readonly keys: Keys } {
  const standIn = new StandIn<KeysWorld>({ storage: current.storage, step: oneByOne(runFaults.step) });
  const chance = (count: number): Bytes => Uint8Array.from({ length: count }, () => current.random() * 256);
  /** Does a call when it is its turn. */
  const call = async <Result>(toStep: (storage: KeyStorage) => StepWork<Result>): Promise<Result> => {
    assertOpen();
    const { storage, step } = standIn.current;
    return await step(toStep(storage));
  };
  const available = (): Subtle => {
    const found = subtle();
    if (!found) throw noEncryption();
    return found;
  };
  return {
    inWorld: (world, work) => standIn.inWorld(world, work),
    keys: {
      encrypt: (subject, value) =>
        call((storage) => {
          const by = available();
          assertName('subject', subject);
          const json = toJsonText(value, 'value');
          // Now, whether a key is needed or not: what is drawn must not depend on who comes first.
          const made = { subject, keyId: hex(chance(ID_BYTES)), bytes: chance(KEY_BYTES) };
          const forIv = chance(CHANCE_BYTES);
          const work = async (): Promise<Encrypted> => {
            const key = (await readKey(storage, subject)) ?? (await keepKey(storage, made));
            return encryptText(by, key, json, forIv);
          };
          return { name: `encrypt for ${subject}`, writes: true, footprint: () => ofKey.changed(subject), work };
        }),
      decrypt: <Value>(given: Encrypted) =>
        call((storage) => {
          const by = available();
          const encrypted = toEncrypted(given);
          const { subject, keyId } = encrypted;
          const work = async (): Promise<Value | undefined> => {
            const key = await readKey(storage, subject);
            if (key?.keyId !== keyId) {
              // The key of somebody else: only what is nobody's any more is forgotten.
              if (await isKept(storage, keyId)) throw textChanged(subject);
              return undefined;
            }
            const json = await decryptText(by, key, encrypted);
            if (json === null) throw textChanged(subject);
            return JSON.parse(json) as Value;
          };
          return { name: `decrypt of ${subject}`, writes: false, footprint: ofKey.read, work };
        }),
      forget: (subject) =>
        call((storage) => {
          available();
          assertName('subject', subject);
          const work = () => eraseKey(storage, subject);
          return { name: `forget ${subject}`, writes: true, footprint: () => ofKey.changed(subject), work };
        }),
      leaks: (text) =>
        call((storage) => {
          if (typeof text !== 'string' || text === '' || text.length > TEXT_CHARACTERS) {
            throw new InvalidInputError('text', describeValue(text), 'text-to-find', TEXT_CHARACTERS);
          }
          return { name: 'look for a text', writes: false, work: async () => [...(await storage.findText(text))] };
        }),
    },
  };
}

/** Does one thing behind the other: a browser encrypts on the side, and what comes of it would else come in any order. */
function oneByOne(step: DoStep): DoStep {
  let last = Promise.resolve();
  return async (one) => {
    const before = last;
    let done = (): void => {};
    last = new Promise((resolve) => (done = resolve));
    await before;
    try {
      // Nobody but the caller waits for this promise: an error then has the caller's line in its stack.
      return await step(one);
    } finally {
      done();
    }
  };
}

const PROPERTIES = ['subject', 'keyId', 'iv', 'text'] as const;

/** What was encrypted, and nothing but what belongs to it. */
function toEncrypted(given: unknown): Encrypted {
  const found = (given ?? {}) as Encrypted;
  if (!PROPERTIES.every((name) => typeof found[name] === 'string')) {
    throw new InvalidInputError('encrypted', describeValue(given), 'encrypted');
  }
  const { subject, keyId, iv, text } = found;
  return { subject, keyId, iv, text };
}

const hex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
