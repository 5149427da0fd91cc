/** For each code of the lab, a way in which a person meets it. */
import type { Page } from 'playwright';
import type { ErrorCode } from '#errors';
import { en } from '#i18n';
import { labOf } from '../site/cell.ts';
import type { Case } from './case.ts';
import { INSERT, ITEMS, USING_STORE, USING_TABLES } from './snippets.ts';

export const THROWN_BY_LAB: Readonly<Record<ErrorCode<'lab'>, Case>> = {
  'row-exists': { text: [USING_TABLES, ITEMS, INSERT, INSERT], data: { table: 'items', id: 'a' }, line: 4 },
  'row-missing': {
    text: [USING_TABLES, ITEMS, "await items.update('b', { n: 2 });"],
    data: { table: 'items', id: 'b' },
    line: 3,
  },
  'row-conflict': {
    text: [
      USING_TABLES,
      ITEMS,
      INSERT,
      'await database.transaction(async (transaction) => {',
      "  await transaction.get(items, 'a');",
      "  await items.update('a', { n: 2 });",
      "  transaction.put(items, { id: 'b', n: 3 });",
      '});',
    ],
    data: { table: 'items', id: 'a' },
    state: 'conflict',
    line: 4,
  },
  'actor-waits': {
    text: [
      "import { explore } from 'lab';",
      'await explore({ actors: { late: () => new Promise(() => {}) }, outcome: () => 0 });',
    ],
    data: { actor: 'late' },
    line: 2,
  },
  'program-remembers': {
    text: [
      "import { eventStore, explore } from 'lab';",
      // Who asks the lab above `explore` cannot begin anew.
      "await eventStore.readStream('cart-1');",
      'let turns = 0;',
      "const act = () => eventStore.readStream('cart-1').then(() => (turns += 1));",
      'await explore({ actors: { one: act }, outcome: () => turns });',
    ],
    data: {},
    line: 5,
  },
  'answer-lost': {
    text: [
      "import { eventStore, explore } from 'lab';",
      "const append = () => eventStore.appendToStream('cart-1', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });",
      'let lost: unknown;',
      "await explore({ actors: { a: () => append().catch((error: unknown) => { lost = error; }) }, faults: ['lost ack'], outcome: () => { if (lost) throw lost; } });",
    ],
    data: { call: 'append to cart-1' },
    line: 4,
  },
  'transaction-aborted': {
    text: [
      "import { eventStore, faults } from 'lab';",
      "faults.set('abort');",
      "await eventStore.appendToStream('cart-1', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });",
    ],
    data: { call: 'append to cart-1' },
    line: 3,
  },
  'rolled-back': {
    text: [
      "import { faults, sequenced } from 'lab';",
      "faults.set('rollback');",
      'await sequenced.commit(await sequenced.begin());',
    ],
    data: { transactionId: 1 },
    line: 3,
  },
  crashed: {
    text: [
      "import { eventStore, faults } from 'lab';",
      "faults.set('crash', { after: 1 });",
      "await eventStore.readStream('cart-1');",
      "await eventStore.readStream('cart-2');",
    ],
    data: { call: 'read cart-2' },
    state: 'crashed',
    line: 4,
  },
  'asked-before-exploring': {
    text: [
      "import { eventStore, explore } from 'lab';",
      "await eventStore.readStream('cart-1');",
      "await explore({ actors: { a: () => eventStore.readStream('cart-1') }, faults: ['crash'], outcome: () => 0 });",
    ],
    data: {},
    line: 2,
  },
  'transaction-ended': {
    text: [
      USING_TABLES,
      ITEMS,
      'let kept!: Parameters<Parameters<typeof database.transaction>[0]>[0];',
      'await database.transaction(async (transaction) => void (kept = transaction));',
      "kept.insert(items, { id: 'a', n: 1 });",
    ],
    data: {},
    line: 5,
  },
  'world-rewound': {
    text: [
      USING_STORE,
      "const anywhere = { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' } as const;",
      'for (;;)',
      "  await eventStore.appendToStream('cart-1', [{ type: 'Opened', data: {} }], anywhere);",
    ],
    meanwhile: emptyInOtherTab,
    data: {},
    line: 4,
  },
  'took-too-long': {
    page: 'whose worker has time that flies',
    text: [
      "import { generate } from 'lab';",
      "await generate('cart-1', 100, (n) => {",
      '  const start = performance.now();',
      '  while (performance.now() - start < 20_000);',
      "  return { type: 'Numbered', data: { n } };",
      '});',
    ],
    data: { streamName: 'cart-1', made: 0, count: 100, seconds: 60 },
    line: 2,
  },
  'text-changed': {
    text: [
      "import { keys } from 'lab';",
      "const encrypted = await keys.encrypt('lead-12', 'ada@example.org');",
      "await keys.decrypt({ ...encrypted, subject: 'lead-13' });",
    ],
    data: { subject: 'lead-13' },
    line: 3,
  },
  'no-encryption': {
    page: 'that came by plain http',
    text: ["import { keys } from 'lab';", "await keys.encrypt('lead-12', 'ada@example.org');"],
    data: {},
    line: 2,
  },
  'closed-while-importing': {
    text: ["import './events.ts';"],
    data: { file: 'events.ts' },
    line: 3,
    file: 'events.ts',
  },
};

/** Takes the world away from under a cell that runs. */
async function emptyInOtherTab(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url().replace('.ko.html', '.html'));
  await labOf(other).getByRole('button', { name: en.lab.resetWorld }).click();
  await labOf(other).getByText(en.lab.resetWorldDone).waitFor();
  await other.close();
}
