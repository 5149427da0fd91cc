/** Boxes at the top of a page, for what concerns all of it. */

/** Shows a notice above those that are there. It is read out when it comes. Gives what takes it away. */
export function showNotice(...parts: readonly (string | Node)[]): () => void {
  const notice = document.createElement('p');
  notice.className = 'box box-warning';
  notice.role = 'alert';
  notice.append(...parts);
  document.querySelector('main')?.prepend(notice);
  return () => notice.remove();
}
