/** An exercise of an open page as a person meets it: its cell, and what each of its checks says. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { en, type Messages } from '#i18n';
import type { CodeCell } from '../../src/ui/cell/code-cell.ts';
import { Cell } from './cell.ts';

/** What a check says: its state in words, and why it is broken. */
export type SaidOfCheck = Readonly<{ state: string; why: string }>;

export class Exercise {
  readonly cell: Cell;
  readonly #page: Page;
  readonly #file: string;
  readonly #messages: Messages;

  constructor(page: Page, file: string, messages: Messages = en) {
    this.cell = new Cell(page, file, messages);
    this.#page = page;
    this.#file = file;
    this.#messages = messages;
  }

  /** Has this text in the cell, as if somebody had typed it. */
  async put(text: string): Promise<void> {
    // Until the page is awake nobody hears of it.
    await this.cell.region.scrollIntoViewIfNeeded();
    await expect.poll(() => this.cell.button('run').isEnabled()).toBe(true);
    await this.cell.region.evaluate((cell, typed) => {
      const { file } = cell as CodeCell;
      cell.dispatchEvent(
        new CustomEvent('cell-edited', { detail: { file, text: typed }, bubbles: true, composed: true }),
      );
    }, text);
    await expect.poll(() => this.cell.text()).toBe(text);
  }

  /** Runs the cell, and waits until every check has been tried. */
  async check(): Promise<Readonly<Record<string, SaidOfCheck>>> {
    await this.cell.start();
    // What is there from before goes when the run begins.
    const { holds, broken } = this.#messages.check.state;
    const isThrough = async (): Promise<boolean> => {
      const isRunning = (await this.cell.state()) === this.#messages.cell.state.running;
      return !isRunning && Object.values(await this.said()).every(({ state }) => state === holds || state === broken);
    };
    await expect.poll(isThrough, { timeout: 30_000 }).toBe(true);
    return await this.said();
  }

  /** What each check says, by its name. */
  async said(): Promise<Readonly<Record<string, SaidOfCheck>>> {
    return this.#list.evaluate((list) =>
      Object.fromEntries(
        [...list.querySelectorAll<HTMLElement>('[data-check]')].map((item) => [
          item.dataset['check']!,
          {
            state: item.querySelector('.check-state')?.textContent ?? '',
            why: [...item.querySelectorAll('.broken > p')].map(({ textContent }) => textContent).join('\n'),
          },
        ]),
      ),
    );
  }

  get summary() {
    return this.#page.locator(`lesson-exercise[file="${this.#file}"] .checks-summary`);
  }

  get #list() {
    return this.#page.locator(`lesson-exercise[file="${this.#file}"] .checks`);
  }
}
