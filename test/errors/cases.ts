/** For each code of the catalogue, a way in which a person meets it. */
import type { ErrorCode } from '#errors';
import { ANYTHING, type Case } from './case.ts';
import { THROWN_BY_LAB } from './lab-cases.ts';
import { appendAt, USING_STORE } from './snippets.ts';

const FOUND_BEFORE: Readonly<Record<ErrorCode<'cell'>, Case>> = {
  syntax: { text: ['const one = 1;', 'const = 2;'], data: { reason: 'unexpected', name: '=' }, line: 2 },
  'refused-enum': { text: ['', 'enum Colour { Red }'], data: { name: 'Colour' }, line: 2 },
  'refused-namespace': { text: ['namespace Shop { export const open = 1; }'], data: { name: 'Shop' }, line: 1 },
  'refused-decorator': { text: ['const log = (value: unknown) => value;', '@log class Cart {}'], data: {}, line: 2 },
  'refused-parameter-property': {
    text: ['class Cart {', '  constructor(private items: string[]) {}', '}'],
    data: { name: 'items' },
    line: 2,
  },
  'refused-import-equals': { text: ["import fs = require('fs');"], data: {}, line: 1 },
  'refused-export-equals': { text: ['const one = 1;', 'export = one;'], data: {}, line: 2 },
  'refused-import-meta': { text: ['', '', 'import.meta.url;'], data: {}, line: 3 },
  'refused-accessor': { text: ['class Cart {', '  accessor total = 0;', '}'], data: { name: 'total' }, line: 2 },
  'dynamic-import': { text: ['', "await import('./events.ts');"], data: { name: './events.ts' }, line: 2 },
  'exported-binding-assigned': { text: ['export let total = 0;', 'total = 5;'], data: { name: 'total' }, line: 2 },
  'unknown-module': {
    text: ['const one = 1;', "import { map } from 'lodash';", 'map(one);'],
    data: { specifier: 'lodash', allowed: "'eventsourcing', 'lab', 'test'" },
    line: 2,
  },
  'unknown-cell': {
    text: ["import { one } from './nowhere.ts';", 'one;'],
    data: { specifier: './nowhere.ts', cells: "'./events.ts', './questions.ts', './cost.ts', './exercise.ts'" },
    line: 1,
  },
  'unknown-export': {
    text: ['', "import { nothing } from './events.ts';", 'nothing;'],
    data: { specifier: './events.ts', name: 'nothing', exports: '' },
    line: 2,
  },
  'ambiguous-export': {
    text: ["export * from 'eventsourcing';", "export * from './events.ts';"],
    others: { 'events.ts': ['export const commandHandler = 1;'] },
    data: { name: 'commandHandler', first: 'eventsourcing', second: './events.ts' },
    line: 2,
  },
  'import-cycle': {
    text: ["import { two } from './events.ts';", 'export const one = two;'],
    others: { 'events.ts': ['', "import { one } from './table.ts';", 'export const two = one;'] },
    data: { path: 'table.ts → events.ts → table.ts' },
    line: 2,
    file: 'events.ts',
  },
};

const THROWN_BY_LIBRARY: Readonly<Record<ErrorCode<'library'>, Case>> = {
  'illegal-state': {
    text: ["import { IllegalStateError } from 'eventsourcing';", "throw new IllegalStateError('The cart is closed.');"],
    data: { message: 'The cart is closed.' },
    state: 'refused',
    line: 2,
  },
  'expected-version-conflict': {
    text: [USING_STORE, appendAt(0), appendAt(0)],
    data: {
      streamName: 'cart-1',
      expected: 0,
      actual: 1,
      message:
        'Stream "cart-1" is at version 1, but you expected 0. Something was appended in between: load it and decide again.',
    },
    state: 'conflict',
    line: 3,
  },
  'invalid-input': {
    text: [USING_STORE, '', appendAt(-1)],
    data: {
      field: 'expectedStreamVersion',
      found: '-1',
      expected: 'expected-version',
      message:
        'expectedStreamVersion is -1; expected is a whole number from 0, STREAM_EXISTS, STREAM_DOES_NOT_EXIST or NO_CONCURRENCY_CHECK.',
    },
    line: 3,
  },
  'stream-tombstoned': {
    text: [
      "import { eventStore } from 'lab';",
      appendAt(0),
      "await eventStore.tombstoneStream('cart-1', { expectedStreamVersion: 1 });",
      appendAt(1),
    ],
    data: { streamName: 'cart-1' },
    line: 4,
  },
  'projection-stopped': {
    text: [
      "import { database, eventStore } from 'lab';",
      "import { projector } from 'eventsourcing';",
      appendAt(0),
      "const evolve = () => { throw new RangeError('no cart'); };",
      "const carts = projector({ name: 'carts', version: 1, canHandle: ['Opened'], evolve }, { eventStore, database });",
      'await carts.catchUp();',
    ],
    data: {
      projection: 'carts',
      version: 1,
      eventType: 'Opened',
      position: 1,
      reason: 'RangeError: no cart',
      message: 'Projection "carts" version 1 stopped at Opened, position 1: RangeError: no cart',
    },
    line: 6,
  },
};

