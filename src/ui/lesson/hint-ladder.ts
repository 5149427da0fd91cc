/** The hints of an exercise, one after the other: each is offered once the one before it has been read. Without this all of them are. */

/** `shown`: how many hints this person has been shown before. `told` hears how many there are now, when one more is. */
export class HintLadder {
  readonly #hints: readonly HTMLDetailsElement[];
  #shown: number;

  constructor(exercise: Element, shown: number, told: (shown: number) => void) {
    this.#hints = [...exercise.querySelectorAll<HTMLDetailsElement>('details.hint')];
    this.#shown = shown;
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
    for (const hint of this.#hints) hint.open = false;
    this.#offer();
  }

  #offer(): void {
    for (const [index, hint] of this.#hints.entries()) hint.hidden = index > this.#shown;
  }
}
