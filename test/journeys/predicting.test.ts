/** A question before a surprise: one choice is locked in, the cell runs, and then both are compared. */
import type { Locator, Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, type AllMessages } from '#i18n';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const PAGE = { en: 'fold-seven-events.html', ko: 'fold-seven-events.ko.html' } as const;
/** The third choice is right. */
const RIGHT = 2;

/** The question as a person meets it. */
class Predict {
  readonly block: Locator;
  readonly #page: Page;
  readonly #texts: AllMessages['predict'];

  constructor(page: Page, { predict }: AllMessages, cell = 'as-of.ts') {
    this.#page = page;
    this.#texts = predict;
    this.block = page.locator(`predict-question[cell="${cell}"]`);
  }

  get radios(): Locator {
    return this.block.getByRole('radio');
  }

  get lock(): Locator {
    return this.block.getByRole('button', { name: this.#texts.lockIn });
  }

  get said(): Promise<string> {
    return this.block.getByRole('status').innerText();
  }

  get reasons(): Promise<number> {
    return this.block.locator('.reason').count();
  }

  async choose(choice: number): Promise<void> {
    const radio = this.radios.nth(choice);
    // A page that is still being laid out may move under the pointer; whoever sees that clicks again.
    const click = async (): Promise<boolean> => {
      await radio.click();
      return radio.isChecked();
    };
    await expect.poll(click).toBe(true);
    await this.lock.click();
  }

  async expectSaid(text: string): Promise<void> {
    await expect.poll(() => this.said).toBe(text);
    // What is told has the focus: the button is gone, or waits for another choice.
    expect(await this.#page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
  }
}

const runAsOf = async (page: Page, messages: AllMessages): Promise<void> => {
  await new Cell(page, 'as-of.ts', messages).run();
};

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  test('a choice is locked in, compared with what happened, explained, and made again where it was wrong', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(PAGE[language]), { prepare: bringAxe, viewport: { width: 390, height: 844 } });
    const predict = new Predict(page, messages);
    const { predict: texts } = messages;
    await predict.lock.waitFor();
    expect(await predict.lock.isDisabled()).toBe(true);
    expect(await predict.radios.count()).toBe(4);
    expect(await findBarriers(page)).toEqual([]);

    // With the keyboard: the arrows choose, Tab leads to what locks it in.
    await predict.radios.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await predict.expectSaid(`${texts.locked('B')} ${texts.nowRun('as-of.ts')}`);
    expect(await predict.radios.nth(1).isChecked()).toBe(true);
    expect(await predict.radios.evaluateAll((all) => all.every((one) => (one as HTMLInputElement).disabled))).toBe(
      true,
    );
    expect(await predict.reasons).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await runAsOf(page, messages);
    await expect.poll(() => predict.said).toBe(texts.wrong('B'));
    expect(await predict.reasons).toBe(1);
    expect(await predict.block.locator('li.is-wrong').count()).toBe(1);
    expect(await predict.radios.nth(1).isDisabled()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);

    // What is wrong a second time is told at once: the cell has run.
    await predict.choose(0);
    await predict.expectSaid(texts.wrong('A'));
    expect(await predict.reasons).toBe(2);
    await predict.choose(RIGHT);
    await predict.expectSaid(texts.right('C'));
    expect(await predict.reasons).toBe(4);
    expect(await predict.lock.isVisible()).toBe(false);
    expect(await predict.block.locator('li.is-right:has(.reason)').innerText()).toContain(texts.yes);
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);

    await page.reload();
    await expect.poll(() => predict.said).toBe(texts.right('C'));
    expect(await predict.reasons).toBe(4);

    const { lesson } = messages;
    await page.getByRole('button', { name: lesson.startOver, exact: true }).click();
    await page.getByRole('button', { name: lesson.startOverConfirm, exact: true }).click();
    await predict.lock.waitFor();
    expect(await predict.reasons).toBe(0);
    expect(await predict.radios.evaluateAll((all) => all.some((one) => (one as HTMLInputElement).checked))).toBe(false);
  });
});

