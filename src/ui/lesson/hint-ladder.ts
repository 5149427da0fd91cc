/** The hints of an exercise, one after the other: each is offered once the one before it has been read. Without this all of them are. */

/** `shown`: how many hints this person has been shown before. `told` hears how many there are now, when one more is. */
export class HintLadder {
  /** Its hints, and the solution. */
  readonly #folds: readonly HTMLDetailsElement[];
  readonly #hints: readonly HTMLDetailsElement[];
  #shown: number;

  constructor(exercise: Element, shown: number, told: (shown: number) => void) {
    this.#folds = [...exercise.querySelectorAll('details')];
    this.#hints = this.#folds.filter((fold) => fold.matches('.hint'));
    // What somebody reads already is not taken from them.
    this.#shown = Math.max(shown, this.#hints.findLastIndex(({ open }) => open) + 1);
    for (const [index, hint] of this.#hints.entries()) {
      hint.addEventListener('toggle', () => {
        if (!hint.open || index < this.#shown) return;
        this.#shown = index + 1;
        this.#offer();
        told(this.#shown);
      });
    }
    this.#offer();
  }

  /** As if nobody had asked for one. */
  startOver(): void {
    this.#shown = 0;
    for (const fold of this.#folds) fold.open = false;
    this.#offer();
  }

  #offer(): void {
    for (const [index, hint] of this.#hints.entries()) hint.hidden = index > this.#shown;
  }
}
