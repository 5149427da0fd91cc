/** The Events panel: the log as it stands, the newest in sight. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Event, Recorded } from '#eventsourcing';
import type { Messages } from '#i18n';
import { breakable, dataText } from '../data-text.ts';
import { panelStyles } from '../panel-styles.ts';

@customElement('events-panel')
export class EventsPanel extends LitElement {
  static override styles = [
    panelStyles,
    css`
      :host {
        container: panel / inline-size;
        font-size: var(--panel-text, 0.82rem);
      }
      td.stream {
        white-space: nowrap;
      }
      td.type {
        overflow-wrap: break-word;
      }
      td.data {
        min-width: 12ch;
        overflow-wrap: anywhere;
      }
      /* Without room for a column, data stands below the name of its event. */
      @container panel (max-width: 25.6em) {
        table,
        thead,
        tbody {
          display: block;
        }
        thead {
          position: sticky;
          top: 0;
          background: var(--panel);
        }
        tr {
          display: grid;
          grid-template-columns: 4.2em minmax(0, 1fr) fit-content(45%);
          border-bottom: 1px solid var(--line);
        }
        :is(th, td):nth-child(3) {
          grid-area: 1 / 2;
        }
        :is(th, td):nth-child(2) {
          grid-area: 1 / 3;
          text-align: end;
          padding-inline-end: 0;
        }
        :is(th, td):not(.data) {
          border: 0;
        }
        td.stream {
          white-space: normal;
          overflow-wrap: anywhere;
        }
        :is(th:last-child, td.data) {
          grid-row: 2;
          grid-column: 2 / -1;
          padding-block-start: 0;
          border: 0;
        }
        td.data:empty {
          display: none;
        }
      }
      tr.is-new {
        animation: arrive 1.2s ease-out;
      }
      @keyframes arrive {
        from {
          background: var(--marked);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        tr.is-new {
          animation: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor messages: Messages | null = null;
  /** The last events of the log, oldest first. */
  @property({ attribute: false }) accessor events: readonly Recorded<Event>[] = [];
  /** How many older ones there are. */
  @property({ attribute: false }) accessor left = 0;
  @query('.scroll') private accessor scroller!: HTMLElement;
  #seen = 0;
  #isAtEnd = true;
  readonly #resized = new ResizeObserver(() => {
    if (this.#isAtEnd) this.#showEnd();
  });

  override firstUpdated(): void {
    if (this.scroller) this.#resized.observe(this.scroller);
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('events') || this.events.length === 0) return;
    this.#seen = this.events.at(-1)?.globalPosition ?? 0;
    this.#showEnd();
  }

  #showEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #noteScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.#isAtEnd = scrollTop + clientHeight > scrollHeight - 4;
  }

  override render() {
    const { messages, events, left } = this;
    if (!messages) return nothing;
    const { lab } = messages;
    // Rows of a flood are written over: taking so many away and adding others takes several times as long.
    const isFlood = events.filter(isNew(this.#seen)).length > MOST_ARRIVING;
    const isArriving = isFlood ? () => false : isNew(this.#seen);
    return html` <h3>
        ${lab.events} <span class="count">${events.length > 0 ? lab.howMany(events.length + left) : nothing}</span>
      </h3>
      <div class="scroll" tabindex="0" role="group" aria-label=${lab.events} @scroll=${() => this.#noteScroll()}>
        ${
          events.length === 0
            ? html`<p class="empty">${lab.noEvents}</p>`
            : html` ${left > 0 ? html`<p class="empty">${lab.olderLeftOut(left)}</p>` : nothing}
                <table>
                  <thead>
                    <tr>
                      <th scope="col">${lab.position}</th>
                      <th scope="col">${lab.stream}</th>
                      <th scope="col">${lab.type}</th>
                      <th scope="col">${lab.data}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${repeat(
                      events,
                      ({ eventId }, index) => (isFlood ? index : eventId),
                      (event) =>
                        html` <tr class=${isArriving(event) ? 'is-new' : ''}>
                          <td class="number">${event.globalPosition}</td>
                          <td class="stream">
                            ${event.streamName}<span class="version"> ${event.streamPosition}</span>
                          </td>
                          <td class="type">${breakable(event.type)}</td>
                          <td class="data">${dataText(event.data)}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>`
        }
      </div>`;
  }
}

/** Events that may arrive at a time, and be seen to. */
const MOST_ARRIVING = 20;

const isNew =
  (seen: number) =>
  ({ globalPosition }: Recorded<Event>): boolean =>
    globalPosition > seen;

declare global {
  interface HTMLElementTagNameMap {
    'events-panel': EventsPanel;
  }
}
