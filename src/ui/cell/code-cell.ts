/** A cell: its code with values beside the lines, buttons, and what it puts out. Says what a person asks for; knows nothing of runs. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Messages, TellingMessages } from '#i18n';
import { valueStyles, type Opened } from '#panels';
import type { OutputItem } from '#runner';
import type { CellView } from '#workbook';
import { buttonStyles } from '../controls/button-styles.ts';
import { CellOutput, rehearseOutput } from './cell-output.ts';
import { requestOf, type CellRequest } from './cell-request.ts';
import { cellStyles } from './cell-styles.ts';
import type { CollapsedLines } from './collapsed-lines.ts';
import { colourCode } from './colour-code.ts';
import type { CellEditor, Objection, OpenEditor } from './editor.ts';
import { loadTelling, takesWords } from './fault-text.ts';
import { lineText, type LineValue } from './line-text.ts';
import { nextTask } from './next-task.ts';
import { objectionNotice } from './objection.ts';
import { outputStyles } from './output-styles.ts';
import { cellStatus } from './status-words.ts';
import { textNotices } from './text-notices.ts';
import { placeAt, revealLine, shortened, widthOf } from './text-place.ts';

/** A run that is over sooner never looks as if it ran, so that nothing flickers. Milliseconds. */
const PATIENCE = 50;

@customElement('code-cell')
export class CodeCell extends LitElement {
  static override styles = [buttonStyles, cellStyles, outputStyles, valueStyles];

  @property() accessor file = '';
  @property({ attribute: false }) accessor messages: Messages | null = null;
  /** The texts with the words for what went wrong, once there is something to tell. */
  @state() accessor telling: TellingMessages | null = null;
  /** Opens an editor on this cell; null while there is none to open. */
  @property({ attribute: false }) accessor openEditor: OpenEditor | null = null;
  @property({ type: Boolean, reflect: true }) accessor editing = false;
  /** The view as it is on the screen: behind `view` while a run has only just begun. */
  @state() accessor shown: CellView | null = null;
  @state() private accessor values: readonly LineValue[] = [];
  @state() private accessor opened: number | null = null;
  @state() private accessor objections: readonly Objection[] = [];
  /** How many of the cell's tests do not hold. */
  @state() private accessor broken = 0;
  /** Lines behind a button, where the page has some. */
  @property({ attribute: false }) accessor collapsed: CollapsedLines | null = null;
  @query('.scroller') private accessor scroller!: HTMLElement;
  @query('.values') private accessor valueList!: HTMLElement;

  readonly #output = new CellOutput();
  #view: CellView | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** What is shown is of the run before. */
  #isOld = false;
  /** How often what was shown has been taken away. */
  #wipes = 0;
  /** The line whose value was open when it was taken away, its number and how it was written, and what was open of the value. */
  #wasOpen: Readonly<{ line: number; source: string; opened: Opened }> | null = null;
  #editor: CellEditor | null = null;
  /** The text that the code on the page shows now. */
  #shownText: string | null = null;

