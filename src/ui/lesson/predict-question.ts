/** A question about what a cell will do: one choice is locked in, then the cell runs, and then both are compared. Its text stands in the page, and can be read without this. */
import type { ExerciseMessages } from '#i18n';
import { hashText } from '#lab';
import { choiceText } from '#panels/told';
import type { Prediction, Question } from '#progress';
import type { CellState, CellView } from '#workbook';

/** What a cell is when it has come to an end. */
const ENDS: readonly CellState[] = ['done', 'listening', 'refused', 'conflict', 'crashed'];

/** What a question needs. */
export type QuestionParts = Readonly<{
  texts: ExerciseMessages['predict'];
  prediction: Prediction;
  /** The cell is meant to end in an error. */
  isMeantToFail: boolean;
  /** Keeps a choice; resolves to all that was predicted. */
  predict(choice: number, isRight: boolean): Promise<Prediction>;
}>;

/** A choice as it stands in the page, and why it is right or wrong. */
type Choice = Readonly<{
  item: HTMLLIElement;
  radio: HTMLInputElement;
  isRight: boolean;
  /** What it says, as a value without quotes. */
  text: string;
  explanation: readonly Node[];
}>;

export class PredictQuestion extends HTMLElement {
  #question: Question | null = null;
  #parts: QuestionParts | null = null;
  #choices: readonly Choice[] = [];
  #prediction: Prediction = { choices: [], isRight: false };
  /** The cell has come to an end in front of this person. */
  #hasRun = false;
  /** What the run has exported under the name that answers the question, where there is one. */
  #came: string | null = null;
  #state: CellState | null = null;
  /** A choice was locked in before the last run began that is known of; on an earlier page, where it was there. */
  #isBehindChoice = false;
  /** A choice is on its way to where it is kept. */
  #isLocking = false;
  readonly #button = document.createElement('button');
  readonly #said = document.createElement('p');

  /** File of the cell that it is about. */
  get cell(): string {
    return this.getAttribute('cell')!;
  }

  /** The question, and what it asks: as it stood in the page before anybody answered. */
  get question(): Question {
    return (this.#question ??= this.#readQuestion());
  }

  #readQuestion(): Question {
    // Explanations may be put better, and numbers change, without another question being asked.
    const asked = [...this.children].filter((part) => !part.matches('.form-name, .predict-answer'));
    const text = asked
      .map(({ textContent }) => textContent)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    return { question: this.getAttribute('aria-labelledby')!, content: hashText(text).toString(36) };
  }

  /** The right choice has been made. */
  get isAnswered(): boolean {
    return this.#prediction.isRight;
  }

