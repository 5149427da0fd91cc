/** What a run puts out below its cell: logs, displayed values, the value of a line, an error. Lines are only ever added. */
import type { Messages, TellingMessages } from '#i18n';
import { readValue } from '#lab';
import { createValueView, OPENED, openedIn, reopen, type Opened } from '#panels';
import type { OutputItem } from '#runner';
import { faultOfReport, type CellView } from '#workbook';
import { faultText, loadTelling } from './fault-text.ts';
import { createPlaceList } from './place-list.ts';

/** Lines put into the page in one go; more would make a task too long. */
const LINES_AT_ONCE = 80;

/** What has a line of its own: values stand beside the code, a fault that happened has been displayed, and what is exported answers a question. */
type Line = Exclude<OutputItem, { kind: 'value' | 'fault' | 'export' }>;

const isLine = (item: OutputItem): item is Line => !['value', 'fault', 'export'].includes(item.kind);

/** The output of one cell, as DOM that its element puts into place once. */
export class CellOutput {
  readonly element = document.createElement('div');
  readonly #lines = createPart('lines');
  readonly #lineTree = createPart('line-tree');
  readonly #fault = createPart('fault');
  /** What takes long, by its name. */
  readonly #progress = new Map<string, Progress>();
  /** What was open of the values of the last run, by their lines and places: of the next run it is open too. */
  #opened: ReadonlyMap<number, readonly (Opened | null)[]> = new Map();
  #waiting: Line[] = [];
  #isDraining = false;

  constructor() {
    // What somebody has opened, or had open before, is not news of the run.
    this.#lineTree.setAttribute('aria-live', 'off');
    this.element.append(this.#lineTree, this.#lines, this.#fault);
  }

  append(items: readonly OutputItem[], file: string, messages: Messages): void {
    for (const item of items) if (isLine(item)) this.#waiting.push(item);
    if (!this.#isDraining) this.#drain(file, messages);
  }

  /** Says something, unless a run has something to show already. */
  announce(text: string): void {
    if (this.#lines.firstElementChild) return;
    this.#lines.append(createLine('announced', text));
  }

  clear(): void {
    this.#waiting = [];
    this.#progress.clear();
    // Of a run that has shown nothing there is nothing to be kept.
    if (this.#lines.firstElementChild) this.#opened = openedLines(this.#lines);
    this.#lines.replaceChildren();
    this.#lines.removeAttribute('tabindex');
    this.#lineTree.replaceChildren();
    this.#fault.replaceChildren();
  }

  /** Shows the value of a line as a tree, open as far as `opened` says. Gives what shows it. */
  showLine(encoded: string, messages: Messages, opened: Opened = OPENED): HTMLElement {
    const view = createValueView(readValue(encoded), messages);
    reopen(view, opened);
    this.#lineTree.replaceChildren(view);
    return view;
  }

  /** Takes the value of a line away; gives what was open of it. */
  hideLine(): Opened {
    const opened = openedIn(this.#lineTree.firstElementChild);
    this.#lineTree.replaceChildren();
    return opened ?? OPENED;
  }

  /** Shows why a run did not end as it should, or nothing. */
  showFault(view: CellView | null, messages: TellingMessages | null): void {
    if (!view?.fault || !messages) return this.#fault.replaceChildren();
    const { fault, state } = view;
    const { what, next } = faultText(fault, messages);
    this.#fault.className = `fault is-${state}`;
    const places = createPlaceList(fault.places, messages);
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

  #drain(file: string, messages: Messages): void {
    // What may scroll can be reached by the keyboard.
    if (this.#waiting.length > 0) this.#lines.tabIndex = 0;
    for (const item of this.#waiting.splice(0, LINES_AT_ONCE)) {
      if (item.kind === 'progress') {
        this.#showProgress(item, messages);
        continue;
      }
      const line = createItem(item, file, messages);
      const opened = this.#opened.get(this.#lines.childElementCount) ?? [];
      for (const [place, inside] of opened.entries()) if (inside) reopen(line.children[place], inside);
      this.#lines.append(line);
    }
    this.#isDraining = this.#waiting.length > 0;
    if (this.#isDraining) setTimeout(() => this.#drain(file, messages));
  }
}

/** What is open of the values of some lines, by the number of the line. */
function openedLines(lines: Element): ReadonlyMap<number, readonly (Opened | null)[]> {
  if (!lines.querySelector('details[open]')) return new Map();
  return new Map([...lines.children].map((line, number) => [number, [...line.children].map(openedIn)]));
}

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

let isRehearsed = false;

/** The first value of a page takes several times as long as the next: one that nobody sees, while nobody waits. */
export function rehearseOutput(messages: Messages): void {
  if (isRehearsed) return;
  isRehearsed = true;
  new CellOutput().append([{ kind: 'log', level: 'log', values: ['{"kind":"null"}'] }], '', messages);
}

/** A table; what lays it out is loaded first. */
function createTable({ value, columns }: Extract<OutputItem, { kind: 'table' }>, messages: Messages): HTMLElement {
  const line = createPart('log');
  const show = async (): Promise<void> => {
    const { createValueTable } = await import('#panels/table');
    line.replaceChildren(createValueTable(readValue(value), columns, messages));
  };
  // Better as it is than not at all.
  show().catch(() => line.replaceChildren(createValueView(readValue(value), messages)));
  return line;
}

/** What became of a test; what says why it is broken is loaded first. */
function createTest({ name, broken }: Extract<OutputItem, { kind: 'test' }>, messages: Messages): HTMLElement {
  const state = broken ? 'broken' : 'holds';
  const line = createPart(`test is-${state}`);
  line.append(createLine('test-name', `${name}: ${messages.check.state[state]}`));
  const tell = async ({ error, ...rest }: NonNullable<typeof broken>): Promise<void> => {
    const [{ tellBroken }, telling] = await Promise.all([import('./broken-claim.ts'), loadTelling(messages)]);
    line.append(...tellBroken({ fault: faultOfReport(error), ...rest }, telling));
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
