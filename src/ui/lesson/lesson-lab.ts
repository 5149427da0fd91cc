/** The Lab: the lesson's world in panels, beside the text. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Event, Recorded } from '#eventsourcing';
import type { Messages, PanelMessages } from '#i18n';
import type { Traffic } from '#panels/trace';
import type { ShownTable } from '#panels/world';
import { buttonStyles } from '../controls/button-styles.ts';

/** What the Lab shows of a world. */
export type WorldPicture = Readonly<{
  /** The last events, oldest first. */
  events: readonly Recorded<Event>[];
  olderEvents: number;
  tables: readonly ShownTable[];
  /** What has been going on, where a panel shows it. */
  traffic?: Traffic;
}>;

const NOTHING: WorldPicture = { events: [], olderEvents: 0, tables: [] };

@customElement('lesson-lab')
export class LessonLab extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      :host {
        display: block;
      }
      .bar {
        box-sizing: border-box;
        display: flex;
        align-items: center;
        gap: 0.4rem 0.8rem;
        padding: 0.45rem 0.6rem 0.45rem 1rem;
        border-block-end: 1px solid var(--line);
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--panel);
      }
      h2 {
        font-size: 1rem;
        line-height: 1.4;
        margin: 0;
      }
      .empties,
      .toggle {
        margin-inline-start: auto;
      }
      .counts {
        font-size: var(--text-small);
        color: var(--ink-quiet);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .toggle,
      .counts {
        display: none;
      }
      .content {
        padding: 0.4rem 1rem 1rem;
      }
      section {
        margin-block-start: 1rem;
      }
      @media (min-width: 1001px) {
        .has-no-tables {
          --panel-height: calc(100dvh - 17rem);
        }
      }
      .said {
        font-size: var(--text-small);
        color: var(--ink-quiet);
        margin: 0;
      }
      /* A sheet at the lower edge: its bar says what there is, and opens it. */
      @media (max-width: 1000px) {
        .bar * {
          scroll-margin-block-end: calc(-1 * var(--behind-sheet));
        }
        .bar {
          min-height: var(--sheet-height);
        }
        .toggle,
        .counts {
          display: inline-flex;
        }
        :host(:not([open])) :is(.content, .empties) {
          display: none;
        }
        :host([open]) .counts {
          display: none;
        }
        .empties + .toggle {
          margin-inline-start: 0;
        }
        :host(:not([open])) .toggle {
          margin-inline-start: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor messages: Messages | null = null;
  /** Null until it was first looked at. */
  @property({ attribute: false }) accessor picture: WorldPicture | null = null;
  /** What the panels say that come with their lessons; null before they are there. */
  @property({ attribute: false }) accessor panelTexts: PanelMessages | null = null;
  /** Names of the panels in the order in which they stand. */
  @property() accessor panels = 'events tables';
  /** Whether the sheet is open, where the Lab has no column of its own. */
  @property({ type: Boolean, reflect: true }) accessor open = false;
  /** Whether somebody hears what is asked: a button that does nothing yet says so. */
  @property({ attribute: false }) accessor isReady = false;
  @state() private accessor said = '';

  /** Says what has happened to the world as a whole. */
  say(text: string): void {
    this.said = text;
  }

  override render() {
    const { messages, picture: known } = this;
    if (!messages) return nothing;
    const picture = known ?? NOTHING;
    const panels = {
      events: html`<events-panel
        .messages=${messages}
        .events=${picture.events}
        .left=${picture.olderEvents}
      ></events-panel>`,
      tables: html`<tables-panel .messages=${messages} .tables=${picture.tables}></tables-panel>`,
      messages: this.#with(
        (texts, { topics }) => html`<messages-panel .texts=${texts} .topics=${topics}></messages-panel>`,
      ),
      trace: this.#with((texts, { trace }) => html`<trace-panel .texts=${texts} .trace=${trace}></trace-panel>`),
    };
    const names = this.panels.split(' ').filter((name): name is keyof typeof panels => Object.hasOwn(panels, name));
    const { lab } = messages;
    return html`<div class="bar">
        <h2>${lab.name}</h2>
        <span class="counts">${known ? countsOf(picture, names, lab) : ''}</span>
        <button class="button empties" ?disabled=${!this.isReady} @click=${this.#reset}>${lab.resetWorld}</button>
        <button class="button toggle" aria-expanded=${this.open} aria-controls="content" @click=${this.#toggle}>
          <span aria-hidden="true">${this.open ? '▼' : '▲'}</span> ${this.open ? lab.hide : lab.show}
        </button>
      </div>
      <div class="content ${picture.tables.length === 0 ? 'has-no-tables' : ''}" id="content">
        <p class="said" role="status">${this.said}</p>
        ${names.map((name) => html`<section>${panels[name]}</section>`)}
        <slot></slot>
      </div>`;
  }

  #with(draw: (texts: PanelMessages, traffic: Traffic) => unknown): unknown {
    const { panelTexts, picture } = this;
    return panelTexts && picture?.traffic ? draw(panelTexts, picture.traffic) : nothing;
  }

  #toggle(): void {
    this.open = !this.open;
  }

  #reset(): void {
    this.dispatchEvent(new CustomEvent('world-reset-asked', { bubbles: true, composed: true }));
  }
}

/** How much there is of what the lesson's panels show. */
function countsOf(
  { events, olderEvents, tables }: WorldPicture,
  panels: readonly string[],
  lab: Messages['lab'],
): string {
  const counts = {
    events: () => lab.eventCount(events.length + olderEvents),
    tables: () => lab.tableCount(tables.length),
  };
  return Object.entries(counts)
    .flatMap(([name, count]) => (panels.includes(name) ? [count()] : []))
    .join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-lab': LessonLab;
  }
}
