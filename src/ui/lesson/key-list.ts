/** Every key and what it does, in a dialog. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { KeyMessages } from '#i18n';
import { buttonStyles } from '../controls/button-styles.ts';
import { letAskByKey, mayAskByKey } from './offer-keys.ts';

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);
/** The key that goes with others. */
const MOD = isMac ? 'Cmd' : 'Ctrl';
const ALT = isMac ? 'Option' : 'Alt';

/** Keys that are pressed together, several ways of them, and what they do by its name among the texts. */
type Way = readonly string[];
type Keys<Name extends string> = readonly (readonly [name: Name, ...ways: Way[]])[];

const CELL: Keys<keyof KeyMessages['cell']> = [
  ['run', [MOD, 'Enter']],
  ['runOn', ['Shift', 'Enter']],
  ['leave', ['Esc'], ['Tab']],
];
const EDITOR: Keys<keyof KeyMessages['editor']> = [
  ['complete', ['Ctrl', 'Space']],
  ['definition', ['F12']],
  ['rename', ['F2']],
  ['problem', ['F8']],
  ['find', [MOD, 'F']],
  ['undo', [MOD, 'Z']],
  ['comment', [MOD, '/']],
  ['move', [ALT, '↑'], [ALT, '↓']],
  ['next', [MOD, 'D']],
];
const PRESENT: Keys<keyof KeyMessages['present']> = [
  ['step', ['←'], ['→']],
  ['notes', ['N']],
  ['end', ['Esc']],
];

@customElement('key-list')
class KeyList extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      dialog {
        box-sizing: border-box;
        width: min(34rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        overflow: auto;
        padding: 1.2rem 1.4rem;
        border: 1.5px solid var(--frame);
        background: var(--paper);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      h2,
      h3 {
        line-height: 1.3;
        margin: 0;
      }
      h2 {
        font-size: 1.1rem;
      }
      /* Where reading begins; there is nothing to press. */
      h2:focus {
        outline: none;
      }
      h3 {
        font-size: 0.95rem;
        margin-block: 1.1rem 0.2rem;
      }
      dl {
        display: grid;
        grid-template-columns: 9.2rem 1fr;
        gap: 0.35rem 1.2rem;
        margin: 0;
      }
      dt {
        white-space: nowrap;
      }
      dd {
        margin: 0;
      }
      kbd {
        font: 0.82rem var(--mono);
        border: 1px solid var(--line-strong);
        border-block-end-width: 2px;
        border-radius: var(--corner);
        padding: 0.05rem 0.35rem;
        background: var(--panel);
      }
      .end {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 0.6rem 1rem;
        margin-block-start: 1.2rem;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 24px;
        font-size: var(--text-small);
      }
      input {
        inline-size: 1.05rem;
        block-size: 1.05rem;
        margin: 0;
        accent-color: var(--ink);
      }
      .button {
        min-height: 36px;
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: KeyMessages | null = null;
  @query('dialog') private accessor dialog!: HTMLDialogElement;

  async show(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render() {
    const { texts } = this;
    if (!texts) return nothing;
    return html`<dialog aria-labelledby="name">
      <h2 id="name" tabindex="-1" autofocus>${texts.name}</h2>
      <h3>${texts.cells}</h3>
      ${listOf(CELL, texts.cell)}
      <h3>${texts.editors}</h3>
      ${listOf(EDITOR, texts.editor)}
      <h3>${texts.presenting}</h3>
      ${listOf(PRESENT, texts.present)}
      <div class="end">
        <label
          ><input
            type="checkbox"
            .checked=${mayAskByKey()}
            @change=${({ target }: Event) => letAskByKey((target as HTMLInputElement).checked)}
          />
          <span>${texts.byKey} <kbd>?</kbd></span></label
        >
        <button class="button" @click=${() => this.dialog.close()}>${texts.close}</button>
      </div>
    </dialog>`;
  }
}

const listOf = <Name extends string>(keys: Keys<Name>, texts: Readonly<Record<Name, string>>) =>
  html`<dl>
    ${keys.map(
      ([name, ...ways]) =>
        html`<dt>${ways.map((way, index) => html`${index === 0 ? nothing : ' '}${together(way)}`)}</dt>
          <dd>${texts[name]}</dd>`,
    )}
  </dl>`;

const together = (way: Way) =>
  way.map((key, index) => html`${index === 0 ? nothing : html`<span aria-hidden="true">+</span>`}<kbd>${key}</kbd>`);

/** Shows the list; the one that is there already, where there is one. */
export function showKeys(texts: KeyMessages): void {
  const list = document.querySelector('key-list') ?? document.body.appendChild(document.createElement('key-list'));
  list.texts = texts;
  void list.show();
}

declare global {
  interface HTMLElementTagNameMap {
    'key-list': KeyList;
  }
}
