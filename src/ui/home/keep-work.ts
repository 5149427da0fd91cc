/** Writes all the work into a file and brings one in again: says first what is in it, and asks. Rule BK4. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { figuresOf, MOST_BYTES, readBackup, refuseSize, writeBackup, type Backup, type Figures } from '#backup';
import type { BackupMessages } from '#i18n';
import { buttonStyles } from '../controls/button-styles.ts';
import { refusalText } from './refusal-text.ts';

/** What came of replacing all the work. */
type Outcome = Readonly<{ kind: 'replaced' } | { kind: 'undone' | 'half'; reason: unknown }>;

/** The port to all the work of this browser. */
export interface BackupSource {
  read(): Promise<Backup>;
  replace(backup: Backup): Promise<Outcome>;
  /** When what was here before was put away; null where there is nothing of the kind. */
  readTime(): Promise<string | null>;
  bringBack(): Promise<Outcome>;
}

/** A file that was looked at, beside what is here. */
type Asked = Readonly<{ backup: Backup; inFile: Figures; here: Figures }>;

type Told = Readonly<{ what: string; next: string }>;

@customElement('keep-work')
export class KeepWork extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      p {
        margin: 0 0 0.5rem;
      }
      .name {
        font-size: var(--text-small);
        font-weight: 600;
        color: var(--ink-quiet);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
      }
      [role='status'] {
        margin: 0;
        overflow-wrap: anywhere;
      }
      dialog {
        box-sizing: border-box;
        width: min(34rem, calc(100vw - 2rem));
        padding: 1.1rem 1.3rem;
        border: 1.5px solid var(--frame);
        background: var(--paper);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      h2 {
        margin: 0 0 0.5rem;
        font-size: 1.1rem;
        line-height: 1.3;
      }
      table {
        width: 100%;
        margin: 0 0 1.1rem;
        border-collapse: collapse;
        font-size: var(--text-small);
      }
      th,
      td {
        padding: 0.3rem 0.4rem;
        border-bottom: 1px solid var(--line);
        text-align: start;
      }
      th {
        font-weight: 600;
      }
      dialog .buttons {
        justify-content: flex-end;
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: BackupMessages | null = null;
  @property({ attribute: false }) accessor backups: BackupSource | null = null;
  @state() private accessor said = '';
  @state() private accessor asked: Asked | null = null;
  /** When what was here before was put away. */
  @state() private accessor earlier: string | null = null;
  /** No button is disabled meanwhile: it would lose the focus. */
  #isBusy = false;
  @query('input') private accessor input!: HTMLInputElement;
  @query('dialog') private accessor dialog!: HTMLDialogElement;

  override render() {
    const { texts, earlier } = this;
    if (!texts) return nothing;
    return html`<p class="name">${texts.name}</p>
      <p>${texts.lead}</p>
      <p class="buttons">
        <button class="button" @click=${() => this.#work(() => this.#write(texts))}>${texts.write}</button>
        <button class="button" @click=${() => this.input.click()}>${texts.choose}</button>
        ${
          earlier === null
            ? nothing
            : html`<button class="button" @click=${() => this.#work(() => this.#bringBack(texts))}>
                ${texts.bringBack(earlier)}
              </button>`
        }
      </p>
      <input type="file" hidden @change=${() => this.#work(() => this.#lookAt(texts))} />
      <p role="status">${this.said}</p>
      ${this.#renderQuestion(texts)}`;
  }

  #renderQuestion(texts: BackupMessages) {
    const { asked } = this;
    return html`<dialog aria-labelledby="question" aria-describedby="consequence">
      <h2 id="question">${texts.question}</h2>
      <p id="consequence">${texts.consequence}</p>
      ${asked ? renderFigures(asked, texts) : nothing}
      <p class="buttons">
        <button class="button" autofocus @click=${() => this.dialog.close()}>${texts.cancel}</button>
        <button class="button destroys" @click=${() => this.#confirm(texts)}>${texts.confirm}</button>
      </p>
    </dialog>`;
  }

  protected override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('backups')) void this.#readEarlier();
  }

  /** Only the button that brings it back is missing where storage does not say. */
  async #readEarlier(): Promise<void> {
    this.earlier = (await this.backups?.readTime().catch(() => null)) ?? null;
  }

  /** One thing at a time. */
  async #work(work: () => Promise<string>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.said = this.texts!.working;
    try {
      this.said = await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async #write(texts: BackupMessages): Promise<string> {
    try {
      const backup = await this.backups!.read();
      const bytes = writeBackup(backup);
      const file = `replaybook-${texts.time(backup.at).slice(0, 10)}.jsonl`;
      download(file, bytes);
      return refuseSize(bytes.length) ? texts.writtenTooLarge(file, MOST_BYTES) : texts.written(file);
    } catch {
      return toSentences(texts.notWritten);
    }
  }

  /** The dry run: nothing is changed by it. */
  async #lookAt(texts: BackupMessages): Promise<string> {
    const [file] = this.input.files ?? [];
    // The same file can be chosen again.
    this.input.value = '';
    if (!file) return '';
    const tooLarge = refuseSize(file.size);
    if (tooLarge) return toSentences(refusalText(tooLarge, texts.refusals));
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return toSentences(texts.refusals.unreadable);
    const read = readBackup(new Uint8Array(bytes));
    if (read.kind === 'refused') return toSentences(refusalText(read.refusal, texts.refusals));
    try {
      const here = figuresOf(await this.backups!.read());
      this.asked = { backup: read.backup, inFile: figuresOf(read.backup), here };
    } catch {
      return toSentences(texts.notWritten);
    }
    await this.updateComplete;
    this.dialog.showModal();
    return '';
  }

  async #confirm(texts: BackupMessages): Promise<void> {
    const { backup } = this.asked!;
    this.dialog.close();
    await this.#work(() => this.#tell(this.backups!.replace(backup), texts.replaced, texts));
  }

  #bringBack(texts: BackupMessages): Promise<string> {
    return this.#tell(this.backups!.bringBack(), texts.broughtBack, texts);
  }

  async #tell(work: Promise<Outcome>, done: string, texts: BackupMessages): Promise<string> {
    const outcome = await work.catch((reason: unknown): Outcome => ({ kind: 'undone', reason }));
    await this.#readEarlier();
    // Where not all of it could be brought back either, something has changed all the same.
    this.dispatchEvent(new CustomEvent('work-changed', { bubbles: true }));
    if (outcome.kind === 'replaced') {
      this.dispatchEvent(new CustomEvent('work-replaced', { bubbles: true }));
      return done;
    }
    const isFull = (outcome.reason as { code?: unknown } | null)?.code === 'storage-full';
    return toSentences(outcome.kind === 'undone' && isFull ? texts.full : texts[outcome.kind]);
  }
}

const ROWS = ['texts', 'worlds', 'events', 'progress'] as const;

const renderFigures = ({ inFile, here }: Asked, { figures, time, count, ...texts }: BackupMessages) =>
  html`<table>
    <thead>
      <tr>
        <td></td>
        <th scope="col">${texts.inFile}</th>
        <th scope="col">${texts.here}</th>
      </tr>
    </thead>
    <tbody>
      ${[
        renderRow(figures.at, time(inFile.at), time(here.at)),
        ...ROWS.map((row) => renderRow(figures[row], count(inFile[row]), count(here[row]))),
      ]}
    </tbody>
  </table>`;

const renderRow = (name: string, inFile: string, here: string) =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${inFile}</td>
    <td>${here}</td>
  </tr>`;

const toSentences = ({ what, next }: Told): string => `${what} ${next}`;

/** Gives a file to the person. */
function download(file: string, bytes: Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/jsonl' }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

declare global {
  interface HTMLElementTagNameMap {
    'keep-work': KeepWork;
  }
}
