/** The Tables panel: every table that has rows, as it stands. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Messages } from '#i18n';
import { panelStyles } from '../panel-styles.ts';

/** A table's rows as they are shown; the row's values are whatever JSON says. */
export type ShownTable = Readonly<{ name: string; rows: readonly Readonly<Record<string, unknown>>[]; count: number }>;

@customElement('tables-panel')
export class TablesPanel extends LitElement {
  static override styles = [panelStyles];

  @property({ attribute: false }) accessor messages: Messages | null = null;
  @property({ attribute: false }) accessor tables: readonly ShownTable[] = [];

  override render() {
    const { messages, tables } = this;
    if (!messages) return nothing;
    const { lab, value } = messages;
    return html` <h3>${lab.tables}</h3>
      ${tables.length === 0 ? html`<p class="empty">${lab.noTables}</p>` : nothing}
      ${tables.map(({ name, rows, count }) => {
        const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
        return html` <div class="scroll" tabindex="0" role="group" aria-label=${name}>
          <table>
            <caption>
              ${name}
              <span class="count">${lab.rowCount(count)}</span>
            </caption>
            <thead>
              <tr>
                ${columns.map((column) => html`<th scope="col">${column}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (row) =>
                  html`<tr>
                    ${columns.map((column) => html`<td>${shown(row[column])}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>
          ${count > rows.length ? html`<p class="empty">${value.more(count - rows.length)}</p>` : nothing}
        </div>`;
      })}`;
  }
}

const shown = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

declare global {
  interface HTMLElementTagNameMap {
    'tables-panel': TablesPanel;
  }
}