test('what was locked in is still there after a reload, before the cell has run', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(PAGE.en));
  const predict = new Predict(page, en);
  await predict.choose(RIGHT);
  await predict.expectSaid(`${en.predict.locked('C')} ${en.predict.nowRun('as-of.ts')}`);
  await page.reload();
  await expect.poll(() => predict.said).toBe(`${en.predict.locked('C')} ${en.predict.nowRun('as-of.ts')}`);
  expect(await predict.radios.nth(RIGHT).isChecked()).toBe(true);
  await runAsOf(page, en);
  await expect.poll(() => predict.said).toBe(en.predict.right('C'));
});

test('a question that has changed is asked again', async ({ serve, openPage }) => {
  let isChanged = false;
  const site = await serve({
    rewrite: (text, name) => (isChanged && name === PAGE.en ? text.replace('Yes, 555-2951 both times.', 'Yes.') : text),
  });
  const page = await openPage(site.url(PAGE.en));
  const predict = new Predict(page, en);
  await predict.choose(RIGHT);
  await predict.expectSaid(`${en.predict.locked('C')} ${en.predict.nowRun('as-of.ts')}`);
  isChanged = true;
  await page.reload();
  await predict.lock.waitFor();
  expect(await predict.radios.nth(RIGHT).isChecked()).toBe(false);
});

test('whoever runs the cell first can still answer, and read the answer', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(PAGE.en));
  const predict = new Predict(page, en);
  await predict.lock.waitFor();
  await runAsOf(page, en);
  expect(await predict.reasons).toBe(0);
  await predict.block.getByText(en.predict.answer, { exact: true }).click();
  await predict.block.getByText(en.predict.right('C')).first().waitFor();
  await predict.choose(RIGHT);
  await predict.expectSaid(en.predict.right('C'));
});

test('what is asked of another run is told by the first one behind the choice', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(LESSON.en));
  const [predict, events] = [new Predict(page, en, 'events.ts'), new Cell(page, 'events.ts')];
  await predict.lock.waitFor();
  await events.run();
  await predict.choose(1);
  await predict.expectSaid(`${en.predict.locked('B')} ${en.predict.nowRun('events.ts')}`);
  expect(await predict.reasons).toBe(0);
  await events.run();
  await expect.poll(() => predict.said).toBe(en.predict.right('B'));
  await page.reload();
  await expect.poll(() => predict.said).toBe(en.predict.right('B'));
});

test('what was told is told again, also where the cell is out of date by now', async ({ serve, openPage }) => {
  const page = await openPage((await serve()).url(PAGE.en));
  const predict = new Predict(page, en);
  await predict.choose(RIGHT);
  await runAsOf(page, en);
  await expect.poll(() => predict.said).toBe(en.predict.right('C'));
  await new Cell(page, 'events.ts').run();
  await new Cell(page, 'as-of.ts').region.getByText(en.cell.stale, { exact: true }).waitFor();
  await page.reload();
  await expect.poll(() => predict.said).toBe(en.predict.right('C'));
});

test('two tabs have one prediction', async ({ serve, openPage }) => {
  const site = await serve();
  const page = await openPage(site.url(PAGE.en));
  const other = await page.context().newPage();
  await other.goto(site.url(PAGE.en));
  const predicts = [new Predict(page, en), new Predict(other, en)];
  for (const { lock } of predicts) await lock.waitFor();
  await predicts[0]!.choose(0);
  await expect.poll(() => predicts[0]!.said).toContain(en.predict.locked('A'));
  await predicts[1]!.choose(RIGHT);
  await expect.poll(() => predicts[1]!.said).toContain(en.predict.locked('C'));
  await page.reload();
  await expect.poll(() => predicts[0]!.said).toContain(en.predict.locked('C'));
});