/** A cell that asks for something to be stored. */
const STORING = { text: [USING_STORE, appendAt(0)], line: 2 };
const DISK = 'UnknownError: The disk does not answer';

const OF_THE_STORAGE: Readonly<Record<ErrorCode<'storage'>, Case>> = {
  'storage-failed': { ...STORING, page: 'whose storage fails', data: { reason: DISK } },
  'storage-full': { ...STORING, page: 'whose storage is full', data: {} },
  'storage-lost': { ...STORING, page: 'whose storage is lost', data: {} },
  'storage-newer': { ...STORING, page: 'whose storage is a newer one when it is opened again', data: {} },
  'storage-unavailable': {
    ...STORING,
    page: 'whose storage is refused when it is opened again',
    data: { reason: 'SecurityError: Not here' },
  },
  'storage-silent': { ...STORING, page: 'whose storage is silent when it is opened again', data: {} },
  'storage-blocked': { ...STORING, page: 'whose storage is held when it is opened again', data: {} },
};

const OF_THE_RUN: Readonly<Record<ErrorCode<'run'>, Case>> = {
  'thrown-error': {
    text: ['const late = async () => {', "  throw new RangeError('too late');", '};', 'void late();', '1 + 1;'],
    data: { name: 'RangeError', message: 'too late' },
    line: 2,
  },
  'thrown-value': { text: ['const one = 1;', "throw 'x';"], data: { value: "'x'" }, line: 2 },
  'stack-overflow': { text: ['', 'const deeper = (): number => deeper() + 1;', 'deeper();'], data: {}, line: 2 },
  'eval-blocked': { text: ['', "eval('1 + 1');"], data: {}, line: 2 },
  'waits-for-nothing': { text: ['await new Promise(() => {});'], data: {} },
  'endless-timers': { text: ['setInterval(() => {}, 1000);'], data: {} },
};

const OF_THE_SANDBOX: Readonly<Record<ErrorCode<'sandbox'>, Case>> = {
  unresponsive: { text: ['let turns = 0;', 'for (;;) turns += 1;'], data: {}, line: 2 },
  'invalid-messages': { page: 'without prelude', text: ["postMessage({ kind: 'ended' });"], data: {} },
  'too-many-requests': {
    page: 'without prelude',
    text: [
      "const request = { kind: 'readAll', query: { after: 0, wanted: 1 } };",
      "for (let id = 1; id < 5000; id += 1) postMessage({ kind: 'request', id, request });",
    ],
    data: {},
  },
  // The last on its page: a frame that was flooded is not soon at peace.
  'too-many-messages': { page: 'without prelude', text: ["for (;;) postMessage({ kind: 'pong' });"], data: {} },
  'frame-died': { page: 'whose frame has no beat', text: ['for (;;);'], data: {} },
  'no-frame': { page: 'whose frame says nothing', text: ['1 + 1;'], data: {} },
  'no-worker': { page: 'whose frame has no worker', text: ['1 + 1;'], data: {} },
};

const OF_THE_WORKBOOK: Readonly<Record<ErrorCode<'workbook'>, Case>> = {
  'earlier-cell-failed': { text: ['const = 2;'], runs: 'events.ts', data: { file: 'table.ts' } },
  'draft-not-saved': {
    page: 'that can store no text',
    text: ['1 + 1;'],
    data: {},
    cause: ['storage-failed', { reason: DISK }],
  },
  'page-failed': { page: 'without a compiler', text: ['1 + 1;'], data: { reason: ANYTHING } },
};

const OF_CHECKS: Readonly<Record<ErrorCode<'check'>, Case>> = {
  'expectation-failed': {
    text: ["import { expect } from 'test';", 'expect({ balance: 20 }).toEqual({ balance: 100 });'],
    data: { actual: '{ balance: 20 }', expected: '{ balance: 100 }' },
    line: 2,
  },
  // A law tells it of itself; from a cell it comes only where one throws what a law would.
  'law-broken': {
    text: ["throw Object.assign(new Error('no'), { code: 'law-broken' });"],
    data: {},
    line: 1,
  },
};

export const CASES: Readonly<Record<ErrorCode, Case>> = {
  ...FOUND_BEFORE,
  ...THROWN_BY_LIBRARY,
  ...THROWN_BY_LAB,
  ...OF_THE_STORAGE,
  ...OF_THE_RUN,
  ...OF_CHECKS,
  ...OF_THE_SANDBOX,
  ...OF_THE_WORKBOOK,
};
