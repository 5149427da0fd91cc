/** Shows what a term of the field means where it stands: under the pointer, under the focus, at a tap. Without this a term is a link to the glossary. */

/** How long a definition stays when the pointer has left, so that the pointer can get to it. Milliseconds. */
const GRACE = 250;
const MARGIN = 12;
const TERM = 'a.term';
const DEFINITION = '.term-definition';

/** Makes the terms of this page show their definitions. */
export function showDefinitions(): void {
  // A browser without popovers has the links.
  if (!('showPopover' in HTMLElement.prototype)) return;
  let shown: Readonly<{ term: HTMLAnchorElement; definition: HTMLElement }> | null = null;
  /** What pointed last: not every browser says it of a click. */
  let pointer = '';
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const hide = (): void => {
    clearTimeout(leaving);
    shown?.definition.hidePopover();
    shown = null;
  };
  const show = (term: HTMLAnchorElement): void => {
    clearTimeout(leaving);
    if (shown?.term === term) return;
    hide();
    const definition = document.getElementById(term.getAttribute('aria-describedby') ?? '');
    if (!definition) return;
    definition.showPopover();
    place(definition, term);
    shown = { term, definition };
  };
  /** What is pointed at or has the focus stays. */
  const hideSoon = (): void => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (!shown || document.activeElement === shown.term) return;
      if (![shown.term, shown.definition].some((element) => element.matches(':hover'))) hide();
    }, GRACE);
  };

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    const term = target.closest<HTMLAnchorElement>(TERM);
    if (term) show(term);
    else if (target.closest(DEFINITION)) clearTimeout(leaving);
    else if (shown) hideSoon();
  });
  document.addEventListener('focusin', ({ target }) => {
    const term = target instanceof Element ? target.closest<HTMLAnchorElement>(TERM) : null;
    if (term?.matches(':focus-visible')) show(term);
  });
  // What has them already was not heard of.
  const first = document.querySelector<HTMLAnchorElement>(`${TERM}:focus-visible, ${TERM}:hover`);
  if (first) show(first);
  document.addEventListener('focusout', hideSoon);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  document.addEventListener('pointerdown', ({ pointerType }) => (pointer = pointerType), { capture: true });
  document.addEventListener('click', (event) => {
    const { target, detail } = event;
    const term = target instanceof Element ? target.closest<HTMLAnchorElement>(TERM) : null;
    if (!term) {
      if (!(target instanceof Element && target.closest(DEFINITION))) hide();
      return;
    }
    // A finger cannot point without tapping: the first tap tells, the second one goes there.
    const isTap = pointer === 'touch' && detail > 0;
    if (!isTap || shown?.term === term) return;
    event.preventDefault();
    show(term);
  });
}

/** Puts a definition below its term, or above where there is no room, and inside the window. */
function place(definition: HTMLElement, term: HTMLElement): void {
  // A term may begin at the end of a line: its first half counts.
  const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const { width, height } = definition.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isAbove = at.bottom + height + MARGIN > clientHeight && at.top > height + MARGIN;
  const left = Math.max(MARGIN, Math.min(at.left, clientWidth - width - MARGIN));
  const top = isAbove ? at.top - height : at.bottom;
  definition.style.left = `${left + scrollX}px`;
  definition.style.top = `${top + scrollY}px`;
}
