/** The values of a cell below its code, where there is no room beside the lines. */
import { css } from 'lit';

/** The values below the code, each behind the text of its line. */
export const valuesBelow = css`
  .values {
    position: static;
    border-top: 1px solid var(--line);
    padding: 0.4rem 0.9rem;
    pointer-events: auto;
  }
  .values li {
    position: static;
    height: auto;
    min-height: 24px;
  }
  .values li + li {
    margin-block-start: 3px;
  }
  .line-source {
    display: inline-block;
    max-width: 100%;
    text-indent: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  .line-value {
    padding-inline-start: 2.5ch;
    text-indent: -2ch;
    border: 0;
    height: auto;
    min-height: 24px;
    white-space: normal;
    text-align: start;
    max-width: 100%;
    overflow-wrap: anywhere;
  }
`;
