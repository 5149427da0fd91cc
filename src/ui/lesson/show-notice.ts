/** A box at the top of the lesson, for what concerns the whole page: one at a time, the last that there is to say. */

let shown: Element | null = null;

/** Shows a notice in place of the one before. It is read out when it comes. Gives what takes it away. */
export function showNotice(...parts: readonly (string | Node)[]): () => void {
  const notice = document.createElement('p');
  notice.className = 'box box-warning';
  notice.role = 'alert';
  notice.append(...parts);
  shown?.remove();
  shown = notice;
  document.querySelector('main')?.prepend(notice);
  return () => notice.remove();
}
