/** The panels about messages and the trace, in lessons that name them: what is published, who has it, what led to what; and it is all there after a reload. */
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, type AllMessages } from '#i18n';
import { Cell, labOf } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import type { Rewrite } from '../site/serve-site.ts';
import { LESSON, test } from '../site/test.ts';

/** Has the first lesson name these panels in its head. */
const naming =
  (panels: string): Rewrite =>
  (text, name) =>
    name.endsWith('.html') ? text.replace(/(<lesson-lab[^>]* panels=")[^"]*/, `$1${panels}`) : text;

const ORDER = `import { messageOf } from 'eventsourcing';
import { broker, eventStore } from 'lab';

const metadata = { commandId: 'place-1', correlationId: 'request-1', causationId: 'place-1' };
const placed = { type: 'OrderPlaced', data: { total: 40 }, metadata };
await eventStore.appendToStream('order-7', [placed], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
await broker.publish('orders', messageOf({ ...placed, streamName: 'order-7', streamPosition: 1 }, { body: { total: 40 } }));

broker.subscribe('orders', 'billing', async (message, { attempt }) => {
  if (attempt === 1) throw new Error('not now');
  const taken = { type: 'PaymentTaken', data: {}, metadata: { ...message.metadata, causationId: message.messageId } };
  await eventStore.appendToStream('payment-7', [taken], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
});`;

/** Looks twice, and places an order whatever it saw. */
const placing = (number: number) => `import { eventStore } from 'lab';

const metadata = { commandId: 'place-${number}', correlationId: 'request-${number}', causationId: 'place-${number}' };
await eventStore.readStream('order-7');
await eventStore.readStream('order-7');
await eventStore.appendToStream('order-7', [{ type: 'OrderPlaced', data: {}, metadata }], { expectedStreamVersion: 0 });`;

