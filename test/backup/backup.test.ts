/** The file of all the work: what is written comes back, and what is not as it was written is found. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metadata } from '#eventsourcing';
import { figuresOf, readBackup, refuseSize, writeBackup, type StoredRecord } from '#backup';
import { crc32 } from '../../src/backup/crc32.ts';
import { decodeValue, encodeValue } from '../../src/backup/encode-value.ts';
import { toNewCommit } from '../../src/eventsourcing/storage/commit.ts';
import { anyBackup, SOME } from './any-backup.ts';
import { changed, linesOf, refusalOf, sealed } from './files.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const whyOf = (bytes: Uint8Array): string | undefined => refusalOf(bytes)?.why;

describe('what is written', () => {
  test('BK1: comes back equal, whatever the stores hold', () => {
    fc.assert(
      fc.property(anyBackup, (backup) => {
        expect(readBackup(writeBackup(backup))).toEqual({ kind: 'read', backup });
      }),
      { numRuns: 300 },
    );
  });

  test('BK1: is JSON, and each value comes back from it as it was', () => {
    const value = fc.oneof(fc.anything(), fc.record({ $: fc.anything(), word: fc.anything() }));
    let carried = 0;
    fc.assert(
      fc.property(value, (one) => {
        let written: string;
        try {
          written = JSON.stringify(encodeValue(one));
        } catch {
          return;
        }
        carried += 1;
        // An object without a prototype comes back as one with it, as from a database.
        expect(decodeValue(JSON.parse(written))).toEqual(structuredClone(one));
      }),
      { numRuns: 500 },
    );
    expect(carried).toBeGreaterThan(300);
  });

  test.each([
    -0,
    Infinity,
    -Infinity,
    NaN,
    undefined,
    [undefined, -0],
    { a: undefined },
    { $: 'undefined' },
    { $: 'number', word: '-0' },
    JSON.parse('{"__proto__":1}') as unknown,
  ])('BK1: %o comes back as it was', (value) => {
    expect(decodeValue(JSON.parse(JSON.stringify(encodeValue(value))))).toStrictEqual(value);
  });

  // oxlint-disable-next-line no-sparse-arrays -- that is what is tried
  test.each([[new Date(0)], [new Map()], [1n], [[1, , 2]], [Object.assign([1], { more: 1 })], [new Uint8Array(1)]])(
    'BK1: %o is refused when it is written',
    (value) => {
      expect(() => encodeValue({ inside: [value] })).toThrow(TypeError);
    },
  );

  test.each([{ $: 'date' }, { $: 'number', word: 'toString' }, { $: 'object', entries: [['a']] }, { $: 1 }])(
    'BK1: %o is the encoding of nothing',
    (encoded) => {
      expect(() => decodeValue(encoded)).toThrow(TypeError);
    },
  );

  test('BK2: ends with a checksum that other programs come to as well', () => {
    expect(crc32(encoder.encode('123456789'))).toBe(0xcbf43926);
    const lines = decoder.decode(writeBackup(SOME)).split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.at(-2)).toMatch(/^\{"checksum":"crc32:[0-9a-f]{8}"\}$/);
  });
});

describe('damage', () => {
  const bytes = writeBackup(SOME);

  test('BK2: a changed byte is found wherever it is', () => {
    const missed: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const isMissed = [1, 0x80].some((flip) => refusalOf(bytes.with(at, bytes[at]! ^ flip)) === null);
      if (isMissed) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test('BK2: changed bytes in the middle are called damage', () => {
    for (let at = 200; at < bytes.length - 40; at += 7) expect(whyOf(bytes.with(at, bytes[at]! ^ 2))).toBe('damaged');
  });

  test('BK2: a byte more or less is found wherever it is', () => {
    const missed: number[] = [];
    for (let at = 0; at <= bytes.length; at += 1) {
      const more = new Uint8Array(bytes.length + 1).fill(32);
      more.set(bytes.subarray(0, at));
      more.set(bytes.subarray(at), at + 1);
      const less = new Uint8Array(bytes.length - 1);
      less.set(bytes.subarray(0, Math.min(at, less.length)));
      if (at < less.length) less.set(bytes.subarray(at + 1), at);
      if ([more, less].some((one) => refusalOf(one) === null)) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test('BK3: a file that breaks off is cut short, at whichever line or byte', () => {
    const text = decoder.decode(bytes);
    for (let at = text.indexOf('\n'); at !== -1 && at < text.length - 1; at = text.indexOf('\n', at + 1)) {
      expect(whyOf(encoder.encode(text.slice(0, at)))).toBe('cut-short');
      expect(whyOf(encoder.encode(text.slice(0, at + 1)))).toBe('cut-short');
    }
    const missed: number[] = [];
    for (let length = 30; length < bytes.length; length += 1)
      if (whyOf(bytes.subarray(0, length)) !== 'cut-short') missed.push(length);
    expect(missed).toEqual([]);
  });

  test('BK3: lines that are gone or twice are found by the checksum', () => {
    const lines = decoder.decode(bytes).split('\n');
    for (let at = 1; at < lines.length - 2; at += 1) {
      expect(whyOf(encoder.encode(lines.toSpliced(at, 1).join('\n')))).toBe('damaged');
      expect(whyOf(encoder.encode(lines.toSpliced(at, 0, lines[at]!).join('\n')))).toBe('damaged');
    }
  });
});

describe('what is refused', () => {
  test('BK3: nothing that is read is refused for what it is', () => {
    expect(refusalOf(sealed(linesOf(SOME)))).toBeNull();
  });

  test('BK3: too many bytes', () => {
    expect(refuseSize(11, 10)).toEqual({ why: 'too-large', bytes: 11, most: 10 });
    expect(refuseSize(10, 10)).toBeNull();
    expect(refuseSize(64 * 1_048_576 + 1)).toMatchObject({ why: 'too-large' });
  });

  test.each([
    ['no byte', '', 'empty'],
    ['a picture', '\u0089PNG', 'foreign'],
    ['other JSON', '{"format":"other","version":1}\n', 'foreign'],
    ['other JSON with a checksum', decoder.decode(sealed(['[]'])), 'foreign'],
    ['a beginning that was cut', '{"format":"repl', 'foreign'],
    ['a mark of byte order', `\uFEFF${decoder.decode(writeBackup(SOME))}`, 'foreign'],
    ['a newer version with other lines', '{"format":"replaybook","version":2,"sha":1}\nanything', 'newer'],
    ['a version that is none', decoder.decode(changed('"version":1', '"version":0')), 'misshapen'],
  ])('BK3: %s', (_, text, why) => {
    expect(whyOf(encoder.encode(text))).toBe(why);
  });

  test.each([
    ['a database that holds no work', '"name":"replaybook-progress"', '"name":"other"', 'other'],
    [
      'a lesson that can have no such name',
      'replaybook-lesson-fold","stores',
      'replaybook-lesson-A","stores',
      'replaybook-lesson-A',
    ],
    ['a store that there is not', '"copies":1', '"more":1', 'replaybook/more'],
    ['a store of the name of what every object has', '"copies":1', '"toString":1', 'replaybook/toString'],
    ['a record of a store that there is not', '"store":"copies"', '"store":"more"', 'replaybook/more'],
    ['a record of a database that was not named', '"database":"replaybook",', '"database":"other",', 'other/drafts'],
  ])('BK3: %s', (_, from, to, name) => {
    expect(refusalOf(changed(from, to))).toMatchObject({ why: 'unknown-store', name });
  });

  test('BK3: a record that comes twice', () => {
    const lines = linesOf(SOME);
    for (let at = 1; at < lines.length; at += 1) {
      expect(refusalOf(sealed(lines.toSpliced(at, 0, lines[at]!)))).toEqual({ why: 'duplicate', line: at + 2 });
    }
  });

  test('BK3: 0 and -0 are one key', () => {
    const lines = linesOf(SOME);
    const at = lines.findIndex((line) => line.includes('"store":"rows"'));
    const zero = lines[at]!.replace('{"$":"number","word":"-0"}', '0');
    expect(zero).not.toBe(lines[at]);
    expect(refusalOf(sealed(lines.toSpliced(at + 1, 0, zero)))).toEqual({ why: 'duplicate', line: at + 2 });
  });

  test('BK3: two appends at one place of a stream', () => {
    const lines = linesOf(SOME);
    const at = lines.findIndex((line) => line.includes('"store":"commits"'));
    const other = lines[at]!.replace('"firstPosition":1', '"firstPosition":9');
    expect(refusalOf(sealed(lines.toSpliced(at + 1, 0, other)))).toEqual({ why: 'duplicate', line: at + 2 });
  });

  test('BK3: a database that is named twice', () => {
    const [head, ...lines] = linesOf(SOME);
    const header = JSON.parse(head!) as { databases: unknown[] };
    header.databases.push(header.databases[0]);
    expect(refusalOf(sealed([JSON.stringify(header), ...lines]))).toEqual({ why: 'duplicate', line: 1 });
  });

  test('BK3: fewer records than it says, or more', () => {
    const lines = linesOf(SOME);
    for (let at = 1; at < lines.length; at += 1) expect(whyOf(sealed(lines.toSpliced(at, 1)))).toBe('miscounted');
    expect(whyOf(changed('"copies":1', '"copies":0'))).toBe('miscounted');
  });

  test.each([
    ['a line that is no JSON', /^\{"database":"replaybook","store":"drafts".*/, '{'],
    ['a line of nothing', /^\{"database":"replaybook","store":"drafts".*/, ''],
    ['a line with more than it needs', '"store":"drafts",', '"store":"drafts","more":1,'],
    ['a time that is none', '2026-11-30', '2026-99-30'],
    ['a record without a property', '"starterHash":"h",', ''],
    ['a record with one more', '"starterHash":"h"', '"starterHash":"h","more":1'],
    ['a record with one of another type', '"revision":3', '"revision":"3"'],
    ['a record that is a list', /"value":\{.*\}\}/, '"value":[1]}'],
    ['a record that is nothing', /"value":\{.*\}\}/, '"value":null}'],
    ['a count that is none', '"revision":3', '"revision":-3'],
    ['a key beside a record that has its own', '"store":"drafts",', '"store":"drafts","key":"a",'],
    ['no key where a store needs one', '"key":"epoch",', ''],
    ['a key that is a number', '"key":"epoch"', '"key":1'],
    ['a key that no database takes', '"id":["a",', '"id":[null,'],
    ['events that cannot be read', '"text":"[{', '"text":"[{{'],
    [
      'events of another number than it says',
      '"ids":"id-0 id-1","types":["A"],"text":"[',
      '"ids":"id-0 id-1","types":["A"],"text":"[{\\"type\\":\\"A\\"},',
    ],
    ['fewer ids than events', '"ids":"id-0 id-1"', '"ids":"id-0"'],
    ['what is no event', '"text":"[{\\"type\\":\\"A\\"', '"text":"[{\\"type\\":1'],
    ['more events than there are in it', '"count":2,"ids"', '"count":9007199254740991,"ids"'],
    ['a number that nobody counts to', '"revision":3', '"revision":9007199254740991'],
    ['an epoch behind which there is none', '"key":"epoch","value":4', '"key":"epoch","value":9007199254740991'],
    ['as many records as no file has', '"drafts":2', '"drafts":9007199254740991'],
    ['a row that is nested too deeply', '"text":"{}"', `"text":"${'['.repeat(121)}"`],
    ['a value that stands for nothing', '"word":"-0"', '"word":"-1"'],
  ])('BK3: %s', (_, from, to) => {
    expect(whyOf(changed(from, to))).toBe('misshapen');
  });

  test.each(['[', '"[', '\\"[', '\\\\"[', '{"['])('BK1: a text that has %s often is not nested for that', (some) => {
    const file = changed("'가';", JSON.stringify(some.repeat(500)).slice(1, -1));
    expect(refusalOf(file)).toBeNull();
  });

  test('BK1: events are nested as deeply as the library lets them', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(99)}{}${'}'.repeat(99)}`) as object;
    const environment = { newId: () => 'a', recordedAt: '', metadata: deep as Metadata };
    const places = { streamName: 's', firstPosition: 1, firstStreamPosition: 1 };
    const commit = { ...toNewCommit([{ type: 'A', data: deep }], environment), ...places };
    const stores = new Map([['commits', [{ value: commit }]]]);
    expect(refusalOf(writeBackup({ at: SOME.at, databases: [{ name: 'replaybook-progress', stores }] }))).toBeNull();
  });
});

test('BK4: figures count texts, worlds that were written to, their events, and progress', () => {
  expect(figuresOf(SOME)).toEqual({ at: SOME.at, texts: 2, worlds: 1, events: 2, progress: 5 });
  const empty = new Map<string, readonly StoredRecord[]>();
  const opened = { name: 'replaybook-lesson-new', stores: empty };
  expect(figuresOf({ at: SOME.at, databases: [...SOME.databases, opened] }).worlds).toBe(1);
  expect(figuresOf({ at: SOME.at, databases: [] })).toEqual({
    at: SOME.at,
    texts: 0,
    worlds: 0,
    events: 0,
    progress: 0,
  });
});
