/** What came of all schedules of a program: each outcome, how many come to it, which laws it keeps, and the shortest way there. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MatrixMessages } from '#i18n';
import type { Matrix, MatrixRow, MatrixStep } from '#lab';
import { linkTo, scheduleIn } from './shared-schedule.ts';

@customElement('schedule-matrix')
export class ScheduleMatrix extends LitElement {
  static override styles = css`
    :host {
      display: block;
      flex: 1;
      min-width: 0;
      container-type: inline-size;
      font-family: var(--sans);
      font-size: var(--text-small);
      color: var(--ink);
      margin-block: 0.3rem;
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      border-collapse: collapse;
      min-width: 100%;
    }
    caption {
      text-align: start;
      font-weight: 600;
      padding-block-end: 0.35rem;
    }
    th,
    td {
      text-align: start;
      vertical-align: top;
      padding: 0.35rem 1rem 0.35rem 0;
      border-block-start: 1px solid var(--line);
    }
    th {
      font-weight: 400;
      color: var(--ink-quiet);
      word-break: keep-all;
    }
    .count {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    /* As long as its share. */
    .bar {
      display: inline-block;
      height: 0.7em;
      min-width: 2px;
      margin-inline-start: 0.5em;
      background: var(--ink-quiet);
    }
    .is-broken .bar {
      background: var(--failed);
    }
    .outcome {
      font-family: var(--mono);
      overflow-wrap: anywhere;
      min-width: 9rem;
    }
    .broken {
      color: var(--failed);
      font-weight: 600;
    }
    .law {
      white-space: nowrap;
    }
    @container (max-width: 26rem) {
      .bar {
        display: none;
      }
      th,
      td {
        padding-inline-end: 0.7rem;
      }
    }
    summary {
      cursor: pointer;
      color: var(--ink-quiet);
      font-family: var(--sans);
      min-height: 24px;
    }
    summary:focus-visible,
    .scroll:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    /* A column for each actor, time going down. */
    .way {
      display: grid;
      grid-template-columns: repeat(var(--actors), minmax(5rem, 1fr));
      gap: 0 0.6rem;
      list-style: none;
      margin: 0.3rem 0 0.2rem;
      padding: 0;
    }
    .actor {
      color: var(--ink-quiet);
      border-block-end: 1px solid var(--line-strong);
    }
    .step {
      border-inline-start: 3px solid var(--line-strong);
      padding: 0.1rem 0 0.1rem 0.5rem;
    }
    .step.is-fault {
      border-color: var(--failed);
    }
    .is-shared .outcome {
      background: var(--marked);
      /* A margin that moves nothing. */
      box-shadow: -0.5rem 0 0 var(--marked);
    }
    a {
      color: inherit;
      font-family: var(--sans);
      display: inline-block;
      min-height: 24px;
    }
    a:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    .shared {
      font-family: var(--sans);
      font-weight: 600;
      margin: 0.2rem 0;
    }
    .left {
      color: var(--ink-quiet);
      margin: 0.4rem 0 0;
    }
  `;

  @property({ attribute: false }) accessor matrix: Matrix | null = null;
  @property({ attribute: false }) accessor texts: MatrixMessages | null = null;

  /** The cell that it is of. */
  @property({ attribute: false }) accessor file = '';

  override render() {
    const { matrix, texts } = this;
    if (!matrix || !texts) return nothing;
    const { how, schedules, covered, laws, rows, left, found } = matrix;
    const followed = scheduleIn(location.href);
    const shared = followed?.file === this.file && followed.found.number === found.number ? followed : null;
    const isSameText = shared?.found.text === found.text;
    const linkOf = (schedule: string): string => linkTo({ file: this.file, schedule, found }, location.href);
    const most = Math.max(...rows.map(({ count }) => count));
    const caption = how === 'every schedule' ? texts.every(schedules) : texts.byChance(schedules, covered);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${texts.name}>
        <table>
          <caption>
            ${caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${texts.schedules}</th>
              ${laws.map((law) => html`<th scope="col">${law}</th>`)}
              <th scope="col">${texts.outcome}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => renderRow(row, { most, texts, linkOf, isShared: isSameText && row.schedule === shared.schedule }))}
          </tbody>
        </table>
      </div>
      ${shared && !isSameText ? html`<p class="shared">${texts.otherText}</p>` : nothing}
      ${left > 0 ? html`<p class="left">${texts.left(left)}</p>` : nothing}`;
  }
}

type Shown = Readonly<{
  /** Schedules of the outcome that most come to. */
  most: number;
  texts: MatrixMessages;
  linkOf(schedule: string): string;
  /** Whether it is the one that the page's address names. */
  isShared: boolean;
}>;

function renderRow({ outcome, count, laws, steps, schedule }: MatrixRow, { most, texts, linkOf, isShared }: Shown) {
  const kind = `${laws.every(Boolean) ? '' : 'is-broken'} ${isShared ? 'is-shared' : ''}`;
  return html`<tr class=${kind}>
    <td class="count">
      ${texts.count(count)}<span class="bar" style="width: ${(count / most) * 4}rem" aria-hidden="true"></span>
    </td>
    ${laws.map((holds) =>
      holds
        ? html`<td class="law"><span aria-hidden="true">✓</span> ${texts.holds}</td>`
        : html`<td class="law broken"><span aria-hidden="true">✗</span> ${texts.broken}</td>`,
    )}
    <td class="outcome">
      ${outcome} ${isShared ? html`<p class="shared">${texts.shared}</p>` : nothing}
      <details ?open=${isShared}>
        <summary>${texts.way(steps.length)}</summary>
        ${renderWay(steps)} ${schedule === '' ? nothing : html`<a href=${linkOf(schedule)}>${texts.link}</a>`}
      </details>
    </td>
  </tr>`;
}

/** The steps in order, each in the column of its actor. */
function renderWay(steps: readonly MatrixStep[]) {
  const actors = [...new Set(steps.map(({ actor }) => actor))];
  return html`<ol class="way" style="--actors: ${actors.length}">
    ${actors.map((actor) => html`<li class="actor" aria-hidden="true">${actor}</li>`)}
    ${steps.map(({ actor, what }, index) => {
      const place = `grid-column: ${actors.indexOf(actor) + 1}; grid-row: ${index + 2}`;
      const isFault = /^crash$|\([a-z ]+\)$/.test(what);
      return html`<li class="step ${isFault ? 'is-fault' : ''}" style=${place} aria-label="${actor}: ${what}">
        ${what}
      </li>`;
    })}
  </ol>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'schedule-matrix': ScheduleMatrix;
  }
}
