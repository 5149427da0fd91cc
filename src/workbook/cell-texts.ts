/** The texts of a lesson's cells: the author's, the learner's where there is one, and what the compiler makes of them. Rules X9, X28. */
import { hashText, type FaultSetting } from '#lab';
import type { LessonPage } from '#lesson';
import { CellError, importedFiles, type CompiledCell } from '#runner';
import type { Fault, SaveState } from './cell-view.ts';
import { faultOfError } from './fault.ts';
import type { Compile, Draft, DraftStorage, LastResort, SavedDraft, UnsavedText } from './ports.ts';

/** A hash of a text, for telling whether it has changed. */
const textHash = (text: string): string => `${text.length.toString(36)}-${hashText(text).toString(36)}`;

/** The cells that compile, and why the others do not. */
export type CompiledCells = Readonly<{
  cells: ReadonlyMap<string, CompiledCell>;
  /** For each file, the hash of its text and of the texts it imports. */
  hashes: ReadonlyMap<string, string>;
  failures: ReadonlyMap<string, CellError>;
  /** What is to go wrong in their runs; it is in the hashes too. */
  faults: readonly FaultSetting[];
}>;

/** How many of the texts that were saved before are remembered, by their hashes. */
const EARLIER = 20;

/** No revision: a text that is saved on it is kept beside the other tab's, never over it. */
const UNDECIDED = -1;

/** The texts of one lesson. */
export class CellTexts {
  readonly #page: LessonPage<CompiledCell>;
  readonly #drafts: DraftStorage;
  readonly #lastResort: LastResort;
  readonly #compile: Compile;
  /** Texts that differ from the author's. */
  readonly #edited = new Map<string, string>();
  readonly #saves = new Map<string, SaveState>();
  /** The revisions that the texts here are based on. */
  readonly #revisions = new Map<string, number>();
  /** Hashes of the author's texts that the texts here were made from, where that is not the author's text of today. */
  readonly #origins = new Map<string, string>();
  /** Files whose texts another tab has made from another author's text while this page was open: which of the two is newer nobody here can tell. */
  readonly #unasked = new Set<string>();
  /** Hashes of the texts that were saved, up to the last one. */
  readonly #earlier = new Map<string, readonly string[]>();
  /** Which of this page's texts of a cell the one shown goes on from: another one begins where another text is shown. */
  readonly #lines = new Map<string, number>();
  /** Hashes of the texts that are on their way to the disk. */
  readonly #sending = new Map<string, string>();
  /** Other texts of a cell, from other tabs or kept beside its draft, where nobody has chosen yet. */
  readonly #others = new Map<string, string>();
  /** Ends with the last saving that was asked for: two at a time would be in each other's way. */
  #saving: Promise<unknown> = Promise.resolve();
  /** What `compileAll` gives, until the next edit. */
  #all: CompiledCells | null = null;
  #faults: readonly FaultSetting[] = [];
  /** How many edits there have been. */
  #edits = 0;
  readonly #compiled = new Map<string, { text: string; cell: CompiledCell }>();

  constructor(page: LessonPage<CompiledCell>, drafts: DraftStorage, lastResort: LastResort, compile: Compile) {
    this.#page = page;
    this.#drafts = drafts;
    this.#lastResort = lastResort;
    this.#compile = compile;
  }

  /** Brings back the learner's texts, also those that a page could only just put down before it went. */
  async load(): Promise<void> {
    await this.takeOver(false);
    let failure: Fault | null = null;
    for (const note of this.#lastResort.read(this.#page.id)) {
      const { file, text } = note;
      if (this.#starter(file) === undefined || text === this.text(file) || this.#wasSaved(note)) continue;
      const basis = this.#basisOf(note);
      // Saved on what it was based on, so that a text which has come since is not overwritten, and for itself.
      this.#beginLine(file);
      this.edit(file, text);
      this.#setOrigin(file, note.starterHash);
      this.#revisions.set(file, basis);
      failure = (await this.flush()) ?? failure;
    }
    if (failure === null) this.#lastResort.forget();
    await this.#offerCopies();
  }

  /** True when a note's text has reached the disk after all, and others have been saved since. */
  #wasSaved({ file, text, revision }: UnsavedText): boolean {
    return revision !== this.#revision(file) && (this.#earlier.get(file)?.includes(textHash(text)) ?? false);
  }

