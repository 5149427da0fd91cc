/** Below a cell: what the author has written anew since its text was made, and what it was before, each of which can be looked at and had back. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
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
  readHistory(): Promise<readonly PastText[]>;
  /** Has the cell go on with a text from before. */
  bringBack(text: string): void;
  failed(error: unknown): void;
}>;

/** A comparison that is open: which one, and its table. */
type Comparison = Readonly<{ of: PastText | 'new'; table: HTMLTableElement }>;

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
    return html`<div class="text-notice" role="alert">
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
    return html`<details class="past-texts" @toggle=${() => this.#read()}>
      <summary>${texts.history}</summary>
      <p class="text-said" role="status" tabindex="-1">${this.said}</p>
      <ol>
        ${shown.map((past) => html`<li>${this.#renderPast(past, view)}</li>`)}
      </ol>
      ${
        shown.length < this.history.length
          ? html`<button class="form-button" @click=${() => (this.isWhole = true)}>
              ${texts.all(this.history.length)}
            </button>`
          : nothing
      }
    </details>`;
  }

  #renderPast(past: PastText, view: CellView) {
    const { messages, texts, starter } = this.parts!;
    const text = past.text ?? starter;
    const ended = past.ended === null ? texts.notRun : messages.cell.state[past.ended as CellStateName];
    const isShown = text === view.text;
    return html`<span class="past-moment">
        <time datetime=${past.at}>${texts.at(past.at)}</time>
        <span>${ended}</span>
        ${past.text === null ? html`<span>${texts.authors}</span>` : nothing}
        ${isShown ? html`<strong>${texts.shown}</strong>` : nothing}
      </span>
      ${
        isShown
          ? nothing
          : html`<span class="text-buttons">
              ${this.#renderCompare(past, text, texts)}
              <button class="form-button" @click=${() => this.#bringBack(text)}>${texts.bringBack}</button>
            </span>`
      }
      ${this.#renderComparison(past)}`;
  }

  #renderCompare(of: PastText | 'new', text: string, { compare }: KeptTextMessages) {
    const isOpen = this.comparison?.of === of;
    return html`<button class="form-button" aria-expanded=${isOpen} @click=${() => this.#compare(of, text)}>
      ${compare}
    </button>`;
  }

  #renderComparison(of: PastText | 'new') {
    const { comparison } = this;
    if (comparison?.of !== of) return nothing;
    const name = comparison.table.caption!.textContent;
    return html`<div class="comparison-frame" role="region" aria-label=${name} tabindex="0">${comparison.table}</div>`;
  }

  async #compare(of: PastText | 'new', text: string): Promise<void> {
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

  #bringBack(text: string): void {
    const { texts, bringBack } = this.parts!;
    bringBack(text);
    this.said = texts.isBack(this.view!.file);
    // The button is gone with what it did.
    this.querySelector<HTMLElement>('.text-said')?.focus();
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
