/** A cell of an open page as a person meets it: buttons, code, state, values, output. */
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { en, type CellStateName, type Messages } from '#i18n';
import type { CodeCell } from '../../src/ui/cell/code-cell.ts';

/** How long a run may take; the watch over one that does not answer takes five seconds. */
const RUN_LIMIT = 15_000;

/** A cell by its file. */
export class Cell {
  readonly region: Locator;
  readonly log: Locator;
  readonly #page: Page;
  readonly #messages: Messages;

  constructor(page: Page, file: string, messages: Messages = en) {
    this.#page = page;
    this.#messages = messages;
    // By element: a role is looked for in the whole page, and a state is asked for fifty times a second.
    this.region = page.locator(`code-cell[file="${file}"]`);
    this.log = this.region.locator('[role="log"]');
  }

  button(name: 'run' | 'stop' | 'reset' | 'edit'): Locator {
    // Beside thousands of lines of output a role would be looked for in all of them.
    const bar = this.region.locator('.buttons').first();
    return bar.getByRole('button', { name: this.#messages.cell[name], exact: true });
  }

  get #input(): Locator {
    return this.region.locator('textarea:not([readonly]), [role="textbox"]');
  }

  /** The state in words, as the page says it; nothing while there is another one that the page does not show yet. */
  async state(): Promise<string> {
    return this.region.evaluate((element) => {
      const cell = element as CodeCell;
      const isOnScreen = cell.view === cell.shown && !cell.isUpdatePending;
      return isOnScreen ? (cell.shadowRoot!.querySelector('.state')?.textContent ?? '') : '';
    });
  }

  /** Waits until the cell says that it is in one of these states. */
  async expectState(...states: readonly CellStateName[]): Promise<void> {
    const words = states.map((state) => this.#messages.cell.state[state]);
    await expect.poll(() => this.state(), { timeout: RUN_LIMIT, interval: 20 }).toBeOneOf(words);
  }

  /** Clicks Run. */
  async start(): Promise<void> {
    // What is off the screen is not laid out, and so not found by its role.
    await this.region.scrollIntoViewIfNeeded();
    await this.button('run').click();
  }

  /** Runs the cell and waits for this end of it. */
  async run(end: CellStateName = 'done'): Promise<void> {
    await this.start();
    await this.expectState(end);
  }

  /** The values beside the lines, from top to bottom. */
  async values(): Promise<string[]> {
    return this.region
      .locator('.line-value')
      .evaluateAll((values) => values.map((value) => (value as HTMLElement).title));
  }

  /** The code that the page shows while nobody edits it. */
  async shownCode(): Promise<string> {
    return this.region.locator('pre code').evaluate((code) => code.textContent);
  }

  /** The cell's text, wherever it is shown. */
  async text(): Promise<string> {
    // A page's script comes when the page is on the screen.
    await this.region.locator('.run:not([disabled])').waitFor({ state: 'attached' });
    return this.region.evaluate((cell) => (cell as CodeCell).view?.text ?? '');
  }

  /** True when the page counts the cell's text as stored. */
  async isSaved(): Promise<boolean> {
    return this.region.evaluate((cell) => (cell as CodeCell).view?.save.kind === 'saved');
  }

  /** Opens the editor and pastes `text` over all that is there: what is typed would be completed and indented. */
  async write(text: string): Promise<void> {
    await this.edit();
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#input.evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      // A text area has no code that answers this event: it is filled as its browser would fill it.
      if (!input.dispatchEvent(event) || !(input instanceof HTMLTextAreaElement)) return;
      input.setRangeText(pasted, 0, input.value.length, 'end');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
    expect(await this.text()).toBe(text);
  }

  /** Opens the editor, unless it is open. */
  async edit(): Promise<void> {
    await this.region.scrollIntoViewIfNeeded();
    const input = this.#input;
    if ((await input.count()) === 0) await this.button('edit').click();
    const stays = await this.#page.evaluate(() => matchMedia('(pointer: coarse)').matches);
    // Until it is there, a text area has its place.
    if (!stays) await this.region.locator('.monaco-editor').first().waitFor();
    await input.focus();
  }
}

/** Events that the Lab shows: type and data of each. */
export async function eventsInLab(page: Page, messages: Messages = en): Promise<string[]> {
  const rows = labOf(page, messages).getByRole('group', { name: messages.lab.events, exact: true }).locator('tbody tr');
  return rows.evaluateAll((found) =>
    found.map((row) => `${row.children[2]!.textContent} ${row.children[3]!.textContent}`),
  );
}

/** Rows of a table that the Lab shows, each as its cells with a space between. */
export async function rowsInLab(page: Page, table: string, messages: Messages = en): Promise<string[]> {
  const rows = labOf(page, messages).getByRole('group', { name: table, exact: true }).locator('tbody tr');
  return rows.evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent).join(' ')));
}

/** The Lab beside the text. */
export function labOf(page: Page, messages: Messages = en): Locator {
  return page.locator(`lesson-lab[aria-label="${messages.lab.name}"]`);
}
