/** Monaco as the editor of cells: one editor that moves from cell to cell, one model for each cell, which keeps its undo. */
import { editor, KeyCode, MarkerSeverity, Range, Uri } from 'monaco-editor/editor.js';
import type { CellEditor, EditorListener, EditorState, Objection } from '../editor.ts';
import './features.ts';
import { createLibraryView, type LibraryTexts, type LibraryView } from './library-view.ts';
import { applyTheme } from './theme.ts';
import { LESSON_FOLDER, setUpTypeScript } from './typescript.ts';
import { provideWorkers } from './workers.ts';

/** A cell's file and its text. */
export type EditorFile = Readonly<{ file: string; text: string }>;

/** Where an editor opens, and on what. */
export type EditorOpening = Readonly<{
  host: HTMLElement;
  file: string;
  label: string;
  listener: EditorListener;
  /** Where the cursor is put, in characters from the start. */
  place: number;
  /** How the editor stands whose place it takes; null where there was none. */
  before: EditorState | null;
}>;

/** The editor of a page. */
export type MonacoEditor = Readonly<{
  open(opening: EditorOpening): CellEditor;
  /** Takes over texts that are not being edited, so that other cells see their types. */
  update(files: readonly EditorFile[]): void;
}>;

/** Makes the editor with a model for each cell. */
export function createMonacoEditor(files: readonly EditorFile[], texts: LibraryTexts): MonacoEditor {
  provideWorkers();
  setUpTypeScript();
  const models = new Map(files.map(({ file, text }) => [file, createModel(file, text)]));
  let current: { instance: editor.IStandaloneCodeEditor; listener: EditorListener; release(): void } | null = null;

  openDefinitions(createLibraryView(texts, commonOptions()));
  applyTheme();
  addEventListener('theme-changed', applyTheme);
  // Columns are where they were measured, and fonts may come later than the editor.
  document.fonts.addEventListener('loadingdone', () => editor.remeasureFonts());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);

  return {
    open({ host, file, label, listener, place, before }) {
      const previous = current;
      current = null;
      previous?.release();
      const model = models.get(file)!;
      host.replaceChildren();
      if (before) letUndo(model, before.openedWith);
      current = openEditor(host, model, label, listener);
      const { instance } = current;
      // Whoever has gone elsewhere meanwhile is not called back.
      if (before?.hasFocus !== false) instance.focus();
      const [start, end] = before?.selection ?? [place, place];
      instance.setSelection(Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
      return {
        setText: (text) => replaceText(model, text),
        goTo(line) {
          instance.setPosition({ lineNumber: line, column: 1 });
          instance.revealLineInCenterIfOutsideViewport(line);
          instance.focus();
        },
      };
    },
    update(changed) {
      for (const { file, text } of changed) {
        const model = models.get(file);
        if (model) replaceText(model, text);
      }
    },
  };
}

