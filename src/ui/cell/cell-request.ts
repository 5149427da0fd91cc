/** What a person asks of a cell, and the keys that ask it. */

/** `expect-run`: they press what runs it, and have not let go yet. `run-on`: and go on to the next cell. */
export type CellRequest =
  | 'expect-run'
  | 'run'
  | 'run-on'
  | 'stop'
  | 'reset'
  | 'swap-texts'
  | 'choose-text'
  | 'keep-own';

/** What a key asks for wherever it is pressed in a cell; null for any other, while a syllable is put together, and where one searches. */
export function requestOf(event: KeyboardEvent): CellRequest | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey, isComposing } = event;
  if (key !== 'Enter' || altKey || isComposing) return null;
  const isWithMod = ctrlKey || metaKey;
  if (isWithMod === shiftKey) return null;
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest('.find-widget')) return null;
  return isWithMod ? 'run' : 'run-on';
}
