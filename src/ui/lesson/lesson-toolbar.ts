/** The toolbar of a whole lesson: runs all of it, stops that, and starts the lesson over when a person says so twice. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Messages } from '#i18n';
import type { AllEnded, CellView } from '#workbook';
import { buttonStyles } from '../controls/button-styles.ts';

/** What the toolbar asks for. */
export type LessonRequest = 'run-all' | 'stop' | 'start-over';

@customElement('lesson-toolbar')
export class LessonToolbar extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      .row,
      .choices {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
      }
      .said {
        margin: 0 0 0 0.4rem;
        font-size: 0.85rem;
        color: var(--ink-quiet);
      }
      /* A line of its own, and there before it is needed: nothing below it moves. */
      @media (max-width: 40rem) {
        .said {
          flex-basis: 100%;
          margin: 0;
          min-height: 1.6em;
        }
      }
      dialog {
        max-width: min(28rem, calc(100vw - 2rem));
        box-sizing: border-box;
        padding: 1.2rem 1.4rem;
        border: 1.5px solid var(--frame);
        background: var(--paper);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      h2 {
        font-size: 1.1rem;
        line-height: 1.3;
        margin: 0 0 0.5rem;
      }
      dialog p {
        margin: 0 0 1.1rem;
        overflow-wrap: anywhere;
      }
      .choices {
        justify-content: flex-end;
        gap: 0.6rem;
      }
      .choices .button {
        min-height: 36px;
      }
    `,
  ];

  @property({ attribute: false }) accessor messages: Messages | null = null;
  /** True when there is a session that answers. */
  @property({ attribute: false }) accessor isReady = false;
  /** True when the lesson has predictions that are made again. */
  @property({ attribute: false }) accessor asksAgain = false;
  @state() private accessor isRunning = false;
  @state() private accessor said = '';
  /** Files whose texts are not the author's alone. */
  @state() private accessor written: readonly string[] = [];
  @query('dialog') private accessor dialog!: HTMLDialogElement;

  /** Takes what the session says of a cell. */
  take({ file, isEdited, otherText }: CellView): void {
    const isWritten = isEdited || otherText !== null;
    if (isWritten === this.written.includes(file)) return;
    this.written = isWritten ? [...this.written, file] : this.written.filter((one) => one !== file);
  }

  /** Shows that all cells run until `ended` is there, and then says how that was. */
  async follow(ended: Promise<AllEnded>): Promise<void> {
    const { lesson } = this.messages!;
    this.isRunning = true;
    this.said = lesson.runningAll;
    const end = await ended;
    this.isRunning = false;
    const words = { done: lesson.allDone, stopped: lesson.allStopped };
    this.say(end.kind === 'failed' ? lesson.allFailed(end.file) : words[end.kind]);
  }

  /** Says what has happened to the lesson as a whole. */
  say(text: string): void {
    this.said = text;
  }

  override render() {
    const { messages, isReady, isRunning } = this;
    if (!messages) return nothing;
    const { lesson, cell } = messages;
    return html`<div class="row">
        <button class="button runs" ?disabled=${!isReady || isRunning} @click=${() => this.#ask('run-all')}>
          <span aria-hidden="true">▶</span> ${lesson.runAll}
        </button>
        <button class="button" ?disabled=${!isRunning} @click=${() => this.#ask('stop')}>${cell.stop}</button>
        <button class="button" ?disabled=${!isReady} aria-haspopup="dialog" @click=${() => this.dialog.showModal()}>
          ${lesson.startOver}
        </button>
        <button class="button" aria-haspopup="dialog" aria-keyshortcuts="?" @click=${this.#askForKeys}>
          ${lesson.keys}
        </button>
        <span class="said" role="status">${this.said}</span>
      </div>
      <dialog aria-labelledby="question" aria-describedby="consequence">
        <h2 id="question">${lesson.startOverQuestion}</h2>
        <p id="consequence">${lesson.startOverMeans(this.written, this.asksAgain)}</p>
        <div class="choices">
          <button class="button" @click=${() => this.dialog.close()}>${lesson.keepWork}</button>
          <button class="button destroys" @click=${this.#startOver}>${lesson.startOverConfirm}</button>
        </div>
      </dialog>`;
  }

  #startOver(): void {
    this.dialog.close();
    this.#ask('start-over');
  }

  #askForKeys(): void {
    this.dispatchEvent(new CustomEvent('keys-asked', { bubbles: true, composed: true }));
  }

  #ask(request: LessonRequest): void {
    this.dispatchEvent(new CustomEvent('lesson-request', { detail: { request }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-toolbar': LessonToolbar;
  }
}
