/** Chooses the editor: Monaco, loaded when a cell is first edited; a text area on touch screens and when Monaco does not load. */
import type { Messages } from '#i18n';
import type { CellEditor, EditorListener } from './editor.ts';
import { openPlainEditor } from './plain-editor.ts';
import type { EditorFile, MonacoEditor, Point } from './monaco/index.ts';

/** How the texts of the page's cells are found. */
export type EditorSource = Readonly<{ files(): readonly EditorFile[]; messages: Messages }>;

/** The editors of a page. */
export type Editors = Readonly<{
  open(file: string, host: HTMLElement, listener: EditorListener, point: Point | null): Promise<CellEditor>;
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
      loaded = createMonacoEditor(files());
      return loaded;
    } catch (error) {
      // oxlint-disable-next-line no-console -- a text area takes its place, and whoever looks for the cause finds it here
      console.error(error);
      return null;
    }
  };
  return {
    async open(file, host, listener, point) {
      const label = messages.cell.editor(file);
      const isTouch = matchMedia('(pointer: coarse)').matches;
      const opened = isTouch ? null : await (monaco ??= load());
      if (opened) return opened.open({ host, file, label, listener, point });
      const text = files().find((one) => one.file === file)?.text ?? '';
      return openPlainEditor(host, label, text, listener);
    },
    update(file, text) {
      loaded?.update([{ file, text }]);
    },
  };
}
