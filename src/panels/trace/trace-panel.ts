/** The Trace panel: what has happened, transaction by transaction; or, of one request, what led to what. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PanelMessages } from '#i18n';
import { causesOf, correlationsOf, type Cause, type Trace, type TraceAct, type TraceStep } from '#lab';
import { breakable } from '../data-text.ts';
import { panelStyles } from '../panel-styles.ts';
import { conflictText, subjectOf } from './subject.ts';

@customElement('trace-panel')
export class TracePanel extends LitElement {
  static override styles = [
    panelStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.2rem 0.8rem;
        margin-block-end: 0.3rem;
      }
      h3 {
        margin-block-end: 0;
      }
      label {
        font-size: var(--text-small);
        color: var(--ink-quiet);
      }
      select {
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: var(--corner);
        min-height: 26px;
        max-width: 100%;
      }
      td.time,
      td.cell {
        white-space: nowrap;
        color: var(--ink-quiet);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .act,
      .what {
        font-family: var(--sans);
        color: var(--ink-quiet);
      }
      .act:is(.refused, .parked, .key-erased, .conflict, .row-conflict, .fault),
      .act:is(.run-refused, .run-in-conflict, .run-crashed, .run-failed),
      .what.is-strong {
        color: var(--ink);
        font-weight: 600;
      }
      .subject {
        font-family: var(--mono);
        overflow-wrap: anywhere;
      }
      .causes,
      .causes ul {
        font-size: var(--panel-text, 0.82rem);
      }
      .causes ul {
        margin-inline-start: 0.4rem;
        padding-inline-start: 0.9rem;
        border-inline-start: 1px solid var(--line-strong);
      }
      .causes li {
        padding-block: 0.15rem;
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: PanelMessages | null = null;
  @property({ attribute: false }) accessor trace: Trace = { steps: [], earlier: 0 };
  /** The request that is looked at; empty for all that has happened. */
  @state() private accessor chosen = '';
  @query('.scroll') private accessor scroller!: HTMLElement | null;

  override updated(changed: Map<string, unknown>): void {
    // The newest is in sight.
    if (changed.has('trace') && this.scroller && this.chosen === '')
      this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  override render() {
    const { texts, trace } = this;
    if (!texts) return nothing;
    const { trace: said } = texts;
    const { steps, earlier } = trace;
    const correlations = correlationsOf(steps);
    // What is no longer there cannot be looked at.
    const chosen = correlations.includes(this.chosen) ? this.chosen : '';
    return html` <div class="bar">
        <h3>
          ${said.name}
          <span class="count">${steps.length > 0 ? said.count(steps.length + earlier) : nothing}</span>
        </h3>
        ${correlations.length === 0 ? nothing : this.#choice(correlations, chosen, texts)}
      </div>
      ${
        steps.length === 0
          ? html`<p class="empty">${said.empty}</p>`
          : html`<div class="scroll" tabindex="0" role="group" aria-label=${said.name}>
              ${earlier > 0 ? html`<p class="empty">${said.earlier(earlier)}</p>` : nothing}
              ${chosen === '' ? stepTable(steps, texts) : causeTree(causesOf(steps, chosen), texts, 'causes')}
            </div>`
      }`;
  }

  #choice(correlations: readonly string[], chosen: string, { trace }: PanelMessages) {
    const choose = ({ target }: globalThis.Event): void => void (this.chosen = (target as HTMLSelectElement).value);
    return html`<label
      >${trace.correlation}
      <select @change=${choose}>
        <option value="" ?selected=${chosen === ''}>${trace.everything}</option>
        ${correlations.map((id) => html`<option value=${id} ?selected=${id === chosen}>${id}</option>`)}
      </select></label
    >`;
  }
}

const stepTable = (steps: readonly TraceStep[], texts: PanelMessages) =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">${texts.trace.time}</th>
        <th scope="col">${texts.trace.step}</th>
        <th scope="col">${texts.trace.cell}</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        ({ at, cell, acts }) =>
          html`<tr>
            <td class="time">${timeOf(at)}</td>
            <td>
              <ul>
                ${acts.length === 0 ? html`<li class="act">${texts.trace.nothing}</li>` : nothing}
                ${acts.map((act) => html`<li>${actLine(act, texts)}</li>`)}
              </ul>
            </td>
            <td class="cell">${cell}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function actLine(act: TraceAct, { trace }: PanelMessages) {
  const isAgain = 'attempt' in act && act.attempt > 1;
  const times = 'times' in act && act.times > 1 ? act.times : null;
  const untold = act.kind === 'appended' ? act.count - act.events.length : 0;
  return html`<span class="act ${act.kind.replaceAll(' ', '-')}">${trace.act[act.kind]}</span>
    <span class="subject">${subjectOf(act)}</span>
    ${isAgain ? html`<span class="act">${trace.attempt(act.attempt)}</span>` : nothing}
    ${times === null ? nothing : html`<span class="act">${trace.times(times)}</span>`}
    ${untold > 0 ? html`<span class="act">${trace.more(untold)}</span>` : nothing}`;
}

const causeTree = (causes: readonly Cause[], texts: PanelMessages, name = ''): TemplateResult =>
  html`<ul class=${name}>
    ${causes.map(
      (cause) =>
        html`<li>${causeLine(cause, texts)} ${cause.led.length > 0 ? causeTree(cause.led, texts) : nothing}</li>`,
    )}
  </ul>`;

function causeLine(cause: Cause, { trace }: PanelMessages) {
  if (cause.kind === 'event') {
    const { type, streamName, streamPosition } = cause.event;
    return html`<span class="what">${trace.event}</span> <span class="type subject">${breakable(type)}</span>
      <span class="subject">${streamName}@${streamPosition}</span>`;
  }
  if (cause.kind === 'message') {
    const { topic, message, heard } = cause;
    return html`<span class="what">${trace.message}</span> <span class="type subject">${breakable(message.type)}</span>
      <span class="subject">${message.messageId} → ${topic}</span>
      ${heard.map(({ consumer, kind, attempt }) => html`<br />${heardLine(consumer, kind, attempt, trace)}`)}`;
  }
  if (cause.kind === 'conflict') {
    return html`<span class="what is-strong">${trace.act.conflict}</span>
      <span class="subject">${conflictText(cause)}</span>`;
  }
  return html`<span class="what">${trace[cause.kind]}</span> <span class="subject">${cause.id}</span>`;
}

const heardLine = (
  consumer: string,
  kind: keyof PanelMessages['trace']['act'],
  attempt: number,
  trace: PanelMessages['trace'],
) =>
  html`<span class="subject">${consumer}</span>
    <span class="what">${trace.act[kind]}</span>
    ${attempt > 1 ? html`<span class="what">${trace.attempt(attempt)}</span>` : nothing}`;

/** The time of day in the lesson's world, to the millisecond. */
const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 23);

declare global {
  interface HTMLElementTagNameMap {
    'trace-panel': TracePanel;
  }
}
