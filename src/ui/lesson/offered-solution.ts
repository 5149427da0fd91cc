/** The solution of an exercise: it can be held against what one has, taken, and put back. */
import type { ExerciseMessages } from '#i18n';
import type { CellView } from '#workbook';

/** What the solution needs. */
export type SolutionParts = Readonly<{
  texts: ExerciseMessages['exercise'];
  /** The text that the solution has taken the place of; null where it has not been taken. */
  taken: string | null;
  /** Gives the cell another text, once the one that it has is kept. Resolves to whether it has it. */
  put(text: string): Promise<boolean>;
  /** Keeps that the solution was taken, and from what text. */
  take(before: string): void;
  putBack(): void;
}>;

export class OfferedSolution {
  /** The file of the exercise's cell. */
  readonly file: string;
  readonly #parts: SolutionParts;
  readonly #solution: string;
  readonly #compare: HTMLButtonElement;
  readonly #take: HTMLButtonElement;
  readonly #putBack: HTMLButtonElement;
  readonly #said = document.createElement('p');
  readonly #comparison = document.createElement('div');
  #text: string | null = null;
  #before: string | null;

  constructor(exercise: HTMLElement, parts: SolutionParts) {
    this.file = exercise.getAttribute('file')!;
    this.#parts = parts;
    this.#before = parts.taken;
    const fold = exercise.querySelector<HTMLDetailsElement>('details.solution')!;
    this.#solution = fold.querySelector('code')!.textContent;
    const { texts } = parts;
    this.#compare = createButton(texts.compare, () => void this.#showComparison());
    this.#take = createButton(texts.take, () => void this.#takeIt());
    this.#putBack = createButton(texts.putBack, () => void this.#putItBack());
    this.#said.className = 'solution-said';
    this.#said.role = 'status';
    const bar = document.createElement('div');
    bar.className = 'solution-buttons';
    bar.append(this.#compare, this.#take, this.#putBack);
    this.#compare.setAttribute('aria-expanded', 'false');
    this.#comparison.hidden = true;
    // What scrolls can be reached by the keyboard.
    this.#comparison.className = 'comparison-frame';
    this.#comparison.tabIndex = 0;
    fold.append(bar, this.#said, this.#comparison);
    this.#show();
  }

  /** Takes what the session says of a cell. */
  takeCell({ file, text }: CellView): void {
    if (file !== this.file || text === this.#text) return;
    this.#text = text;
    this.#show();
    if (!this.#comparison.hidden) void this.#fillComparison();
  }

  startOver(): void {
    this.#before = null;
    this.#said.textContent = '';
    this.#hideComparison();
    this.#show();
  }

  async #takeIt(): Promise<void> {
    const before = this.#text;
    if (before === null || !(await this.#parts.put(this.#solution))) return;
    this.#before = before;
    this.#parts.take(before);
    this.#said.textContent = this.#parts.texts.taken(this.file);
    this.#show();
    this.#putBack.focus();
  }

  async #putItBack(): Promise<void> {
    const [before, text] = [this.#before, this.#text];
    if (before === null || text === null || !(await this.#parts.put(before))) return;
    this.#parts.putBack();
    // Whoever has gone on from the solution can have that again in the same way.
    this.#before = text === this.#solution ? null : text;
    if (this.#before !== null) this.#parts.take(this.#before);
    this.#said.textContent = this.#parts.texts.isBack(this.file);
    this.#show();
    (this.#take.hidden ? this.#compare : this.#take).focus();
  }

  #show(): void {
    const isSolution = this.#text === this.#solution;
    this.#take.hidden = isSolution;
    this.#compare.disabled = this.#text === null;
    this.#take.disabled = this.#text === null;
    this.#putBack.hidden = this.#before === null || this.#before === this.#text;
  }

  async #showComparison(): Promise<void> {
    if (!this.#comparison.hidden) return this.#hideComparison();
    await this.#fillComparison();
    this.#comparison.hidden = false;
    this.#compare.setAttribute('aria-expanded', 'true');
  }

  #hideComparison(): void {
    this.#comparison.hidden = true;
    this.#comparison.replaceChildren();
    this.#compare.setAttribute('aria-expanded', 'false');
  }

  async #fillComparison(): Promise<void> {
    const { createComparison } = await import('./text-comparison.ts');
    const { compared: both, mine, solution: other } = this.#parts.texts;
    const table = createComparison(this.#text ?? '', this.#solution, { both, mine, other });
    this.#comparison.setAttribute('aria-label', table.caption!.textContent);
    this.#comparison.role = 'region';
    this.#comparison.replaceChildren(table);
  }
}

function createButton(text: string, pressed: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'form-button';
  button.textContent = text;
  button.addEventListener('click', pressed);
  return button;
}
