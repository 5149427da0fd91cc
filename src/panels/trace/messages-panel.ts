/** The Messages panel: what the broker holds, topic by topic, and what became of each message for each consumer. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PanelMessages } from '#i18n';
import type { Delivery, Progress, Published, Topic, Topics } from '#lab';
import { breakable, dataText } from '../data-text.ts';
import { panelStyles } from '../panel-styles.ts';

/** Messages of a topic that are shown: the last. */
const SHOWN = 100;

@customElement('messages-panel')
export class MessagesPanel extends LitElement {
  static override styles = [
    panelStyles,
    css`
      :host {
        font-size: var(--panel-text, 0.82rem);
      }
      h4 {
        font: inherit;
        font-family: var(--mono);
        font-weight: 600;
        margin: 0;
      }
      h4 .count {
        font-family: var(--sans);
      }
      ul,
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .consumers {
        color: var(--ink-quiet);
        padding-block-end: 0.3rem;
      }
      .name,
      .message {
        font-family: var(--mono);
      }
      .name {
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      ol > li {
        display: grid;
        grid-template-columns: 2.6em minmax(0, 1fr);
        padding-block: 0.25rem;
        border-block-start: 1px solid var(--line);
      }
      .number {
        font-family: var(--mono);
        font-variant-numeric: tabular-nums;
        color: var(--ink-quiet);
      }
      .message {
        overflow-wrap: anywhere;
      }
      .key {
        color: var(--ink-quiet);
      }
      .fates {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
      }
      .waiting,
      .attempt {
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
      ${topics.topics.map((topic) => topicList(topic, texts))}`;
  }
}

function topicList({ name, messages, consumers }: Topic, texts: PanelMessages) {
  const { messages: said } = texts;
  return html` <h4>${name} <span class="count">${said.count(messages.length)}</span></h4>
    ${
      consumers.length === 0
        ? html`<p class="empty">${said.nobody}</p>`
        : html`<ul class="consumers">
            ${consumers.map(
              (progress) => html`<li><span class="name">${progress.consumer}</span> ${said.progress(progress)}</li>`,
            )}
          </ul>`
    }
    <div class="scroll" tabindex="0" role="group" aria-label=${name}>
      <ol>
        ${messages.slice(-SHOWN).map((message) => messageItem(message, consumers, texts))}
      </ol>
    </div>`;
}

function messageItem({ number, message }: Published, consumers: readonly Progress[], texts: PanelMessages) {
  const { messageId, type, key, body } = message;
  return html`<li>
    <span class="number">${number}</span>
    <div>
      <div class="message">
        <span class="type">${breakable(type)}</span> ${messageId}
        ${messageId.startsWith(key) ? nothing : html`<span class="key">${key}</span>`} ${dataText(body)}
      </div>
      <ul class="fates">
        ${consumers.map(({ consumer, deliveries }) => fate(consumer, deliveries.get(number), texts))}
      </ul>
    </div>
  </li>`;
}

function fate(consumer: string, delivery: Delivery | undefined, { messages, trace }: PanelMessages) {
  const name = html`<span class="name">${consumer}</span>`;
  if (!delivery) return html`<li>${name} <span class="waiting">${messages.waiting}</span></li>`;
  const { state, attempts } = delivery;
  return html`<li>
    ${name} <span class=${state}>${messages.state[state]}</span>
    ${attempts > 1 ? html`<span class="attempt">${trace.attempt(attempts)}</span>` : nothing}
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'messages-panel': MessagesPanel;
  }
}
