/** What a run puts out below its cell: logs, displayed values, the value of a line, an error. Lines are only ever added. */
import { css } from 'lit';
import type { ErrorText, Messages } from '#i18n';
import { readValue } from '#lab';
import { createValueTable, createValueView, valueText } from '#panels';
import type { OutputItem } from '#runner';
import { faultOfReport, type CellState, type Fault } from '#workbook';

/** Lines put into the page in one go; more would make a task too long. */
const LINES_AT_ONCE = 80;

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
  .fault-places button {
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

/** What has a line of its own: values stand beside the code, a fault that happened has been displayed, and what is exported answers a question. */
type Line = Exclude<OutputItem, { kind: 'value' | 'fault' | 'export' }>;

const isLine = (item: OutputItem): item is Line => !['value', 'fault', 'export'].includes(item.kind);

/** The output of one cell, as DOM that its element puts into place once. */
export class CellOutput {
  readonly element = document.createElement('div');
  readonly #lines = createPart('lines');
  readonly #lineTree = createPart('line-tree');
  readonly #fault = createPart('fault');
  readonly #goTo: (line: number) => void;
  /** What takes long, by its name. */
  readonly #progress = new Map<string, Progress>();
  #waiting: Line[] = [];
  #isDraining = false;

  constructor(goTo: (line: number) => void) {
    this.#goTo = goTo;
    this.element.append(this.#lineTree, this.#lines, this.#fault);
  }

  append(items: readonly OutputItem[], file: string, messages: Messages): void {
    for (const item of items) if (isLine(item)) this.#waiting.push(item);
    if (!this.#isDraining) this.#drain(file, messages);
  }

  /** Says something before anything has run. */
  announce(text: string): void {
    this.#lines.replaceChildren(createLine('announced', text));
  }

  clear(): void {
    this.#waiting = [];
    this.#progress.clear();
    this.#lines.replaceChildren();
    this.#lines.removeAttribute('tabindex');
    this.#lineTree.replaceChildren();
    this.#fault.replaceChildren();
  }

  /** Shows the value of a line as a tree, or nothing. */
  showLine(line: number | null, encoded: string, messages: Messages): void {
    if (line === null) return this.#lineTree.replaceChildren();
    const view = createValueView(readValue(encoded), messages);
    if (view instanceof HTMLDetailsElement) view.open = true;
    this.#lineTree.replaceChildren(view);
  }

  /** Shows why a run did not end as it should, or nothing. */
  showFault(fault: Fault | null, state: CellState, file: string, messages: Messages): void {
    if (!fault) return this.#fault.replaceChildren();
    const { what, next } = faultText(fault, messages);
    this.#fault.className = `fault is-${state}`;
    const places = document.createElement('ul');
    places.className = 'fault-places';
    for (const place of fault.places.slice(0, 5)) places.append(this.#createPlace(place, file, messages));
    this.#fault.replaceChildren(createLine('fault-what', what), places, createLine('fault-next', next));
  }

  /** One line for each thing that takes long, from its first step to its last. */
  #showProgress({ name, done, of }: Extract<OutputItem, { kind: 'progress' }>, messages: Messages): void {
    const shown = this.#progress.get(name) ?? createProgress(messages.cell.progress(name));
    if (!this.#progress.has(name)) this.#lines.append(shown.line);
    this.#progress.set(name, shown);
    shown.bar.max = of;
    shown.bar.value = done;
    shown.text.textContent = messages.cell.progressOf(done, of);
  }

  #createPlace({ file, line }: Fault['places'][number], own: string, messages: Messages): HTMLElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.textContent = messages.cell.goTo(file, line);
    button.addEventListener('click', () => {
      if (file === own) this.#goTo(line);
      else
        this.element.dispatchEvent(
          new CustomEvent('place-chosen', { detail: { file, line }, bubbles: true, composed: true }),
        );
    });
    item.append(button);
    return item;
  }

  #drain(file: string, messages: Messages): void {
    // What may scroll can be reached by the keyboard.
    if (this.#waiting.length > 0) this.#lines.tabIndex = 0;
    for (const item of this.#waiting.splice(0, LINES_AT_ONCE)) {
      if (item.kind === 'progress') this.#showProgress(item, messages);
      else this.#lines.append(createItem(item, file, messages));
    }
    this.#isDraining = this.#waiting.length > 0;
    if (this.#isDraining) setTimeout(() => this.#drain(file, messages));
  }
}

/** The words for a fault. */
export function faultText({ code, data, cause }: Fault, messages: Messages): ErrorText {
  if (cause) return messages.errors[code]({ ...data, reason: faultText(cause, messages).what });
  if (code !== 'thrown-value' && code !== 'expectation-failed') return messages.errors[code](data);
  // Values as the worker wrote them down.
  const values = Object.entries(data).filter(([name]) => VALUES.has(name));
  const texts = values.map(([name, value]) => [name, valueText(readValue(String(value)), messages)]);
  return messages.errors[code](Object.fromEntries(texts) as Record<string, string>);
}

const VALUES = new Set(['value', 'actual', 'expected']);

type Progress = Readonly<{ line: HTMLElement; bar: HTMLProgressElement; text: HTMLElement }>;

function createProgress(name: string): Progress {
  const line = document.createElement('label');
  line.className = 'progress';
  const [bar, text] = [document.createElement('progress'), document.createElement('span')];
  const label = document.createElement('span');
  label.textContent = name;
  line.append(label, bar, text);
  return { line, bar, text };
}

function createItem(item: Exclude<Line, { kind: 'progress' }>, file: string, messages: Messages): HTMLElement {
  if (item.kind === 'cut') return createLine('cut', messages.cell.outputCut);
  if (item.kind === 'picture') return createPicture(item.value, file, messages);
  if (item.kind === 'table') return createTable(item, messages);
  if (item.kind === 'test') return createTest(item, messages);
  const line = document.createElement('div');
  line.className = item.kind === 'log' ? `log log-${item.level}` : 'log';
  const values = item.kind === 'log' ? item.values : [item.value];
  line.append(...values.map((encoded) => createValueView(readValue(encoded), messages)));
  return line;
}

function createTable({ value, columns }: Extract<OutputItem, { kind: 'table' }>, messages: Messages): HTMLElement {
  const line = createPart('log');
  line.append(createValueTable(readValue(value), columns, messages));
  return line;
}

/** What became of a test; what says why it is broken is loaded first. */
function createTest({ name, broken }: Extract<OutputItem, { kind: 'test' }>, messages: Messages): HTMLElement {
  const state = broken ? 'broken' : 'holds';
  const line = createPart(`test is-${state}`);
  line.append(createLine('test-name', `${name}: ${messages.exercise.state[state]}`));
  const tell = async ({ error, ...rest }: NonNullable<typeof broken>): Promise<void> => {
    const { tellBroken } = await import('./broken-claim.ts');
    line.append(...tellBroken({ fault: faultOfReport(error), ...rest }, messages));
  };
  if (broken) void tell(broken);
  return line;
}

/** A drawing; what draws it is loaded first. */
function createPicture(text: string, file: string, messages: Messages): HTMLElement {
  const place = createPart('log');
  const draw = async (): Promise<void> => {
    const { drawPicture } = await import('#panels/pictures');
    place.replaceChildren(...(await drawPicture(text, messages, file)));
  };
  void draw();
  return place;
}

function createPart(name: string): HTMLElement {
  const part = document.createElement('div');
  part.className = name;
  return part;
}

function createLine(name: string, text: string): HTMLElement {
  const line = document.createElement('p');
  line.className = name;
  line.textContent = text;
  return line;
}
