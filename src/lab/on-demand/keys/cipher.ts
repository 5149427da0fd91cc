/** AES-GCM with a subject's key: a text that was changed, or is said to be of another subject, cannot be decrypted. Rules: ../../README.md, K. */
import type { Encrypted } from '../../lab.ts';
import { fromBase64, joined, toBase64, toBytes, toText, type Bytes } from './bytes.ts';

/** What is used of a browser's `crypto.subtle`. */
export interface Subtle {
  digest(algorithm: 'SHA-256', bytes: Bytes): Promise<ArrayBuffer>;
  importKey(
    format: 'raw',
    bytes: Bytes,
    algorithm: 'AES-GCM',
    isExtractable: false,
    uses: ('encrypt' | 'decrypt')[],
  ): Promise<object>;
  encrypt(parameters: Parameters, key: object, bytes: Bytes): Promise<ArrayBuffer>;
  decrypt(parameters: Parameters, key: object, bytes: Bytes): Promise<ArrayBuffer>;
}

type Parameters = Readonly<{ name: 'AES-GCM'; iv: Bytes; additionalData: Bytes }>;

/** A subject's key. */
export type Key = Readonly<{ subject: string; keyId: string; bytes: Bytes }>;

/** Bytes of a key, and of the iv that AES-GCM wants. */
export const KEY_BYTES = 32;
const IV_BYTES = 12;

/** What the text is bound to beside the key: of another subject, or by another key, it is not what was encrypted. */
const boundTo = ({ subject, keyId }: Omit<Key, 'bytes'>): Bytes => toBytes(JSON.stringify([subject, keyId]));

/**
 * Encrypts a text of JSON. The iv is a digest of the key, of chance and of the text itself: where chance repeats, as it does when a
 * cell is run again, two texts still have the same iv only if they are the same. With one iv twice under a key AES-GCM hides nothing.
 */
export async function encryptText(subtle: Subtle, key: Key, json: string, chance: Bytes): Promise<Encrypted> {
  const { subject, keyId } = key;
  const additionalData = boundTo(key);
  const plain = toBytes(json);
  const digest = await subtle.digest('SHA-256', joined(key.bytes, chance, additionalData, plain));
  const iv = new Uint8Array(digest).slice(0, IV_BYTES);
  const imported = await subtle.importKey('raw', key.bytes, 'AES-GCM', false, ['encrypt']);
  const text = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, imported, plain);
  return { subject, keyId, iv: toBase64(iv), text: toBase64(new Uint8Array(text)) };
}

/** The text of JSON that was encrypted; null when this is not how it came out. */
export async function decryptText(subtle: Subtle, key: Key, encrypted: Encrypted): Promise<string | null> {
  const iv = fromBase64(encrypted.iv);
  const text = fromBase64(encrypted.text);
  if (!iv || !text) return null;
  const imported = await subtle.importKey('raw', key.bytes, 'AES-GCM', false, ['decrypt']);
  try {
    const parameters = { name: 'AES-GCM', iv, additionalData: boundTo(encrypted) } as const;
    return toText(new Uint8Array(await subtle.decrypt(parameters, imported, text)));
  } catch {
    // It tells no more, so that nobody learns how far they came.
    return null;
  }
}
