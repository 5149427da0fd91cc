/** The Messages panel: what the broker holds, topic by topic, and what became of each message for each consumer. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PanelMessages } from '#i18n';
import type { Progress, Topic, Topics } from '#lab';
import { breakable, dataText } from '../data-text.ts';
import { panelStyles } from '../panel-styles.ts';

/** Messages of a topic that are shown: the last. */
const SHOWN = 100;

@customElement('messages-panel')
export class MessagesPanel extends LitElement {
  static override styles = [
    panelStyles,
    css`
      .consumers {
        list-style: none;
        margin: 0 0 0.3rem;
        padding: 0;
        font-size: var(--panel-text, 0.82rem);
      }
      .consumers b,
      .id {
        font-family: var(--mono);
        font-weight: 600;
      }
      td.body {
        min-width: 12ch;
        overflow-wrap: anywhere;
      }
      .id,
      .key {
        overflow-wrap: anywhere;
      }
      .key {
        color: var(--ink-quiet);
      }
      td.state {
        font-family: var(--sans);
        white-space: nowrap;
      }
      .waiting {
        color: var(--ink-quiet);
      }
      .parked,
      .refused {
        font-weight: 600;
      }
      .parked::before {
        content: '■ ' / '';
      }
      .refused::before {
        content: '↺ ' / '';
      }
      .acknowledged::before {
        content: '✓ ' / '';
      }
      .out::before {
        content: '→ ' / '';
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: PanelMessages | null = null;
  @property({ attribute: false }) accessor topics: Topics = { topics: [], isCut: false };

  override render() {
    const { texts, topics } = this;
    if (!texts) return nothing;
    const { messages } = texts;
    const count = topics.topics.reduce((sum, topic) => sum + topic.messages.length, 0);
    return html` <h3>
        ${messages.name} <span class="count">${count > 0 && !topics.isCut ? messages.count(count) : nothing}</span>
      </h3>
      ${count === 0 ? html`<p class="empty">${messages.empty}</p>` : nothing}
      ${topics.isCut ? html`<p class="empty">${messages.isCut}</p>` : nothing}
      ${topics.topics.map((topic) => topicTable(topic, texts))}`;
  }
}

function topicTable({ name, messages, consumers }: Topic, texts: PanelMessages) {
  const { messages: said } = texts;
  return html` <div class="scroll" tabindex="0" role="group" aria-label=${name}>
    <table>
      <caption>
        ${name}
        <span class="count">${said.count(messages.length)}</span>
        ${
          consumers.length === 0
            ? html`<p class="empty">${said.nobody}</p>`
            : html`<ul class="consumers">
                ${consumers.map((progress) => html`<li><b>${progress.consumer}</b> ${said.progress(progress)}</li>`)}
              </ul>`
        }
      </caption>
      <thead>
        <tr>
          <th scope="col">${said.number}</th>
          <th scope="col">${said.message}</th>
          <th scope="col">${said.body}</th>
          ${consumers.map(({ consumer }) => html`<th scope="col">${consumer}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${messages.slice(-SHOWN).map(
          ({ number, message: { messageId, type, key, body } }) =>
            html`<tr>
              <td class="number">${number}</td>
              <td>
                <span class="type">${breakable(type)}</span> <span class="id">${messageId}</span>
                ${key === messageId ? nothing : html`<span class="key">${key}</span>`}
              </td>
              <td class="body">${dataText(body)}</td>
              ${consumers.map((progress) => stateCell(progress, number, texts))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function stateCell({ deliveries }: Progress, number: number, { messages, trace }: PanelMessages) {
  const delivery = deliveries.get(number);
  if (!delivery) return html`<td class="state waiting">${messages.waiting}</td>`;
  const { state, attempts } = delivery;
  return html`<td class="state">
    <span class=${state}>${messages.state[state]}</span>
    ${attempts > 1 ? html`<br /><span class="waiting">${trace.attempt(attempts)}</span>` : nothing}
  </td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'messages-panel': MessagesPanel;
  }
}
