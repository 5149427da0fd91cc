/** A text area as an editor: for touch screens, until the other one is loaded, and for when it does not load. */
import type { CellEditor, EditorListener, EditorState } from './editor.ts';

/** A text area that may give way to another editor. */
export type PlainEditor = CellEditor &
  Readonly<{
    /** Resolves when nothing is half written: a Korean syllable is put together key by key. */
    whenComposed(): Promise<void>;
    /** How it stands when it gives way. */
    readonly state: EditorState;
  }>;

/** What a text area is opened with; `place` is where the cursor is put, in characters from the start. */
export type PlainOpening = Readonly<{
  host: HTMLElement;
  label: string;
  text: string;
  place: number;
  listener: EditorListener;
}>;

/** Opens a text area in `host`. */
export function openPlainEditor({ host, label, text, place, listener }: PlainOpening): PlainEditor {
  const area = document.createElement('textarea');
  area.className = 'plain-editor';
  area.setAttribute('aria-label', label);
  area.setAttribute('autocapitalize', 'off');
  area.setAttribute('autocomplete', 'off');
  area.spellcheck = false;
  area.value = text;
  area.rows = text.split('\n').length;
  area.addEventListener('input', () => {
    area.rows = area.value.split('\n').length;
    listener.changed(area.value);
  });
  area.addEventListener('scroll', () => listener.scrolled(area.scrollLeft));
  const writing = { isComposing: false };
  area.addEventListener('compositionstart', () => (writing.isComposing = true));
  area.addEventListener('compositionend', () => (writing.isComposing = false));
  host.replaceChildren(area);
  area.setSelectionRange(place, place);
  area.focus();
  return {
    async whenComposed() {
      // A task after it has ended: the text of the last syllable comes with an event of its own.
      const ended = (): Promise<void> =>
        new Promise((resolve) => area.addEventListener('compositionend', () => setTimeout(resolve), { once: true }));
      while (writing.isComposing) await ended();
    },
    get state(): EditorState {
      return {
        selection: [area.selectionStart, area.selectionEnd],
        hasFocus: document.activeElement === area,
        openedWith: text,
      };
    },
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
