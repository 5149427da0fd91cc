/** What a cell knows of an editor: how to open one, and what it can do. Which editor it is, is decided elsewhere. */

/** An open editor. */
export type CellEditor = Readonly<{
  /** Takes over a text that was changed from outside, keeping undo. */
  setText(text: string): void;
  /** Puts the cursor on a line and shows it. */
  goTo(line: number): void;
}>;

/** How an editor stands, for the one that takes its place. */
export type EditorState = Readonly<{
  /** First and last place that is selected, in characters from the start. */
  selection: readonly [start: number, end: number];
  hasFocus: boolean;
  /** The text that it was opened with: what has been written since can be undone. */
  openedWith: string;
}>;

/** What TypeScript has against a line. */
export type Objection = Readonly<{ line: number; message: string }>;

/** What an editor tells its cell. */
export type EditorListener = Readonly<{
  changed(text: string): void;
  /** What there is against the text now; an editor without types has nothing to say. */
  objected(objections: readonly Objection[]): void;
  /** The code has moved sideways by so many pixels. */
  scrolled(left: number): void;
  /** Another cell has taken the editor, or the person has left it. */
  closed(): void;
}>;

/** Opens an editor in `host`, with the cursor `place` characters from the start. */
export type OpenEditor = (file: string, host: HTMLElement, listener: EditorListener, place: number) => CellEditor;