  /** Has it be answered here. */
  open(parts: QuestionParts): void {
    this.#parts = parts;
    this.#prediction = parts.prediction;
    this.#isBehindChoice = parts.prediction.choices.length > 0;
    this.#choices = this.#toChoices();
    this.#button.className = 'form-button';
    this.#button.textContent = parts.texts.lockIn;
    this.#button.addEventListener('click', () => void this.#lockIn());
    this.#said.className = 'predict-said';
    this.#said.setAttribute('role', 'status');
    this.#said.tabIndex = -1;
    this.querySelector('.predict-answer')!.before(this.#button, this.#said);
    this.#show();
  }

  /** Takes what the session says of a cell. */
  take({ file, state, isStale, isEdited }: CellView): void {
    if (file !== this.cell) return;
    const isBeginning = state === 'running' && this.#state !== 'running';
    this.#state = state;
    if (this.#hasRun) return;
    if (isBeginning) {
      this.#came = null;
      this.#isBehindChoice = this.#prediction.choices.length > 0;
    }
    // What is asked of another run is not answered by one that everybody has seen.
    if (this.hasAttribute('again') && !this.#isBehindChoice) return;
    const isEnd = ENDS.includes(state) || (state === 'failed' && this.#parts!.isMeantToFail);
    // Out of date it has still been seen, by whoever had predicted it.
    if (!isEnd || (isStale && this.#prediction.choices.length === 0)) return;
    // Another text may have come to something else: that does not answer this question.
    const isAsked = this.hasAttribute('answer');
    this.#hasRun = !isAsked || (this.#came === null ? !isEdited : this.#isRight(this.#came));
    this.#show();
  }

  /** Takes what a run has exported. */
  takeExport(file: string, name: string, text: string): void {
    // What was told stays as it was told.
    if (!this.#hasRun && file === this.cell && name === this.getAttribute('answer')) this.#came = text;
  }

  /** True for what the right choice says. */
  #isRight(text: string): boolean {
    return this.#choices.some(({ isRight, text: said }) => isRight && said === text);
  }

  /** Is asked again, as if nobody had answered. */
  startOver(): void {
    this.#prediction = { choices: [], isRight: false };
    this.#hasRun = false;
    this.#isBehindChoice = false;
    this.#came = null;
    for (const { radio } of this.#choices) radio.checked = false;
    this.querySelector<HTMLDetailsElement>('.predict-answer')!.open = false;
    this.#show();
  }

  #toChoices(): Choice[] {
    const [asked, answered] = this.querySelectorAll('ol.choices');
    const explained = [...answered!.children];
    return Array.from(asked!.children, (child, index) => {
      const item = child as HTMLLIElement;
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = this.question.question;
      radio.addEventListener('change', () => this.#show());
      const label = document.createElement('label');
      const text = document.createElement('span');
      text.append(...item.childNodes);
      label.append(radio, text);
      item.append(label);
      const reason = explained[index]!;
      return {
        item,
        radio,
        isRight: reason.classList.contains('is-right'),
        text: choiceText(text.textContent),
        explanation: [...reason.childNodes],
      };
    });
  }

  async #lockIn(): Promise<void> {
    const choice = this.#choices.findIndex(({ radio }) => radio.checked);
    if (!this.#parts || choice === -1) return;
    this.#isLocking = true;
    this.#show();
    this.#prediction = await this.#parts.predict(choice, this.#choices[choice]!.isRight);
    this.#isLocking = false;
    this.#show();
    // The button is gone: what was pressed with it is told here.
    this.#said.focus({ preventScroll: true });
  }

  #show(): void {
    const { choices, isRight } = this.#prediction;
    const isTold = this.#hasRun && choices.length > 0;
    const isOver = isTold && isRight;
    const isOpen = choices.length === 0 || (isTold && !isRight);
    for (const [index, choice] of this.#choices.entries()) {
      const isExplained = isOver || (isTold && choices.includes(index));
      if (!isOpen) choice.radio.checked = choices.at(-1) === index;
      else if (isExplained) choice.radio.checked = false;
      choice.radio.disabled = !isOpen || isExplained || this.#isLocking;
      this.#explain(choice, isExplained);
    }
    this.#button.hidden = !isOpen;
    this.#button.disabled = this.#isLocking || !this.#choices.some(({ radio }) => radio.checked);
    this.#said.replaceChildren(...this.#words(isOpen, isOver));
    // Who answers is told beside the choices.
    this.querySelector<HTMLElement>('.predict-answer')!.hidden = choices.length > 0;
  }

  /** Says below a choice why it is right or wrong, or no more. */
  #explain({ item, isRight, explanation }: Choice, isExplained: boolean): void {
    const { yes, no } = this.#parts!.texts;
    item.classList.toggle('is-right', isExplained && isRight);
    item.classList.toggle('is-wrong', isExplained && !isRight);
    const before = item.querySelector('.reason');
    if (!isExplained) return before?.remove();
    if (before) return;
    const verdict = document.createElement('strong');
    verdict.textContent = isRight ? yes : no;
    const reason = document.createElement('div');
    reason.className = 'reason';
    reason.append(verdict, ...explanation.map((node) => node.cloneNode(true)));
    item.append(reason);
  }

  #words(isOpen: boolean, isOver: boolean): (Node | string)[] {
    const { texts } = this.#parts!;
    const { choices } = this.#prediction;
    const last = choices.at(-1);
    if (last === undefined) return [];
    const name = this.getAttribute('answer');
    const came = name !== null && this.#came !== null ? [' ', texts.came(name, this.#came)] : [];
    if (isOver) return [texts.right(letterOf(last)), ...came];
    if (isOpen) return [texts.wrong(letterOf(last)), ...came];
    if (name !== null && this.#came !== null && !this.#isRight(this.#came)) return [texts.other(name, this.#came)];
    const link = document.createElement('a');
    link.href = `#${this.cell}`;
    link.textContent = texts.nowRun(this.cell);
    return [texts.locked(letterOf(last)), ' ', link];
  }
}

const letterOf = (choice: number): string => String.fromCodePoint(65 + choice);

customElements.define('predict-question', PredictQuestion);

declare global {
  interface HTMLElementTagNameMap {
    'predict-question': PredictQuestion;
  }
}
