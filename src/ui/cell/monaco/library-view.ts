/** Shows where the library, or the language, defines something: its source with what is said of it, to be read. */
import { editor } from 'monaco-editor/editor.js';

/** What the dialog says. */
export type LibraryTexts = Readonly<{ library: (file: string) => string; closeLibrary: string }>;

/** The one view of a page. */
export type LibraryView = Readonly<{
  /** Shows a line of a source; who had the focus before has it again when it is closed. */
  show(model: editor.ITextModel, line: number): void;
  close(): void;
}>;

/** Makes the view. `options` are those of the page's editors. */
export function createLibraryView(
  texts: LibraryTexts,
  options: editor.IStandaloneEditorConstructionOptions,
): LibraryView {
  const dialog = document.createElement('dialog');
  dialog.className = 'library';
  const name = document.createElement('h2');
  name.id = 'library-name';
  const host = document.createElement('div');
  host.className = 'library-source';
  const close = document.createElement('button');
  close.className = 'form-button';
  close.textContent = texts.closeLibrary;
  close.addEventListener('click', () => dialog.close());
  dialog.setAttribute('aria-labelledby', name.id);
  dialog.append(name, host, close);
  let instance: editor.IStandaloneCodeEditor | null = null;
  dialog.addEventListener('close', () => {
    instance?.dispose();
    instance = null;
    dialog.remove();
  });

  return {
    show(model, line) {
      const file = model.uri.path.replace(/^\/(?:src\/)?/, '');
      name.textContent = texts.library(file);
      if (!instance) {
        document.body.append(dialog);
        dialog.showModal();
        instance = editor.create(host, {
          ...options,
          ariaLabel: texts.library(file),
          readOnly: true,
          domReadOnly: true,
          lineNumbers: 'on',
          lineNumbersMinChars: 4,
          wordWrap: 'on',
          automaticLayout: true,
          scrollbar: { vertical: 'auto' },
          // Nothing in it is typed: Tab goes on to the button.
          tabFocusMode: true,
        });
      }
      instance.updateOptions({ ariaLabel: texts.library(file) });
      instance.setModel(model);
      instance.setPosition({ lineNumber: line, column: 1 });
      instance.revealLineInCenter(line);
      instance.focus();
    },
    close: () => dialog.close(),
  };
}
