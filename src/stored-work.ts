/** Joins what notices at the start that the browser has lost work, with the page that says so. */
import type { Messages } from '#i18n';
import { createStoredMarker, type Loss } from '#indexeddb/marker';
import type { WorldStorage } from '#lab';
import { showNotice } from './ui/lesson/show-notice.ts';

/** Milliseconds after a step until it is noted how much there is. */
const NOTE_DELAY = 1_000;

/** Tells what was lost, and notes how much there is. `progress` is the world that progress is kept in. */
export async function watchStoredWork(progress: WorldStorage, messages: Messages): Promise<void> {
  const marker = createStoredMarker(progress);
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What cannot be noted now is noted later, or missed by nobody.
  const note = (mayBeLess: boolean): void => void marker.note({ mayBeLess }).catch(() => {});
  const loss = await marker.findLoss();
  const take = loss ? await tellLoss(loss, messages, () => note(true)) : () => {};
  if (!loss) note(false);
  progress.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => note(false), NOTE_DELAY);
  });
  // What was brought in from a file is what there is to be.
  document.addEventListener('work-replaced', () => {
    take();
    note(true);
  });
}

/** Says what is gone and where a file can be brought in, until somebody goes on with what is left. Gives what takes it away. */
async function tellLoss({ before, left, at }: Loss, messages: Messages, goOn: () => void): Promise<() => void> {
  const { loss: texts } = await messages.loadStorage();
  const link = document.createElement('a');
  link.href = `${document.querySelector<HTMLAnchorElement>('a.home-link')?.href ?? ''}#work`;
  link.textContent = texts.bringIn;
  const button = document.createElement('button');
  button.className = 'form-button';
  button.textContent = texts.goOn;
  const take = showNotice(texts.lost(before, left, at), ' ', link, ' ', button);
  button.addEventListener(
    'click',
    () => {
      take();
      goOn();
      // The button is gone; the page begins here.
      const title = document.querySelector<HTMLElement>('h1');
      title?.setAttribute('tabindex', '-1');
      title?.focus({ preventScroll: true });
    },
    { once: true },
  );
  return take;
}
