/** The checks of an exercise in the page: each says in words and shape whether it holds, and what breaks it. */
import type { ExerciseMessages, TellingMessages } from '#i18n';
import type { EventWords } from '#panels/told';
import { hashText } from '#lab';
import type { CellState, CellView, CheckView } from '#workbook';
import { tellBroken } from '../cell/broken-claim.ts';

type HeldBefore = (check: string, text: string) => boolean;

const hashOf = (text: string): string => hashText(text).toString(36);

export class ExerciseChecks {
  /** The file of the exercise's cell. */
  readonly file: string;
  /** The name of the exercise in a learner's progress. */
  readonly name: string;
  readonly #items: ReadonlyMap<string, HTMLElement>;
  readonly #words: EventWords;
  readonly #telling: () => TellingMessages;
  readonly #texts: ExerciseMessages['exercise'];
  readonly #summary = document.createElement('p');
  #views: readonly CheckView[];
  /** The text that was checked; null where none was. */
  #text: string | null = null;
  #isOld = false;
  #state: CellState | null = null;
  readonly #heldBefore: HeldBefore;

  /** `heldBefore` knows whether a check held for a text, by its hash. */
  constructor(
    exercise: HTMLElement,
    texts: ExerciseMessages['exercise'],
    telling: () => TellingMessages,
    heldBefore: HeldBefore,
  ) {
    this.#texts = texts;
    this.#heldBefore = heldBefore;
    this.file = exercise.getAttribute('file')!;
    this.name = exercise.getAttribute('aria-labelledby')!;
    this.#telling = telling;
    const list = exercise.querySelector<HTMLElement>('.checks')!;
    this.#words = JSON.parse(list.dataset['words'] ?? '{}') as EventWords;
    const items = [...list.querySelectorAll<HTMLElement>('[data-check]')];
    this.#items = new Map(items.map((item) => [item.dataset['check']!, item]));
    for (const item of items) item.prepend(createState(), document.createTextNode(' '));
    this.#views = items.map((item) => ({ check: item.dataset['check']!, state: 'untried' }));
    this.#summary.className = 'checks-summary';
    this.#summary.role = 'status';
    list.after(this.#summary);
    this.take(this.#views);
  }

  /** True when all of them hold, and for the text that is there now. */
  get isDone(): boolean {
    return !this.#isOld && this.#views.every(({ state }) => state === 'holds');
  }

  /** Whether each check holds; those that were not tried are left out. */
  get held(): Readonly<Record<string, boolean>> {
    const tried = this.#views.filter(({ state }) => state === 'holds' || state === 'broken');
    return Object.fromEntries(tried.map(({ check, state }) => [check, state === 'holds']));
  }

  /** A hash of the text that was checked; null where none was. */
  get checked(): string | null {
    return this.#text === null ? null : hashOf(this.#text);
  }

  /** Brings back which of the checks held when the text that is there now was tried, on an earlier page. */
  #bringBack({ text }: CellView): void {
    const hash = hashOf(text);
    if (!this.#views.some(({ check }) => this.#heldBefore(check, hash))) return;
    this.#text = text;
    this.take(this.#views.map(({ check }) => ({ check, state: this.#heldBefore(check, hash) ? 'holds' : 'untried' })));
  }

  take(views: readonly CheckView[]): void {
    for (const view of views) {
      const before = this.#views.find(({ check }) => check === view.check);
      if (view !== before || !this.#items.get(view.check)?.dataset['state']) this.#show(view);
    }
    this.#views = views;
    this.#summarize();
  }

  /** Hears how the exercise's cell stands: what was checked was another text once it is edited. */
  takeCell(view: CellView): void {
    const { file, text, state } = view;
    if (file !== this.file) return;
    const before = this.#state;
    this.#state = state;
    if (before === null) this.#bringBack(view);
    if (state === 'running' && before !== 'running') {
      // This is the text that will be checked, and nothing is known of it yet.
      this.#text = text;
      this.take(this.#views.map(({ check }) => ({ check, state: 'untried' })));
    }
    const wasOld = this.#isOld;
    this.#isOld = this.#text !== null && text !== this.#text;
    if (wasOld !== this.#isOld || before !== state) this.#summarize();
  }

  /** As if nobody had tried anything. */
  startOver(): void {
    this.#text = null;
    this.#isOld = false;
    this.take(this.#views.map(({ check }) => ({ check, state: 'untried' })));
  }

  #show(view: CheckView): void {
    const item = this.#items.get(view.check);
    if (!item) return;
    const { check: texts } = this.#telling();
    item.dataset['state'] = view.state;
    item.querySelector('.check-state')!.textContent = texts.state[view.state];
    item.querySelector('.broken')?.remove();
    if (view.state !== 'broken') return;
    const broken = document.createElement('details');
    broken.className = 'broken';
    const summary = document.createElement('summary');
    summary.textContent = this.#texts.why;
    const otherwise = item.dataset['otherwise'] ?? null;
    broken.append(summary, ...tellBroken(view, this.#telling(), { otherwise, words: this.#words }));
    // One thing at a time: the first is what to mend next.
    broken.open = item.parentElement!.querySelector('.broken') === null;
    item.append(broken);
  }

  #summarize(): void {
    const exercise = this.#texts;
    const count = (state: CheckView['state']): number => this.#views.filter((view) => view.state === state).length;
    const isUnderWay = count('trying') + count('waiting') > 0;
    const isUntried = count('untried') === this.#views.length;
    this.#summary.classList.toggle('is-done', this.isDone);
    this.#summary.parentElement?.querySelector('.checks')?.classList.toggle('is-old', this.#isOld);
    // Said once, at the end, and not for each of them.
    if (isUnderWay) return;
    const words = isUntried
      ? // Whoever runs the cell need not be told to.
        this.#state === 'running'
        ? ''
        : exercise.untried(this.file)
      : this.#said(count('holds'));
    if (this.#summary.textContent !== words) this.#summary.textContent = words;
  }

  #said(holding: number): string {
    const exercise = this.#texts;
    const holds = exercise.holding(holding, this.#views.length);
    return this.#isOld ? `${holds} ${exercise.old}` : holds;
  }
}

function createState(): HTMLElement {
  const state = document.createElement('span');
  state.className = 'check-state';
  return state;
}
