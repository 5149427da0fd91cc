/** Where a person reads: shown in the header and in the contents, and kept when the language changes. */
import type { Messages } from '#i18n';

/** Follows the reading of the page. Without sections there is nothing to follow. */
export function followReading({ page }: Messages): void {
  const headings = [...document.querySelectorAll<HTMLElement>('.prose > h2')];
  const sign = document.querySelector('.where-part');
  const menu = document.querySelector<HTMLDetailsElement>('.where');
  const link = document.querySelector<HTMLAnchorElement>('.language-link');
  if (headings.length === 0 || !sign || !menu) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')];
  const otherPage = link?.getAttribute('href') ?? '';
  let shown = -2;

  const show = (part: number): void => {
    if (part === shown) return;
    shown = part;
    const id = headings[part]?.id;
    // Above the first section one is on the way to it.
    sign.textContent = ` · ${page.partOf(Math.max(part, 0) + 1, headings.length)}`;
    for (const one of links) {
      if (id && one.hash === `#${id}`) one.setAttribute('aria-current', 'location');
      else one.removeAttribute('aria-current');
    }
    link?.setAttribute('href', id ? `${otherPage}#${id}` : otherPage);
  };
  let isAsked = false;
  const look = (): void => {
    isAsked = false;
    const above = (line: number): number =>
      headings.findLastIndex((heading) => heading.checkVisibility() && heading.getBoundingClientRect().top < line);
    const begun = above(innerHeight / 3);
    // Near the end what was asked for cannot come up, and at the end nothing can.
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    const asked = headings.findIndex(({ id }) => `#${id}` === location.hash);
    const inSight = above(innerHeight);
    if (left < innerHeight / 3 && asked > above(0) && asked <= inSight) show(asked);
    else show(left < 2 && scrollY > 0 ? inSight : begun);
  };
  const lookSoon = (): void => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(look);
  };
  // The last word on where one is has the moment in which the language changes.
  for (const kind of ['pointerdown', 'click']) link?.addEventListener(kind, look);
  addEventListener('scroll', lookSoon, { passive: true });
  addEventListener('resize', lookSoon, { passive: true });
  addEventListener('hashchange', lookSoon);
  lookSoon();

  // A menu that was used, or left, is closed.
  const close = (): void => void (menu.open = false);
  menu.addEventListener('click', ({ target }) => target instanceof HTMLAnchorElement && close());
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) close();
  });
  document.addEventListener('click', ({ target }) => target instanceof Node && !menu.contains(target) && close());
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    close();
    menu.querySelector('summary')?.focus();
  });
}
