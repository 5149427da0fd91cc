/** Switches for what is to go wrong in every run of a lesson. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FaultName } from '#errors';
import type { FaultMessages } from '#i18n';
import { buttonStyles } from '../controls/button-styles.ts';

@customElement('fault-switches')
export class FaultSwitches extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      :host {
        display: block;
        margin-block-start: 1.4rem;
      }
      h3 {
        font-size: 0.95rem;
        margin: 0;
      }
      p {
        font-size: var(--text-small);
        color: var(--ink-quiet);
        margin: 0.1rem 0 0.5rem;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.7rem;
        align-items: start;
        padding: 0.35rem 0;
        border-block-start: 1px solid var(--line);
      }
      button {
        grid-row: span 2;
        width: 44px;
        min-height: 26px;
        padding: 2px;
        border: 1.5px solid var(--line-strong);
        border-radius: var(--corner);
        background: var(--paper);
        cursor: pointer;
      }
      button::before {
        content: '';
        display: block;
        width: 18px;
        height: 18px;
        background: var(--line-strong);
      }
      button:hover {
        border-color: var(--ink);
      }
      /* What is on is told by place besides colour. */
      button[aria-checked='true'] {
        border-color: var(--failed);
      }
      button[aria-checked='true']::before {
        margin-inline-start: auto;
        background: var(--failed);
      }
      .name {
        font-weight: 600;
      }
      .what {
        font-size: var(--text-small);
        color: var(--ink-quiet);
        grid-column: 2;
      }
      @media (forced-colors: active) {
        button::before {
          background: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: FaultMessages | null = null;
  /** Those that the lesson offers, in its order. */
  @property({ attribute: false }) accessor offered: readonly FaultName[] = [];
  @property({ attribute: false }) accessor switchedOn: readonly FaultName[] = [];

  override render() {
    const { texts, offered, switchedOn } = this;
    if (!texts) return nothing;
    return html`<h3 id="name">${texts.name}</h3>
      <p>${texts.lead}</p>
      <ul aria-labelledby="name">
        ${offered.map((fault) => {
          const { name, what } = texts.faults[fault];
          const id = fault.replace(' ', '-');
          return html`<li>
            <button
              role="switch"
              aria-checked=${switchedOn.includes(fault)}
              aria-labelledby="${id}-name"
              aria-describedby="${id}-what"
              @click=${() => this.#toggle(fault)}
            ></button>
            <span class="name" id="${id}-name">${name}</span>
            <span class="what" id="${id}-what">${what}</span>
          </li>`;
        })}
      </ul>`;
  }

  #toggle(fault: FaultName): void {
    const { offered, switchedOn } = this;
    const isOn = switchedOn.includes(fault);
    this.switchedOn = offered.filter((one) => (one === fault ? !isOn : switchedOn.includes(one)));
    this.dispatchEvent(new CustomEvent('faults-chosen', { detail: this.switchedOn, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementEventMap {
    'faults-chosen': CustomEvent<readonly FaultName[]>;
  }
  interface HTMLElementTagNameMap {
    'fault-switches': FaultSwitches;
  }
}