/** Replaces a text so that it can be undone. */
function replaceText(model: editor.ITextModel, text: string): void {
  if (model.getValue() === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

/** Lets what was written in another editor be undone: `text` is what it began with. */
function letUndo(model: editor.ITextModel, text: string): void {
  const written = model.getValue();
  if (written === text) return;
  model.setValue(text);
  replaceText(model, written);
}

/** Lists and hints stand in the page itself: inside a cell they would be cut off. */
function createModel(file: string, text: string): editor.ITextModel {
  const model = editor.createModel(text, 'typescript', Uri.parse(LESSON_FOLDER + file));
  // Brackets in three colours would be the only colours that the code at rest does not have.
  model.updateOptions({
    tabSize: 2,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

/** A definition is where it is: in another cell, which takes the editor, or in a library, which is shown beside. */
function openDefinitions(library: LibraryView): void {
  editor.registerEditorOpener({
    openCodeEditor(source, resource, place) {
      const line = place && ('lineNumber' in place ? place.lineNumber : place.startLineNumber);
      const address = resource.toString();
      // Within its own text the editor knows the way.
      if (source.getModel()?.uri.toString() === address) return false;
      if (address.startsWith(LESSON_FOLDER)) {
        const detail = { file: address.slice(LESSON_FOLDER.length), line: line ?? 1 };
        library.close();
        document.dispatchEvent(new CustomEvent('place-chosen', { detail }));
        return true;
      }
      const model = editor.getModel(resource);
      if (!model) return false;
      library.show(model, line ?? 1);
      return true;
    },
  });
}

const overflow = document.createElement('div');
overflow.className = 'monaco-editor';

/** What all editors of a page have in common. */
function commonOptions(): editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(document.documentElement);
  const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name));
  return {
    theme: 'replaybook',
    accessibilitySupport: 'auto',
    fontFamily: style.getPropertyValue('--mono'),
    fontSize: pixels('--code-size-px'),
    lineHeight: pixels('--code-line'),
    padding: { top: pixels('--code-pad'), bottom: pixels('--code-pad') },
    lineNumbers: 'off',
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: pixels('--code-pad-inline'),
    lineNumbersMinChars: 0,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: { vertical: 'hidden', handleMouseWheel: true, alwaysConsumeMouseWheel: false },
    renderLineHighlight: 'none',
    guides: { indentation: false },
    contextmenu: true,
    wordBasedSuggestions: 'off',
    stickyScroll: { enabled: false },
  };
}

/** TypeScript's own numbers for what is wrong with the syntax. */
const SYNTAX = /^1\d{3}$/;

/** What TypeScript has against a text that can be run: of one that cannot, whoever runs it is told why. */
const objectionsTo = (model: editor.ITextModel): Objection[] =>
  editor.getModelMarkers({ resource: model.uri }).flatMap(({ severity, code, startLineNumber, message }) => {
    const number = typeof code === 'string' ? code : (code?.value ?? '');
    const isMeant = severity === MarkerSeverity.Error && !SYNTAX.test(number);
    return isMeant ? [{ line: startLineNumber, message }] : [];
  });

function openEditor(host: HTMLElement, model: editor.ITextModel, label: string, listener: EditorListener) {
  document.body.append(overflow);
  const instance = editor.create(host, {
    ...commonOptions(),
    model,
    ariaLabel: label,
    overflowWidgetsDomNode: overflow,
    fixedOverflowWidgets: true,
  });
  const fit = (): void => {
    const height = instance.getContentHeight();
    host.style.height = `${height}px`;
    instance.layout({ width: host.clientWidth, height });
  };
  const resize = new ResizeObserver(fit);
  resize.observe(host);
  const subscriptions = [
    instance.onDidContentSizeChange(fit),
    editor.onDidChangeMarkers((changed) => {
      if (changed.some((uri) => uri.toString() === model.uri.toString())) listener.objected(objectionsTo(model));
    }),
    instance.onDidScrollChange(({ scrollLeft }) => listener.scrolled(scrollLeft)),
    model.onDidChangeContent(() => {
      listener.changed(model.getValue());
      // What there was against the text before says nothing of this one.
      listener.objected([]);
    }),
    // Escape, then Tab: the way out for the keyboard. The next focus gives Tab back to the editor.
    instance.onKeyDown(({ keyCode }) => {
      if (keyCode === KeyCode.Escape) instance.updateOptions({ tabFocusMode: true });
      else if (keyCode !== KeyCode.Tab && keyCode !== KeyCode.Shift) instance.updateOptions({ tabFocusMode: false });
    }),
    instance.onDidFocusEditorText(() => instance.updateOptions({ tabFocusMode: false })),
  ];
  fit();
  listener.objected(objectionsTo(model));
  return {
    instance,
    listener,
    release(): void {
      resize.disconnect();
      for (const subscription of subscriptions) subscription.dispose();
      instance.dispose();
      listener.closed();
    },
  };
}
