/** Chooses the editor: Monaco, loaded when a cell is first edited; a text area on touch screens, until Monaco is there, and when it does not load. */
import type { Messages } from '#i18n';
import type { CellEditor, EditorListener } from './editor.ts';
import { openPlainEditor } from './plain-editor.ts';
import type { EditorFile, MonacoEditor } from './monaco/index.ts';

/** How the texts of the page's cells are found. */
export type EditorSource = Readonly<{ files(): readonly EditorFile[]; messages: Messages }>;

/** The editors of a page. */
export type Editors = Readonly<{
  open(file: string, host: HTMLElement, listener: EditorListener, place: number): CellEditor;
  /** A text has changed, so types elsewhere may have. */
  update(file: string, text: string): void;
}>;

/** Makes the editors of a page; nothing is loaded yet. */
export function createEditors({ files, messages }: EditorSource): Editors {
  let monaco: Promise<MonacoEditor | null> | null = null;
  let loaded: MonacoEditor | null = null;
  const load = async (): Promise<MonacoEditor | null> => {
    try {
      const { createMonacoEditor } = await import('./monaco/index.ts');
      loaded = createMonacoEditor(files(), messages.cell);
      return loaded;
    } catch (error) {
      // oxlint-disable-next-line no-console -- a text area takes its place, and whoever looks for the cause finds it here
      console.error(error);
      return null;
    }
  };
  /** The cell whose text area waits for Monaco; there is one editor at a time. */
  let waiting: EditorListener | null = null;

  return {
    open(file, host, listener, place) {
      const label = messages.cell.editor(file);
      waiting?.closed();
      waiting = null;
      if (loaded) return loaded.open({ host, file, label, listener, place, before: null });
      const text = files().find((one) => one.file === file)?.text ?? '';
      const plain = openPlainEditor({ host, label, text, place, listener });
      if (matchMedia('(pointer: coarse)').matches) return plain;
      waiting = listener;
      let editor: CellEditor = plain;
      const giveWay = async (): Promise<void> => {
        const opened = await (monaco ??= load());
        await plain.whenComposed();
        if (waiting !== listener) return;
        waiting = null;
        if (!opened) return;
        const before = plain.state;
        listener.scrolled(0);
        editor = opened.open({ host, file, label, listener, place, before });
      };
      void giveWay();
      // What is written while it loads is written into the text area, and goes along.
      return { setText: (next) => editor.setText(next), goTo: (line) => editor.goTo(line) };
    },
    update(file, text) {
      loaded?.update([{ file, text }]);
    },
  };
}
