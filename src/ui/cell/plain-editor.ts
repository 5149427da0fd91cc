/** A text area as an editor: for touch screens, and for when the other one does not load. */
import type { CellEditor, EditorListener } from './editor.ts';

/** Opens a text area in `host`. */
export function openPlainEditor(host: HTMLElement, label: string, text: string, listener: EditorListener): CellEditor {
  const area = document.createElement('textarea');
  area.className = 'plain-editor';
  area.setAttribute('aria-label', label);
  area.setAttribute('autocapitalize', 'off');
  area.setAttribute('autocomplete', 'off');
  area.spellcheck = false;
  area.value = text;
  area.rows = text.split('\n').length + 1;
  area.addEventListener('input', () => {
    area.rows = area.value.split('\n').length + 1;
    listener.changed(area.value);
  });
  area.addEventListener('scroll', () => listener.scrolled(area.scrollLeft));
  host.replaceChildren(area);
  area.focus();
  return {
    setText(next) {
      if (area.value !== next) area.value = next;
    },
    goTo(line) {
      const start =
        area.value
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(start, start);
    },
  };
}
