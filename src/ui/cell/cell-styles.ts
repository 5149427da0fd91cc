/** How a cell looks. The line height is shared with the editor, so that values stay beside their lines. */
import { css } from 'lit';
import { valuesBelow } from './values-below-styles.ts';

export const cellStyles = css`
  :host {
    display: block;
    background: var(--code-ground);
    overflow: clip;
  }
  /* Not the host: what is not laid out off the screen, and is asked for its width, stays empty in Chromium when it comes into sight. */
  .cell {
    container: cell / inline-size;
    /* What fits beside a line is counted in characters of the code. */
    font-size: var(--code-size);
  }
  .cell > * {
    font-size: var(--text);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    min-height: 43px;
    padding: 0.35rem 0.5rem 0.35rem var(--code-pad-inline);
    border-bottom: 1px solid var(--line);
    font-size: var(--text-small);
    line-height: 1.4;
  }
  .file {
    font-family: var(--mono);
    font-weight: 600;
    color: inherit;
    text-decoration: none;
    min-height: 24px;
    display: inline-flex;
    align-items: center;
  }
  .file:hover {
    text-decoration: underline;
  }
  .file:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .status {
    display: flex;
    gap: 0.6rem;
    flex: 1;
    color: var(--ink-quiet);
    min-width: 8ch;
    flex-wrap: wrap;
  }
  .state-running,
  .state-listening {
    color: var(--ink);
    font-weight: 600;
  }
  .state-done {
    color: var(--ink);
  }
  /* What has been run is marked, in a sign besides the word. */
  :is(.state-running, .state-listening, .state-done)::before {
    content: '';
    display: inline-block;
    width: 0.7em;
    height: 0.7em;
    margin-inline-end: 0.45em;
    border: 1.5px solid var(--ink);
    background: var(--marker);
  }
  .state-running::before {
    background: none;
  }
  .state-refused,
  .state-crashed,
  .state-conflict {
    color: var(--refused);
    font-weight: 600;
  }
  .state-failed,
  .state-stopped {
    color: var(--failed);
    font-weight: 600;
  }
  .buttons {
    display: flex;
    gap: 0.35rem;
    flex-wrap: wrap;
  }
  .code {
    position: relative;
  }
  .scroller {
    overflow-x: auto;
    cursor: text;
  }
  :host([editing]) .scroller {
    display: none;
  }
  .collapsed {
    position: absolute;
    /* As high as a finger needs: a row, and a pixel of each of its neighbours. */
    --height: 24px;
    top: calc(var(--code-pad) + var(--row) * var(--code-line) - (var(--height) - var(--code-line)) / 2);
    inset-inline: 0;
    height: var(--height);
    border: 0;
    padding: 0 var(--code-pad-inline);
    background: var(--panel);
    color: var(--ink-quiet);
    font-family: inherit;
    font-size: var(--text-small);
    line-height: var(--height);
    text-align: start;
    cursor: pointer;
  }
  .collapsed::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.6em;
    border: 0.3em solid transparent;
    border-inline-start-color: currentColor;
    border-inline-end: 0;
  }
  .collapsed[aria-expanded='true']::before {
    rotate: 90deg;
  }
  .collapsed:hover {
    color: var(--ink);
    background: var(--marked);
  }
  .collapsed:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .values {
    list-style: none;
    margin: 0;
    padding: 0;
    position: absolute;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
    --scrolled: 0px;
  }
  .values li {
    position: absolute;
    top: calc(var(--code-pad) + var(--row) * var(--code-line));
    height: var(--code-line);
    /* Over the end of a long line it stands apart from it. */
    inset-inline-start: min(var(--code-pad-inline) + var(--column) * 1ch + 1ch - var(--scrolled), 100% - 23ch);
    inset-inline-end: 0.5ch;
    font-family: var(--mono);
    font-size: var(--code-size);
    line-height: var(--code-line);
  }
  .line-value {
    pointer-events: auto;
    border: 0;
    border-inline-start: 1ch solid var(--code-ground);
    background: var(--marked) padding-box;
    color: var(--ink);
    font-size: inherit;
    font-family: inherit;
    line-height: inherit;
    padding: 0 0.5ch;
    max-width: 100%;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    cursor: pointer;
    height: 100%;
    animation: arrive 0.6s ease-out;
  }
  @keyframes arrive {
    from {
      box-shadow: 0 0 0 4px var(--marker);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .line-value {
      animation: none;
    }
  }
  .line-value:hover {
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    .line-value {
      border-color: Canvas;
    }
  }
  /* No blank behind it: a value does not leave its arrow at the end of a line. */
  .arrow {
    margin-inline-end: 1ch;
  }
  .line-source {
    display: none;
    color: var(--ink-quiet);
    margin-inline-end: 1ch;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 1rem;
    align-items: center;
    border-top: 1px solid var(--line);
    border-inline-start: 3px solid var(--refused);
    padding: 0.5rem 0.9rem;
    font-size: 0.88rem;
  }
  .notice.is-failed {
    border-inline-start-color: var(--failed);
  }
  .notice p {
    margin: 0;
    flex: 1 1 20rem;
  }
  .objection {
    margin: 0;
    padding: 0.3rem 0.9rem;
    font-size: 0.85rem;
    border-top: 1px solid var(--line);
    border-inline-start: 3px solid var(--warned);
    overflow-wrap: anywhere;
  }
  .hint {
    margin: 0;
    padding: 0.2rem 0.9rem;
    font-size: 0.8rem;
    color: var(--ink-quiet);
    border-top: 1px solid var(--line);
  }
  .lines:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .is-hidden {
    display: none;
  }
  /* On a narrow page there is no room beside the lines, and on paper lines are broken. */
  @container cell (max-width: 46.5em) {
    ${valuesBelow}
  }
  @media print {
    ${valuesBelow}
    .toolbar {
      break-inside: avoid;
      break-after: avoid;
      min-height: 0;
    }
    .values {
      break-before: avoid;
    }
    .values li {
      break-inside: avoid;
    }
    .values li,
    .line-value {
      min-height: 0;
    }
    .line-value {
      padding-block: 2px;
    }
    .line-source {
      white-space: normal;
    }
    .buttons,
    .hint,
    .collapsed {
      display: none;
    }
    .is-hidden {
      display: list-item;
    }
    .line-value {
      animation: none;
    }
    .lines {
      max-height: none;
      overflow: visible;
    }
  }
`;