  constructor() {
    super();
    // Before the editor sees it: the same keys run the cell wherever the focus is inside.
    this.addEventListener('keydown', (event) => this.#onKey(event), { capture: true });
  }

  /** What the session says of this cell. */
  @property({ attribute: false })
  get view(): CellView | null {
    return this.#view;
  }

  set view(view: CellView | null) {
    // Values belong to the lines of the text that was run.
    if (view && this.#view && view.text !== this.#view.text) this.#dropValues();
    this.#view = view;
    // That others run first is said at once: nobody asked for them.
    const begins = view?.state === 'running' && !view.runsFirst && this.shown && this.shown.state !== 'running';
    if (begins) this.#patience ??= setTimeout(() => this.#catchUp(), PATIENCE);
    else this.#catchUp();
  }

  #catchUp(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#isOld) this.#wipe();
    const takes = takesWords(this.#view);
    if (takes && !this.telling?.errors) void this.#showTold();
    if (!takes || this.telling) this.shown = this.#view;
  }

  /** Shows the view when the words are there that it takes, or are known not to come. */
  async #showTold(): Promise<void> {
    if (this.messages) this.telling = await loadTelling(this.messages, (telling) => (this.telling = telling));
    this.shown = this.#view;
  }

  /** Shows changes in a task of their own: what a click sets off goes out first. */
  protected override async scheduleUpdate(): Promise<void> {
    // The first time at once: until then nothing of the cell is on the screen.
    if (this.hasUpdated) await nextTask();
    await super.scheduleUpdate();
  }

  /** Gives what runs the cell the focus, and brings the cell into sight. */
  focusRun(): void {
    this.scrollIntoView({ block: 'nearest' });
    this.renderRoot.querySelector<HTMLElement>('.run')?.focus({ preventScroll: true });
  }

  /** Takes what a run puts out. */
  receive(items: readonly OutputItem[]): void {
    if (this.#isOld) this.#wipe();
    const values = items.filter((item) => item.kind === 'value');
    const own = values.filter(({ file }) => file === this.file).map(({ line, value }) => ({ line, encoded: value }));
    if (own.length > 0) this.values = [...this.values, ...own];
    this.broken += items.filter((item) => item.kind === 'test' && item.broken).length;
    for (const value of own) this.#reopen(value);
    if (this.messages) this.#output.append(items, this.file, this.messages);
  }

  /** Says something below the code until the cell runs. */
  announce = (text: string): void => this.#output.announce(text);

  /** Takes away what the last run put out, when there is something new to show. */
  clear(): void {
    if (this.#patience === undefined) this.#wipe();
    else this.#isOld = true;
  }

  #dropValues(): void {
    if (this.values.length > 0) this.values = [];
    if (this.opened === null) return;
    const line = this.opened;
    this.#wasOpen = { line, source: this.#sourceOf(line), opened: this.#output.hideLine() };
    this.opened = null;
  }

  /** The value of a line that was open is open again, wherever that line stands now; of a line that runs many times it is the last. */
  #reopen({ line, encoded }: LineValue): void {
    if (!this.messages) return;
    if (line === this.opened) return void this.#output.showLine(encoded, this.messages, this.#output.hideLine());
    const was = this.#wasOpen;
    if (!was || this.#sourceOf(line) !== was.source) return;
    // Where the same is written twice it is the one that it was, as long as that is there.
    if (line !== was.line && this.#sourceOf(was.line) === was.source) return;
    this.#wasOpen = null;
    this.opened = line;
    this.#output.showLine(encoded, this.messages, was.opened);
  }

  #sourceOf(line: number): string {
    return this.#view?.text.split('\n')[line - 1] ?? '';
  }

  #wipe(): void {
    this.#isOld = false;
    this.#wipes += 1;
    this.#dropValues();
    this.broken = 0;
    this.#output.clear();
  }

  /** Opens the editor at a line. */
  goTo(line: number): void {
    this.#edit();
    this.#editor?.goTo(line);
    revealLine(this.renderRoot.querySelector('.code')!, this.querySelector('pre')!, line);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // Typing may be ahead of what is shown.
    if (changed.has('shown') && this.#view) this.#showText(this.#view.text);
  }

  override firstUpdated(): void {
    if (this.messages) rehearseOutput(this.messages);
  }

  override updated(changed: PropertyValues<this>): void {
    // What stands in the cell's place until it can do something goes in the same frame in which its buttons come.
    this.toggleAttribute('awake', this.messages !== null);
    this.toggleAttribute('unfolded', this.#folded?.isOpen ?? false);
    if (changed.has('shown') || changed.has('telling')) this.#output.showFault(this.shown, this.telling);
  }

  override render() {
    const { messages, telling, shown: view, file } = this;
    if (!messages) return html`<slot></slot>`;
    const { cell } = messages;
    const isRunning = view?.state === 'running' || view?.state === 'listening';
    // New elements for each run: the same words as before are said again.
    const status = keyed(this.#wipes, view ? cellStatus(view, messages, this.broken) : nothing);
    return html`<div class="cell">
      <div class="toolbar">
        <a class="file" href="#${file}">${file}</a>
        <span class="status" role="status">${status}</span>
        <span class="buttons">
          <button
            class="button runs run"
            ?disabled=${!view}
            @pointerdown=${() => this.#ask('expect-run')}
            @click=${() => this.#ask('run')}
            aria-keyshortcuts="Control+Enter Meta+Enter Shift+Enter"
          >
            <span aria-hidden="true">▶</span> ${cell.run}
          </button>
          <button class="button" ?disabled=${!isRunning} @click=${() => this.#ask('stop')}>${cell.stop}</button>
          <button
            class="button"
            ?disabled=${!view || (!view.isEdited && view.state === 'fresh')}
            @click=${() => this.#ask('reset')}
          >
            ${cell.reset}
          </button>
          <button class="button" ?disabled=${!view || this.editing} @click=${() => this.#edit()}>${cell.edit}</button>
        </span>
      </div>
      <div class="code">
        <div
          class="scroller"
          @scroll=${() => this.#followScroll(this.scroller.scrollLeft)}
          @click=${({ clientX: x, clientY: y }: MouseEvent) => this.#edit({ x, y })}
        >
          <slot></slot>
        </div>
        <slot name="editor"></slot>
        ${this.#renderCollapsed(messages)} ${this.values.length > 0 ? this.#renderValues(messages) : nothing}
      </div>
      ${view ? textNotices(view, messages, telling, (request) => this.#ask(request)) : nothing}
      ${view ? objectionNotice(view, this.objections, messages, (line) => this.goTo(line)) : nothing}
      ${this.editing ? html`<p class="hint">${cell.leaveEditor}</p>` : nothing}
      <div class="output" role="log" aria-label=${cell.output(file)}>${this.#output.element}</div>
      <slot name="texts"></slot>
    </div>`;
  }

  /** The collapsed lines, while they are what the page shows. */
  get #folded(): CollapsedLines | null {
    if (this.editing || !this.collapsed) return null;
    // Until the session has spoken it is the author's text.
    return !this.shown || this.collapsed.areIn(this.shown.text) ? this.collapsed : null;
  }

  #renderCollapsed({ cell }: Messages) {
    const folded = this.#folded;
    if (!folded) return nothing;
    const { first, last } = folded.range;
    return html`<button
      class="collapsed"
      style="--row: ${first - 1}"
      aria-expanded=${folded.isOpen}
      @click=${() => (this.collapsed = folded.toggled())}
    >
      ${folded.isOpen ? cell.hideLines(first, last) : cell.showLines(first, last)}
    </button>`;
  }

  #renderValues(messages: Messages) {
    const lines = (this.view?.text ?? '').split('\n');
    const folded = this.#folded;
    const shown = new Map(this.values.map((value) => [value.line, value]));
    // A new list for each run: its values light up, also when they are the same as before.
    const list = html`<ol class="values">
      ${[...shown.values()].map((value) => {
        const { line, encoded } = value;
        const text = lineText(value, messages);
        const row = folded?.rowOf(line) ?? line - 1;
        return html`<li
          data-line=${line}
          class=${folded?.hides(line) ? 'is-hidden' : ''}
          style="--row: ${row}; --column: ${widthOf(lines[line - 1] ?? '')}"
        >
          <button
            class="line-value"
            title=${text}
            aria-expanded=${this.opened === line}
            @click=${() => this.#open(line, encoded, messages)}
          >
            <span class="line-source">${shortened(lines[line - 1] ?? '')}</span
            ><span class="arrow" aria-hidden="true">→</span>${text}
          </button>
        </li>`;
      })}
    </ol>`;
    return keyed(this.#wipes, list);
  }

  /** Shows a line's value as a tree below, or takes it away again. */
  #open(line: number, encoded: string, messages: Messages): void {
    const isOpen = this.opened === line;
    this.opened = isOpen ? null : line;
    this.#wasOpen = null;
    if (isOpen) this.#output.hideLine();
    else this.#output.showLine(encoded, messages).scrollIntoView({ block: 'nearest' });
  }

  #ask(request: CellRequest): void {
    this.#send('cell-request', { request, file: this.file });
  }

  #onKey(event: KeyboardEvent): void {
    const request = requestOf(event);
    if (!request) return;
    event.preventDefault();
    event.stopPropagation();
    // Held down, it would run the whole lesson.
    if (!event.repeat) this.#ask(request);
  }