/** Lines of an element's text, without the space around them. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter(Boolean);

const panelText = async (page: Page, panel: 'messages-panel' | 'trace-panel'): Promise<string> => {
  const text = await page
    .locator(panel)
    .evaluate(({ shadowRoot }) =>
      Array.from(shadowRoot!.children, (part) => (part as HTMLElement).innerText).join('\n'),
    );
  return lines(text).join('\n');
};

async function expectTraffic(page: Page, { panels }: AllMessages): Promise<void> {
  const { messages, trace } = panels;
  const { act } = trace;
  const again = trace.attempt(2);
  await expect.poll(() => panelText(page, 'messages-panel')).toContain(messages.state.acknowledged);
  const told = await panelText(page, 'messages-panel');
  for (const part of [
    messages.count(1),
    'order-7@1',
    'total 40',
    `billing ${messages.progress({ behind: 0, parked: 0, again: 1 })}`,
    again,
  ]) {
    expect(told).toContain(part);
  }
  const steps = await page.locator('trace-panel li').allInnerTexts();
  expect(steps.map((step) => lines(step).join(' '))).toEqual([
    `${act.appended} OrderPlaced → order-7@1`,
    `${act.published} OrderPlaced order-7@1 → orders#1`,
    `${act.delivered} orders#1 → billing`,
    `${act.refused} orders#1 → billing`,
    `${act.delivered} orders#1 → billing ${again}`,
    `${act.appended} PaymentTaken → payment-7@1`,
    `${act.acknowledged} orders#1 → billing ${again}`,
  ]);
}

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('what is published, who has it, and what led to what; also after a reload', async ({ serve, openPage }) => {
    const site = await serve({ rewrite: naming('events messages trace') });
    const page = await openPage(site.url(LESSON[language]), { prepare: bringAxe, hasTouch: true });
    const { messages: said, trace } = messages.panels;
    const lab = labOf(page, messages);
    await lab.getByText(said.empty, { exact: true }).waitFor();
    await lab.getByText(trace.empty, { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    const cell = new Cell(page, 'table.ts', messages);
    await cell.write(ORDER);
    await cell.run();
    await expectTraffic(page, messages);
    expect(await findBarriers(page)).toEqual([]);

    // With the keyboard, as one who does not use a mouse.
    const choice = lab.getByRole('combobox', { name: trace.correlation });
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => choice.inputValue()).toBe('request-1');
    const tree = page.locator('trace-panel ul.causes');
    expect(lines(await tree.innerText()).join(' ')).toBe(
      [
        `${trace.command} place-1`,
        `${trace.event} OrderPlaced order-7@1`,
        `${trace.message} OrderPlaced order-7@1 → orders billing ${trace.act.acknowledged} ${trace.attempt(2)}`,
        `${trace.event} PaymentTaken payment-7@1`,
      ].join(' '),
    );
    expect(await tree.locator('ul ul ul').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);

    await page.reload();
    await expectTraffic(page, messages);
    await lab.getByRole('button', { name: messages.lab.resetWorld }).click();
    await lab.getByText(trace.empty, { exact: true }).waitFor();
    await lab.getByText(said.empty, { exact: true }).waitFor();
  });
});

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('TR6: what was read and what met a conflict, while the page is there', async ({ serve, openPage }) => {
    const site = await serve({ rewrite: naming('trace') });
    const page = await openPage(site.url(LESSON[language]), { prepare: bringAxe });
    const { trace } = messages.panels;
    const { act } = trace;
    const steps = async (): Promise<string[]> => {
      const items = await page.locator('trace-panel li').allInnerTexts();
      return items.map((item) => lines(item).join(' '));
    };
    const first = new Cell(page, 'table.ts', messages);
    await first.write(placing(1));
    await first.run();
    const second = new Cell(page, 'events.ts', messages);
    await second.write(placing(2));
    await second.run('conflict');
    const read = `${act['stream read']} order-7 ${trace.times(2)}`;
    const left = `${act.appended} OrderPlaced → order-7@1`;
    const late = `${act.conflict} OrderPlaced → order-7`;
    await expect.poll(steps).toEqual([read, left, read, late, act['run in conflict']]);
    expect(await findBarriers(page)).toEqual([]);
    await labOf(page, messages).getByRole('combobox', { name: trace.correlation }).selectOption('request-2');
    await expect
      .poll(steps)
      .toEqual([
        `${trace.command} place-2 ${act.conflict} OrderPlaced → order-7`,
        `${act.conflict} OrderPlaced → order-7`,
      ]);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await expect.poll(steps).toEqual([left]);
  });
});

test('TR6: a fault that happened stands in the trace', async ({ serve, openPage }) => {
  const site = await serve({ rewrite: naming('trace') });
  const page = await openPage(site.url(LESSON.en), { hasTouch: true });
  const cell = new Cell(page, 'table.ts');
  await cell.write(`import { eventStore, faults } from 'lab';

faults.set('lost ack');
const append = eventStore.appendToStream('order-7', [{ type: 'OrderPlaced', data: {} }], { expectedStreamVersion: 0 });
await append.catch(() => {});
await eventStore.readStream('order-7');`);
  await cell.run();
  const { act } = en.panels.trace;
  await expect
    .poll(async () => (await page.locator('trace-panel li').allInnerTexts()).map((item) => lines(item).join(' ')))
    .toEqual([
      // It is known which step it strikes before that is taken.
      `${act.fault} lost ack: append to order-7`,
      `${act.appended} OrderPlaced → order-7@1`,
      `${act['stream read']} order-7`,
    ]);
});

test('on a small screen the panels stay inside the sheet', async ({ serve, openPage }) => {
  const site = await serve({ rewrite: naming('messages trace') });
  const page = await openPage(site.url(LESSON.en), { viewport: { width: 390, height: 844 }, hasTouch: true });
  const cell = new Cell(page, 'table.ts');
  await cell.write(ORDER);
  await cell.run();
  await labOf(page).getByRole('button', { name: en.lab.show }).click();
  await expectTraffic(page, en);
  await labOf(page).getByRole('combobox').selectOption('request-1');
  expect(await findOverflow(page)).toEqual([]);
  const { height } = (await labOf(page).getByRole('combobox').boundingBox())!;
  expect(height).toBeGreaterThanOrEqual(24);
});

test('a lesson that names neither loads nothing of them', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(LESSON.en));
  await new Cell(page, 'table.ts').run();
  expect(site.requests.filter((path) => /\/(?:trace|panels)-/.test(path))).toEqual([]);
});
