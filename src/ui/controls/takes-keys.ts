/** Elements in which keys mean something of their own. */
const TAKES_KEYS = 'dialog, input, textarea, select, [contenteditable], .monaco-editor, .editor-host';

/** True for a key that is somebody else's: it was pressed where text is written, with a key that makes it another, or has been dealt with. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return true;
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(TAKES_KEYS) !== null;
}
