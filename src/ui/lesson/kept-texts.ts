/** Below a cell: what the author has written anew since its text was made, and what it was before, each of which can be looked at and had back. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CellStateName, KeptTextMessages, Messages } from '#i18n';
import type { PastText } from '#progress';
import type { CellView } from '#workbook';

/** How many moments are shown before somebody asks for all. */
const SHOWN = 10;

/** What it is made with. */
export type KeptTextParts = Readonly<{
  messages: Messages;
  texts: KeptTextMessages;
  /** The author's text. */
  starter: string;
  /** Whether this is a hash of the author's text. */
  isStarter(hash: string): boolean;
  readHistory(): Promise<readonly PastText[]>;
  /** Has the cell go on with a text from before. Resolves to whether it does. */
  bringBack(text: string): Promise<boolean>;
  failed(error: unknown): void;
}>;

/** A moment by its number, the first is 1; or the author's new text. */
type Compared = number | 'new';

/** A comparison that is open: with what, and its table. */
type Comparison = Readonly<{ of: Compared; table: HTMLTableElement }>;

@customElement('kept-texts')
export class KeptTexts extends LitElement {
  @property({ attribute: false }) accessor parts: KeptTextParts | null = null;
  @property({ attribute: false }) accessor view: CellView | null = null;
  /** The texts that this cell has had; null is the author's. */
  @property({ attribute: false }) accessor had: ReadonlySet<string | null> = new Set();
  @state() private accessor history: readonly PastText[] = [];
  @state() private accessor comparison: Comparison | null = null;
  @state() private accessor isWhole = false;
  @state() private accessor said = '';
  /** The text that it was said of. */
  #saidOf: string | null = null;
  #hasHistory = false;

  /** The page's own styles are for it too. */
  protected override createRenderRoot(): this {
    return this;
  }

  /** Reads what the cell was, where somebody looks at it. */
  async refresh(): Promise<void> {
    if (!this.querySelector('details')?.open || !this.parts) return;
    this.history = await this.parts.readHistory();
  }

  override willUpdate(): void {
    const { comparison, view } = this;
    // What is compared is the text that is shown.
    if (comparison && comparison.table.dataset['text'] !== view?.text) this.comparison = null;
    if (this.said !== '' && this.#saidOf !== view?.text) this.said = '';
  }

  override render() {
    const { parts, view } = this;
    if (!parts || !view) return nothing;
    // What is there once stays: somebody may be reading it.
    this.#hasHistory ||= [...this.had].some((text) => (text ?? parts.starter) !== view.text);
    return html`${view.newText === null ? nothing : this.#renderNew(parts, view.newText)}
    ${this.#hasHistory ? this.#renderHistory(parts, view) : nothing}`;
  }

  #renderNew({ texts }: KeptTextParts, newText: string) {
    return html`<div class="text-notice">
        <p>${texts.newText}</p>
        <span class="text-buttons">
          ${this.#renderCompare('new', newText, texts)}
          <button class="form-button" @click=${() => this.#ask('keep-own')}>${texts.keep}</button>
          <button class="form-button" @click=${() => this.#ask('reset')}>${texts.take}</button>
        </span>
      </div>
      ${this.#renderComparison('new')}`;
  }

  #renderHistory({ texts }: KeptTextParts, view: CellView) {
    const shown = this.isWhole ? this.history : this.history.slice(0, SHOWN);
    // Newest first: what is added stands in front, and the others are who they were.
    const numberOf = (index: number): number => this.history.length - index;
    return html`<details class="past-texts" @toggle=${() => this.#read()}>
      <summary>${texts.history}</summary>
      <p class="text-said" role="status" tabindex="-1">${this.said}</p>
      <ol tabindex="-1">
        ${repeat(
          shown,
          (_, index) => numberOf(index),
          (past, index) => html`<li>${this.#renderPast(past, numberOf(index), view)}</li>`,
        )}
      </ol>
      ${
        shown.length < this.history.length
          ? html`<button class="form-button" @click=${() => this.#showAll()}>${texts.all(this.history.length)}</button>`
          : nothing
      }
    </details>`;
  }

  #renderPast(past: PastText, number: number, view: CellView) {
    const { messages, texts, starter, isStarter } = this.parts!;
    const text = past.text ?? starter;
    // Of what the author has written over there is nothing to be had back.
    const isGone = past.text === null && past.starter !== null && !isStarter(past.starter);
    const ended = past.ended === null ? texts.notRun : messages.cell.state[past.ended as CellStateName];
    const isShown = text === view.text && !isGone;
    const id = `past-${view.file}-${number}`;
    return html`<span class="past-moment" id=${id}>
        <time datetime=${past.at}>${texts.at(past.at)}</time>
        <span>${ended}</span>
        ${past.text === null ? html`<span>${isGone ? texts.authorsOld : texts.authors}</span>` : nothing}
        ${isShown ? html`<strong>${texts.shown}</strong>` : nothing}
      </span>
      ${
        isShown || isGone
          ? nothing
          : html`<span class="text-buttons">
              ${this.#renderCompare(number, text, texts, id)}
              <button class="form-button" aria-describedby=${id} @click=${() => this.#bringBack(text)}>
                ${texts.bringBack}
              </button>
            </span>`
      }
      ${this.#renderComparison(number)}`;
  }

  #renderCompare(of: Compared, text: string, { compare }: KeptTextMessages, id?: string) {
    return html`<button
      class="form-button"
      aria-expanded=${this.comparison?.of === of}
      aria-describedby=${ifDefined(id)}
      @click=${() => this.#compare(of, text)}
    >
      ${compare}
    </button>`;
  }

  #renderComparison(of: Compared) {
    const { comparison } = this;
    if (comparison?.of !== of) return nothing;
    const name = comparison.table.caption!.textContent;
    return html`<div class="comparison-frame" role="region" aria-label=${name} tabindex="0">${comparison.table}</div>`;
  }

  async #compare(of: Compared, text: string): Promise<void> {
    if (this.comparison?.of === of) return void (this.comparison = null);
    const { texts, failed } = this.parts!;
    const mine = this.view!.text;
    try {
      const { createComparison } = await import('./text-comparison.ts');
      const table = createComparison(mine, text, of === 'new' ? texts.withNew : texts.withPast);
      table.dataset['text'] = mine;
      this.comparison = { of, table };
    } catch (error) {
      failed(error);
    }
  }

  async #bringBack(text: string): Promise<void> {
    const { texts, bringBack } = this.parts!;
    if (!(await bringBack(text))) return;
    this.#saidOf = text;
    this.said = texts.isBack(this.view!.file);
    await this.updateComplete;
    // The button is gone with what it did.
    this.querySelector<HTMLElement>('.text-said')?.focus();
  }

  async #showAll(): Promise<void> {
    this.isWhole = true;
    await this.updateComplete;
    // So is this one.
    this.querySelector<HTMLElement>('ol')?.focus();
  }

  #read(): void {
    this.refresh().catch((error: unknown) => this.parts?.failed(error));
  }

  #ask(request: 'keep-own' | 'reset'): void {
    const { file } = this.view!;
    this.dispatchEvent(new CustomEvent('cell-request', { detail: { request, file }, bubbles: true }));
    this.closest('code-cell')?.focusRun();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kept-texts': KeptTexts;
  }
}
