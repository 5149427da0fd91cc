/** How what a run puts out looks below its cell. */
import { css } from 'lit';

export const outputStyles = css`
  .output:has(.lines:not(:empty)),
  .output:has(.fault:not(:empty)),
  .output:has(.line-tree:not(:empty)) {
    border-top: 1px solid var(--line);
    padding: 0.6rem var(--code-pad-inline);
  }
  .lines {
    max-height: 24rem;
    overflow: auto;
    font-size: var(--code-size);
  }
  /* A drawing is looked at whole. */
  .lines:has(.plot, schedule-matrix) {
    max-height: none;
  }
  .log {
    display: flex;
    gap: 0.75em;
    padding: 0.1rem 0;
    content-visibility: auto;
    contain-intrinsic-size: auto 1.4em;
  }
  .log-warn {
    color: var(--warned);
  }
  .log-error {
    color: var(--failed);
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75em;
    padding: 0.2rem 0;
    font-variant-numeric: tabular-nums;
  }
  .progress progress {
    accent-color: var(--ink);
    flex: 1 1 8rem;
    max-width: 20rem;
    min-width: 6rem;
  }
  .plot {
    flex: 1;
    max-width: 30rem;
  }
  .plot svg {
    display: block;
    width: 100%;
    font-family: var(--sans);
    font-size: 13px;
  }
  .plot text {
    fill: var(--ink-quiet);
  }
  .plot .plot-name {
    fill: var(--ink);
    font-weight: 600;
  }
  .plot-grid {
    stroke: var(--line);
  }
  .plot-line {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .plot-point {
    fill: var(--marker);
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .test-name {
    margin: 0.15rem 0;
    font-family: var(--sans);
    font-weight: 600;
  }
  .test {
    padding-inline-start: 0.7rem;
    border-inline-start: 4px solid var(--marker);
  }
  .test.is-broken {
    border-color: var(--failed);
  }
  .test > p:not(.test-name) {
    margin: 0.1rem 0;
    font-family: var(--sans);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .announced {
    margin: 0;
    font-family: var(--sans);
    font-weight: 600;
  }
  .cut {
    color: var(--ink-quiet);
    font-style: italic;
  }
  .fault {
    border-inline-start: 6px solid var(--failed);
    padding-inline-start: 0.85rem;
  }
  .fault.is-refused,
  .fault.is-crashed,
  .fault.is-conflict {
    border-color: var(--refused);
  }
  .fault:empty {
    display: none;
  }
  .fault p {
    margin: 0.15rem 0;
  }
  .fault-what {
    /* What a cell throws may have lines. */
    white-space: pre-wrap;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .fault-places {
    list-style: none;
    margin: 0.25rem 0 0;
    padding: 0;
  }
  :is(.fault-places, .objection) button {
    font: inherit;
    font-family: var(--mono);
    font-size: 0.85rem;
    background: none;
    border: 0;
    padding: 0.2rem 0;
    color: inherit;
    text-decoration: underline;
    cursor: pointer;
    min-height: 24px;
  }
  .line-tree {
    margin-bottom: 0.4rem;
  }
`;
