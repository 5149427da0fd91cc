/** The places that a fault names, each of which leads to its line. */
import type { Messages } from '#i18n';
import type { Fault } from '#workbook';

/** So many; a stack that goes round names more. */
const MOST = 5;

/** A list of places in cells; none has an empty one. A click sends `place-chosen`. */
export function createPlaceList(places: Fault['places'], { cell }: Messages): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'fault-places';
  for (const { file, line } of places.slice(0, MOST)) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.textContent = cell.goTo(file, line);
    const chosen = { detail: { file, line }, bubbles: true, composed: true };
    button.addEventListener('click', () => button.dispatchEvent(new CustomEvent('place-chosen', chosen)));
    item.append(button);
    list.append(item);
  }
  return list;
}