  #edit(point: { x: number; y: number } | null = null): void {
    if (this.editing || !this.openEditor || !this.view) return;
    // A drag that selects text is no wish to edit.
    if (point && getSelection()?.isCollapsed === false) return;
    const code = this.querySelector('pre code');
    const place = point && code ? placeAt(code, point) : 0;
    const host = Object.assign(document.createElement('div'), { slot: 'editor', className: 'editor-host' });
    this.append(host);
    this.editing = true;
    this.#followScroll(0);
    this.#editor = this.openEditor(
      this.file,
      host,
      {
        changed: (text) => this.#send('cell-edited', { file: this.file, text }),
        objected: (objections) => (this.objections = objections),
        scrolled: (left) => this.#followScroll(left),
        closed: () => this.#closeEditor(host),
      },
      place,
    );
    this.#shownText = null;
  }

  readonly #send = (name: string, detail: object): boolean =>
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));

  #closeEditor(host: HTMLElement): void {
    host.remove();
    this.#editor = null;
    this.editing = false;
    this.objections = [];
    if (this.view) this.#showText(this.view.text);
  }

  /** Keeps the code on the page the same as the cell's text; the editor, when it is open, shows its own. */
  #showText(text: string): void {
    if (this.#editor) return this.#editor.setText(text);
    const code = this.querySelector('pre code');
    if (!code || this.#shownText === text) return;
    const isFirst = this.#shownText === null && code.textContent === text;
    this.#shownText = text;
    if (isFirst) return;
    code.replaceChildren(...colourCode(text));
    if (this.collapsed?.areIn(text)) this.collapsed.wrapIn(code);
  }

  #followScroll(left: number): void {
    this.valueList?.style.setProperty('--scrolled', `${left}px`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-cell': CodeCell;
  }
}
