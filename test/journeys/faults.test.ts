/** A lesson that offers faults has switches for them: what is on goes wrong in every run, and cells go on behind a crash. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { FaultName } from '#errors';
import { en, type AllMessages } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import type { Rewrite } from '../site/serve-site.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const OFFERED: readonly FaultName[] = ['crash', 'lost ack', 'stale replica'];

/** Has the first lesson offer faults, as one that names them in its head does. */
const offering: Rewrite = (text, name) =>
  name.endsWith('.html')
    ? text
        .replace('</lesson-lab>', '<fault-switches></fault-switches></lesson-lab>')
        .replace('"now":', () => `"faults":${JSON.stringify(OFFERED)},"now":`)
    : text;

const switchOf = (page: Page, { faults }: AllMessages, fault: FaultName) =>
  page.locator('fault-switches').getByRole('switch', { name: faults.faults[fault].name, exact: true });

const APPENDS = `import { eventStore } from 'lab';
for (const type of ['A', 'B', 'C'])
  await eventStore.appendToStream('s', [{ type, data: {} }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });`;
const READS = `import { eventStore } from 'lab';
(await eventStore.readStream('s')).currentStreamVersion;`;

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('a switch has every run go wrong, until it is off', async ({ serve, openPage }) => {
    const site = await serve({ rewrite: offering });
    const page = await openPage(site.url(LESSON[language]), { prepare: bringAxe });
    const [table, events] = [new Cell(page, 'table.ts', messages), new Cell(page, 'events.ts', messages)];
    await table.write(APPENDS);
    await events.write(READS);
    await events.run();
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(3);

    const crash = switchOf(page, messages, 'crash');
    await expect.poll(() => crash.getAttribute('aria-describedby')).not.toBeNull();
    await crash.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => crash.getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => table.region.getByText(messages.cell.stale, { exact: true }).count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await table.run('crashed');
    expect(await table.log.textContent()).toContain(messages.errors.crashed({ call: 'append to s' }).what);
    expect(await table.log.textContent()).toContain(messages.errors.crashed({ call: 'append to s' }).next);
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(1);

    await crash.click();
    await switchOf(page, messages, 'lost ack').click();
    await table.run('failed');
    expect(await table.log.textContent()).toContain(messages.errors['answer-lost']({ call: 'append to s' }).what);
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(1);

    await switchOf(page, messages, 'lost ack').click();
    await events.run();
    await expect.poll(() => eventsInLab(page, messages)).toHaveLength(3);
    await page.reload();
    await table.expectState('done');
    await expect.poll(() => crash.getAttribute('aria-checked')).toBe('false');
  });
});

test('on a small screen the switches are in the sheet, and as large as a finger', async ({ serve, openPage }) => {
  const site = await serve({ rewrite: offering });
  const page = await openPage(site.url(LESSON.en), { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.locator('lesson-lab').getByRole('button', { name: en.lab.show }).click();
  for (const fault of OFFERED) {
    const { width, height } = (await switchOf(page, en, fault).boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
  expect(await findOverflow(page)).toEqual([]);
});

test('a lesson that offers none has none, and loads nothing for them', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en));
  await new Cell(page, 'table.ts').run();
  expect(await page.locator('fault-switches').count()).toBe(0);
  expect(site.requests.filter((path) => path.includes('faults') || path.includes('on-demand'))).toEqual([]);
});
