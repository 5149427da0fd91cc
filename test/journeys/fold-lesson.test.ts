/** The lesson on folding: every cell shows what the data of lead 12 says, in both languages. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, ko, type Messages } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { usually } from '../site/length.ts';
import { test } from '../site/test.ts';

const DAVID = "firstName: 'Casey', lastName: 'David', phone: '555-2951' }";
const DAVIS = "firstName: 'Casey', lastName: 'Davis', phone: '555-8101' }";

/** What stands beside the lines of each cell; drawn numbers are replaced by `…`. */
const VALUES = {
  'lead.ts': [`{ status: 'contacted', ${DAVID}`, `{ status: 'new', ${DAVID}`],
  'as-of.ts': [
    `{ status: 'converted', ${DAVIS}`,
    "'David'",
    "'555-2951'",
    "'555-8101'",
    '4',
    "'555-2951'",
    "'555-8101'",
    `{ status: 'follow-up set', ${DAVID}`,
    '3',
    '7',
  ],
  'ties.ts': [
    '[1, 2, 3, 4, 5, 6, 7]',
    '[1, 4, 2, 3, 6, 5, 7]',
    `{ status: 'converted', ${DAVIS}`,
    `{ status: 'converted', ${DAVIS}`,
    "'payment pending'",
    "'contacted'",
    '[1, 2, 3, 4, 5, 6, 7]',
    "'payment pending'",
  ],
  'purity.ts': [
    "'payment pending'",
    "'order …: payment pending'",
    "'payment pending'",
    "'payment overdue'",
    "'order …: payment pending'",
    "'payment pending'",
    'true',
  ],
  'rows.ts': ['[4, 6, 1, 7, 2, 5, 3]'],
};

/**
 * A cell that is on the screen: Chromium calls hidden what it has never laid out, and a button there is not found. While the
 * cells above wake up they grow, so one scroll may not be enough.
 */
async function cellOnScreen(page: Page, file: string, messages: Messages = en): Promise<Cell> {
  const cell = new Cell(page, file, messages);
  const runButtons = async (): Promise<number> => {
    await cell.region.scrollIntoViewIfNeeded();
    return cell.button('run').count();
  };
  await expect.poll(runButtons).toBe(1);
  return cell;
}

/** Type and data of each event, as the source has them. */
const HISTORY = [
  'LeadInitialized firstName Casey, lastName David, phone 555-2951',
  'Contacted ',
  'FollowupSet on 2020-05-27T12:00:00.00Z',
  'ContactDetailsUpdated firstName Casey, lastName Davis, phone 555-8101',
  'Contacted ',
  'OrderSubmitted paymentDeadline 2020-05-30T12:02:12.51Z',
  'PaymentConfirmed status converted',
];

describe.for(
  usually('ko', [
    ['en', en, 'fold-seven-events.html'],
    ['ko', ko, 'fold-seven-events.ko.html'],
  ] as const),
)('in %s', ([, messages, address]) => {
  test('seven events are appended in four appends, those of one at one instant', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(address));
    const events = await cellOnScreen(page, 'events.ts', messages);
    await events.run();
    const { streamAt } = messages.value;
    await expect
      .poll(() => events.values())
      .toEqual([
        streamAt('lead-12', 1, true),
        streamAt('lead-12', 4, false),
        streamAt('lead-12', 6, false),
        streamAt('lead-12', 7, false),
        "'2020-05-20T12:32:08.240Z'",
        "'2020-05-20T12:32:08.240Z'",
      ]);
    await expect.poll(() => eventsInLab(page, messages)).toEqual(HISTORY);
  });

  test('every cell shows what the data says', async ({ serve, openPage }) => {
    const page = await openPage((await serve()).url(address));
    for (const [file, expected] of Object.entries(VALUES)) {
      const cell = await cellOnScreen(page, file, messages);
      await cell.run();
      const shown = async () => (await cell.values()).map((value) => value.replace(/order \d+/, 'order …'));
      await expect.poll(shown).toEqual(expected);
    }
  });
});

test('chance goes on within a run, and repeats with the next', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url('fold-seven-events.html'));
  const purity = await cellOnScreen(page, 'purity.ts');
  await purity.run();
  await expect.poll(() => purity.values()).toHaveLength(7);
  const first = await purity.values();
  expect(first[1]).not.toBe(first[4]);
  await purity.run();
  await expect.poll(() => purity.values()).toEqual(first);
});
