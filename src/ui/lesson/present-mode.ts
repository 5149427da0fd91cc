/** A lesson on a projector: one block at a time, in large type, with the arrow keys; notes for the teacher when they are asked for. */
import type { Messages } from '#i18n';
import { isTaken } from '../controls/takes-keys.ts';

/** What the page has for other purposes: ways on, definitions that are shown when asked for, answers for paper. */
const NO_STEP = '.lesson-links, [popover], .answers';

/** Blocks that belong to what comes after them. */
const isHeading = (block: Element): boolean => /^H[1-6]$/.test(block.tagName);

/** Pixels at the top of the screen that the header takes. */
const BAND = 80;

/** Lets the button in the header begin. */
export function offerPresenting({ page }: Messages): void {
  const prose = document.querySelector('.prose');
  const button = document.querySelector<HTMLButtonElement>('.present-button');
  if (!prose || !button) return;
  let presenting: Presenting | null = null;

  const leave = (): void => {
    presenting?.leave();
    presenting = null;
    button.focus();
  };
  button.addEventListener('click', () => {
    presenting = new Presenting(prose, page, leave);
  });
  document.addEventListener('keydown', (event) => {
    if (!presenting || isTaken(event)) return;
    const act = presenting.keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // A link to a place leads to its block.
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target) presenting?.goTo(target);
  });
}

class Presenting {
  readonly #steps: readonly (readonly Element[])[];
  readonly #bar = document.createElement('div');
  readonly #count = document.createElement('span');
  readonly #page: Messages['page'];
  readonly #leave: () => void;
  #at = 0;

  /** What each key does. */
  readonly keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => this.#show(this.#at + 1),
    ArrowDown: () => this.#show(this.#at + 1),
    PageDown: () => this.#show(this.#at + 1),
    ArrowLeft: () => this.#show(this.#at - 1),
    ArrowUp: () => this.#show(this.#at - 1),
    PageUp: () => this.#show(this.#at - 1),
    Home: () => this.#show(0),
    End: () => this.#show(this.#steps.length - 1),
    n: () => this.#toggleNotes(),
    N: () => this.#toggleNotes(),
    Escape: () => this.#leave(),
  };

  constructor(prose: Element, page: Messages['page'], leave: () => void) {
    this.#page = page;
    this.#leave = leave;
    this.#steps = stepsOf([...prose.children]);
    const seen = this.#steps.findIndex((step) => step.at(-1)!.getBoundingClientRect().bottom > BAND);
    document.documentElement.dataset['present'] = '';
    this.#bar.className = 'present-bar';
    this.#bar.setAttribute('role', 'region');
    this.#bar.setAttribute('aria-label', page.present);
    this.#count.setAttribute('role', 'status');
    const help = document.createElement('span');
    help.className = 'present-help';
    help.textContent = page.presentHelp;
    const title = document.createElement('h1');
    title.className = 'unseen';
    title.textContent = document.querySelector('h1')?.textContent ?? '';
    this.#bar.append(
      title,
      createButton(page.presentBack, this.keys['ArrowLeft']!),
      this.#count,
      createButton(page.presentOn, this.keys['ArrowRight']!),
      createButton(page.presentNotes, this.keys['n']!),
      createButton(page.presentLeave, leave),
      help,
    );
    document.body.append(this.#bar);
    this.#show(Math.max(0, seen));
    this.#bar.querySelectorAll('button')[1]?.focus();
  }

  /** Goes to the block in which `target` stands. */
  goTo(target: Element): void {
    const step = this.#steps.findIndex((blocks) => blocks.some((block) => block.contains(target)));
    if (step >= 0) this.#show(step);
  }

  leave(): void {
    this.#bar.remove();
    delete document.documentElement.dataset['present'];
    delete document.documentElement.dataset['notes'];
    for (const block of this.#steps.flat()) {
      block.removeAttribute('data-absent');
      block.removeAttribute('data-again');
    }
    this.#steps[this.#at]?.[0]?.scrollIntoView();
  }

  #show(asked: number): void {
    this.#at = Math.min(Math.max(asked, 0), this.#steps.length - 1);
    for (const [index, blocks] of this.#steps.entries()) {
      for (const block of blocks) if (index !== this.#at) block.toggleAttribute('data-absent', true);
    }
    for (const block of this.#steps[this.#at] ?? []) block.toggleAttribute('data-absent', false);
    const [heading] = this.#steps[this.#at] ?? [];
    heading?.toggleAttribute('data-again', this.#steps[this.#at - 1]?.[0] === heading);
    this.#count.textContent = this.#page.presentStep(this.#at + 1, this.#steps.length);
    scrollTo(0, 0);
  }

  #toggleNotes(): void {
    document.documentElement.toggleAttribute('data-notes');
  }
}

/** What is shown together: a block under the heading of its section, with the notes that follow it. */
function stepsOf(blocks: readonly Element[]): Element[][] {
  const steps: Element[][] = [];
  let section: Element[] = [];
  let below: Element[] = [];
  for (const block of blocks) {
    if (block.tagName === 'H2') [section, below] = [[block], []];
    else if (isHeading(block)) below = [block];
    else if (block.matches('.box-teacher')) steps.at(-1)?.push(block);
    else if (!block.matches(NO_STEP)) {
      steps.push([...section, ...below, block]);
      below = [];
    }
  }
  return steps;
}

function createButton(text: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = 'plain-button';
  button.textContent = text;
  button.addEventListener('click', act);
  return button;
}
