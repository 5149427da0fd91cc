/** How buttons look, wherever they stand: framed, sharp, and marked when pressing them runs something. */
import { css } from 'lit';

export const buttonStyles = css`
  button {
    font: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 30px;
    min-width: 30px;
    padding: 0.1rem 0.7rem;
    border: 1.5px solid var(--line-strong);
    border-radius: var(--corner);
    background: var(--paper);
    color: var(--ink);
    font-size: var(--text-small);
    cursor: pointer;
  }
  .button:hover:not(:disabled) {
    border-color: var(--ink);
    background: var(--marked);
  }
  .button:disabled {
    border-color: var(--line);
    color: var(--ink-faint);
    cursor: default;
  }
  .button.runs:not(:disabled) {
    background: var(--marker);
    border-color: var(--on-marker);
    color: var(--on-marker);
    font-weight: 600;
  }
  .button.runs:hover:not(:disabled) {
    background: color-mix(in srgb, var(--marker) 82%, var(--on-marker));
  }
  .button.destroys {
    border-color: var(--failed);
    color: var(--failed);
  }
  button:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
`;