  /** What a note's text goes on from: where the last thing that was saved is what its own page had on its way, that. */
  #basisOf({ file, revision, saving }: UnsavedText): number {
    const saved = this.#revision(file);
    return saved === revision + 1 && saving === textHash(this.text(file)) ? saved : revision;
  }

  /** Takes over what other tabs have saved, but for cells that are being edited here: saving those will tell. `isOpen`: the page has been for a while. */
  async takeOver(isOpen = true): Promise<void> {
    const saved = [...this.#edited.keys()].filter((file) => this.save(file).kind === 'saved');
    const drafts = await this.#drafts.load(this.#page.id);
    for (const draft of drafts) {
      const { file, revision } = draft;
      const isBeingEdited = this.save(file).kind !== 'saved' || this.#others.has(file);
      if (this.#starter(file) === undefined || isBeingEdited || revision <= this.#revision(file)) continue;
      // What is asked already is asked until somebody has chosen.
      const isOld = draft.starterHash !== textHash(this.#starter(file)!);
      if (isOpen && isOld && this.newText(file) === null) this.#unasked.add(file);
      this.#takeDraft(draft);
    }
    const stored = drafts.map(({ file }) => file);
    await this.#saveLost(saved.filter((file) => !stored.includes(file)));
  }

  #takeDraft({ file, text, revision, starterHash, earlier = [] }: SavedDraft): void {
    this.#earlier.set(file, [...earlier, textHash(text)]);
    const starter = this.#starter(file)!;
    // What the author wrote once, and somebody reset to, is nobody's own text: the author's of today is.
    const isAuthors = textHash(text) === starterHash;
    this.#put(file, isAuthors ? starter : text);
    this.#setOrigin(file, isAuthors ? undefined : starterHash);
    this.#revisions.set(file, revision);
  }

  /** The author's text that the one shown was made from; nothing is that of today. */
  #setOrigin(file: string, starterHash: string | undefined): void {
    const isOld = starterHash !== undefined && starterHash !== textHash(this.#starter(file)!);
    if (isOld) this.#origins.set(file, starterHash);
    else this.#origins.delete(file);
  }

  #beginLine(file: string): void {
    this.#lines.set(file, this.#line(file) + 1);
  }

  #line(file: string): number {
    return this.#lines.get(file) ?? 0;
  }

  /** Nobody ever takes a draft away: one that is gone went with all that the browser had stored, and its text is still here. */
  async #saveLost(lost: readonly string[]): Promise<void> {
    for (const file of lost) {
      this.#revisions.delete(file);
      this.#saves.set(file, { kind: 'saving' });
    }
    if (lost.length > 0) await this.flush();
  }

  text(file: string): string {
    return this.#edited.get(file) ?? this.#starter(file) ?? '';
  }

  isEdited(file: string): boolean {
    return this.#edited.has(file);
  }

  save(file: string): SaveState {
    return this.#saves.get(file) ?? { kind: 'saved' };
  }

  /** A different text of the cell, between which and the one shown a person has to choose; null when there is none. */
  other(file: string): string | null {
    return this.#others.get(file) ?? null;
  }

  /** The author's text, where it has changed since the one shown was made from it, and nobody has chosen yet; null elsewhere. */
  newText(file: string): string | null {
    const isAsked = this.isEdited(file) && this.#origins.has(file) && !this.#unasked.has(file);
    return isAsked ? this.#starter(file)! : null;
  }

  /** Chooses the text that is shown over the author's new one, which is offered no more. */
  async keepOwn(file: string): Promise<Fault | null> {
    if (this.newText(file) === null) return null;
    this.#origins.delete(file);
    this.#saves.set(file, { kind: 'saving' });
    return this.flush();
  }

  /** Takes over a text; it is not on disk until `flush` says so. */
  edit(file: string, text: string): void {
    if (text === this.text(file)) return;
    this.#put(file, text);
    this.#saves.set(file, { kind: 'saving' });
  }

  /** Shows the other text in place of this one, and this one is the other. */
  swap(file: string): void {
    const other = this.#others.get(file);
    if (other === undefined) return;
    this.#others.set(file, this.text(file));
    this.#beginLine(file);
    this.edit(file, other);
  }

  /** Chooses the text that is shown: it is what all tabs go on from, and the other is let go. */
  async choose(file: string): Promise<Fault | null> {
    const other = this.#others.get(file);
    if (other === undefined) return null;
    const text = this.text(file);
    const stored = (await this.#drafts.load(this.#page.id)).find((draft) => draft.file === file);
    this.#others.delete(file);
    this.#revisions.set(file, stored?.revision ?? 0);
    this.#saves.set(file, { kind: 'saving' });
    const failure = await this.flush();
    if (failure !== null) return failure;
    await this.#drafts.dropCopies(this.#page.id, file, [text, other]);
    await this.#offerCopies();
    return null;
  }

  /** Puts what is not on disk where it is kept at once: the page may be going. */
  keepForLater(): void {
    const unsaved = [...this.#saves].filter(([, { kind }]) => kind !== 'saved').map(([file]) => file);
    const texts = unsaved.map((file) => {
      const { text, starterHash } = this.#toDraft(file, this.text(file));
      const saving = this.#sending.get(file);
      return { file, text, revision: this.#revision(file), starterHash, ...(saving === undefined ? {} : { saving }) };
    });
    this.#lastResort.keep(this.#page.id, texts);
  }

  /** Puts every text that is not on disk there. Resolves to why that failed, or null. */
  flush(): Promise<Fault | null> {
    const flushed = this.#saving.then(() => this.#flushAll());
    this.#saving = flushed;
    return flushed;
  }

  async #flushAll(): Promise<Fault | null> {
    let failure: Fault | null = null;
    for (const [file, { kind }] of this.#saves) {
      if (kind === 'saved') continue;
      failure = (await this.#flushOne(file)) ?? failure;
    }
    this.keepForLater();
    return failure;
  }

  /** Brings back the author's text. */
  async reset(file: string): Promise<Fault | null> {
    this.edit(file, this.#starter(file) ?? '');
    return (await this.choose(file)) ?? (await this.flush());
  }

  /** What is to go wrong from now on: what was run without it, or with something else, is of another world. */
  setFaults(faults: readonly FaultSetting[]): void {
    this.#faults = faults;
    this.#all = null;
    this.#edits += 1;
  }

  /** The cells as they are now, compiled where they differ from the author's. The same object as long as no text changes. */
  async compileAll(): Promise<CompiledCells> {
    if (this.#all) return this.#all;
    const edits = this.#edits;
    const faults = this.#faults;
    const cells = new Map(this.#page.cells.map(({ file, compiled }) => [file, compiled]));
    const failures = new Map<string, CellError>();
    for (const file of this.#edited.keys()) {
      try {
        cells.set(file, await this.#compileOne(file));
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        cells.delete(file);
        failures.set(file, error);
      }
    }
    const hashes = new Map(this.#page.cells.map(({ file }) => [file, this.#hash(file, { cells, faults })]));
    const all = { cells, hashes, failures, faults };
    // Typing may have gone on meanwhile.
    if (edits === this.#edits) this.#all = all;
    return all;
  }

  #hash(file: string, { cells, faults }: Pick<CompiledCells, 'cells' | 'faults'>): string {
    const files = [file, ...[...importedFiles(file, cells)].toSorted()];
    const texts = files.map((one) => `${one}\n${this.text(one)}`);
    return textHash([...texts, ...faults.map((fault) => JSON.stringify(fault))].join('\n\n'));
  }

  async #compileOne(file: string): Promise<CompiledCell> {
    const text = this.text(file);
    const known = this.#compiled.get(file);
    if (known?.text === text) return known.cell;
    const cell = await this.#compile(file, text);
    this.#compiled.set(file, { text, cell });
    return cell;
  }

  async #flushOne(file: string): Promise<Fault | null> {
    const text = this.text(file);
    const draft = this.#toDraft(file, text);
    this.#sending.set(file, textHash(text));
    try {
      const isUndecided = this.#others.has(file);
      const revision = isUndecided ? UNDECIDED : this.#revision(file);
      const outcome = await this.#drafts.save(draft, revision, this.#line(file));
      if (outcome.kind === 'saved') {
        this.#revisions.set(file, outcome.revision);
        this.#earlier.set(file, [...draft.earlier, textHash(text)]);
      } else if (!isUndecided) this.#others.set(file, outcome.by.text);
    } catch (error) {
      const why = faultOfError(error);
      this.#saves.set(file, { kind: 'not-saved', why });
      return why;
    } finally {
      this.#sending.delete(file);
    }
    // Typing may have gone on meanwhile, and somebody may have chosen.
    const isSaved = this.text(file) === text && this.#toDraft(file, text).starterHash === draft.starterHash;
    if (isSaved) this.#saves.set(file, { kind: 'saved' });
    return null;
  }

  /** Copies that are no longer different are let go with the next choice. */
  async #offerCopies(): Promise<void> {
    for (const { file, text } of await this.#drafts.loadCopies(this.#page.id)) {
      const isOpen = this.#starter(file) !== undefined && !this.#others.has(file);
      if (isOpen && text !== this.text(file)) this.#others.set(file, text);
    }
  }

  #put(file: string, text: string): void {
    this.#edits += 1;
    this.#all = null;
    if (text !== this.#starter(file)) return void this.#edited.set(file, text);
    this.#edited.delete(file);
    this.#origins.delete(file);
  }

  #revision(file: string): number {
    return this.#revisions.get(file) ?? 0;
  }

  #toDraft(file: string, text: string): Draft & Readonly<{ earlier: readonly string[] }> {
    const origin = this.isEdited(file) ? this.#origins.get(file) : undefined;
    const starterHash = origin ?? textHash(this.#starter(file) ?? '');
    const earlier = (this.#earlier.get(file) ?? []).slice(-EARLIER);
    return { lessonId: this.#page.id, file, text, starterHash, earlier };
  }

  #starter(file: string): string | undefined {
    return this.#page.cells.find((cell) => cell.file === file)?.source;
  }
}
