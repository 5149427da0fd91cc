/** The Lab: the lesson's world in panels, beside the text. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Event, Recorded } from '#eventsourcing';
import type { Messages } from '#i18n';
import type { ShownTable } from '#panels';
import '#panels';

/** What the Lab shows of a world. */
export type WorldPicture = Readonly<{
  /** The last events, oldest first. */
  events: readonly Recorded<Event>[];
  olderEvents: number;
  tables: readonly ShownTable[];
}>;

@customElement('lesson-lab')
export class LessonLab extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    h2 {
      font-size: 1rem;
      margin: 0 0 0.75rem;
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: 1rem;
    }
    section {
      margin-bottom: 1.25rem;
    }
    button {
      font: inherit;
      font-size: 0.82rem;
      font-weight: 400;
      min-height: 28px;
      padding: 0.1rem 0.65rem;
      border: 1px solid var(--line-strong);
      border-radius: 6px;
      background: var(--paper);
      color: var(--ink);
      cursor: pointer;
    }
    button:focus-visible {
      outline: 2px solid var(--alive);
      outline-offset: 2px;
    }
    .said {
      font-size: 0.85rem;
      color: var(--ink-quiet);
      margin: 0;
      min-height: 1.2em;
    }
  `;

  @property({ attribute: false }) accessor messages: Messages | null = null;
  @property({ attribute: false }) accessor picture: WorldPicture = { events: [], olderEvents: 0, tables: [] };
  /** Names of the panels in the order in which they stand. */
  @property() accessor panels = 'events tables';
  @state() private accessor said = '';

  /** Says what has happened to the world as a whole. */
  say(text: string): void {
    this.said = text;
  }

  override render() {
    const { messages, picture } = this;
    if (!messages) return nothing;
    const panels = {
      events: html`<events-panel
        .messages=${messages}
        .events=${picture.events}
        .left=${picture.olderEvents}
      ></events-panel>`,
      tables: html`<tables-panel .messages=${messages} .tables=${picture.tables}></tables-panel>`,
    };
    const names = this.panels.split(' ').filter((name): name is keyof typeof panels => Object.hasOwn(panels, name));
    return html` <h2>${messages.lab.name} <button @click=${this.#reset}>${messages.lab.resetWorld}</button></h2>
      <p class="said" role="status">${this.said}</p>
      ${names.map((name) => html`<section>${panels[name]}</section>`)}`;
  }

  #reset(): void {
    this.dispatchEvent(new CustomEvent('world-reset-asked', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-lab': LessonLab;
  }
}
