/** What all panels look like. */
import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: block;
  }
  h3 {
    font-size: max(0.95rem, var(--panel-text, 0px));
    margin: 0 0 0.4rem;
    font-weight: 650;
  }
  .count {
    color: var(--ink-quiet);
    font-weight: 400;
    font-size: max(0.85rem, 0.9 * var(--panel-text, 0px));
  }
  .empty {
    color: var(--ink-quiet);
    font-size: max(0.9rem, var(--panel-text, 0px));
    margin: 0.25rem 0 0.75rem;
  }
  .scroll {
    overflow: auto;
    max-height: var(--panel-height, 22rem);
  }
  .scroll:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: var(--panel-text, 0.82rem);
    font-family: var(--mono);
  }
  caption {
    text-align: start;
    padding: 0.2rem 0;
    font-weight: 600;
  }
  th,
  td {
    text-align: start;
    padding: 0.25rem 0.6rem 0.25rem 0;
    vertical-align: top;
    border-bottom: 1px solid var(--line);
  }
  th {
    color: var(--ink-quiet);
    font-weight: 500;
    font-family: var(--sans);
    white-space: nowrap;
    position: sticky;
    top: 0;
    background: var(--panel);
  }
  td.number {
    font-variant-numeric: tabular-nums;
    color: var(--ink-quiet);
  }
  .version {
    color: var(--ink-quiet);
  }
  .type {
    font-weight: 600;
  }
`;
