/** The editor's colours, taken from the page's style sheet. */
import { editor } from 'monaco-editor/editor.js';

/** Tokens of the editor's grammar, and the page's names for their colours. */
const TOKENS: Readonly<Record<string, string>> = {
  '': '--code-foreground',
  comment: '--code-token-comment',
  string: '--code-token-string',
  regexp: '--code-token-string',
  number: '--code-token-constant',
  keyword: '--code-token-keyword',
  'type.identifier': '--code-token-function',
};

/** Parts of the editor that lie over the page, and the page's names for their colours: its blue is not among them. */
const WIDGETS: Readonly<Record<string, string>> = {
  focusBorder: '--focus',
  'editorWidget.background': '--panel',
  'editorWidget.border': '--frame',
  'editorHoverWidget.background': '--panel',
  'editorHoverWidget.border': '--frame',
  'editorSuggestWidget.background': '--paper',
  'editorSuggestWidget.border': '--frame',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.highlightForeground': '--code-token-function',
  'editorSuggestWidget.focusHighlightForeground': '--code-token-function',
  'editorSuggestWidget.selectedBackground': '--line',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.selectedIconForeground': '--ink',
  'list.hoverBackground': '--panel',
  'editorLineNumber.foreground': '--ink-quiet',
  'editorLineNumber.activeForeground': '--ink',
};

/** Gives the editor the colours that the page has now. */
export function applyTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => toHex(style.getPropertyValue(name));
  const isDark =
    style.colorScheme === 'dark' ||
    (style.colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  editor.defineTheme('replaybook', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(TOKENS).map(([token, name]) => ({ token, foreground: colour(name).slice(1) })),
    colors: {
      'editor.background': colour('--code-ground'),
      'editor.foreground': colour('--code-foreground'),
      'editor.lineHighlightBackground': colour('--code-ground'),
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': colour('--alive'),
      ...Object.fromEntries(Object.entries(WIDGETS).map(([part, name]) => [part, colour(name)])),
    },
  });
  editor.setTheme('replaybook');
}

/** Any CSS colour as #rrggbb: the editor knows nothing else. */
function toHex(value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
