/** Colours for code, written into the page when it is built. The colours themselves are the style sheet's. */
import type { Root } from 'hast';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import typescript from 'shiki/langs/typescript.mjs';

const theme = createCssVariablesTheme({ name: 'replaybook', variablePrefix: '--code-', fontStyle: true });

let highlighter: Promise<HighlighterCore> | null = null;

const load = (): Promise<HighlighterCore> =>
  (highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [typescript],
    engine: createJavaScriptRegexEngine(),
  }));

export type Highlight = (code: string) => Root;

/** Makes a function that turns TypeScript into a coloured `pre`. */
export async function createHighlight(): Promise<Highlight> {
  const loaded = await load();
  // Without a limit of time: on a busy machine a line would be left without its colours.
  return (code) => loaded.codeToHast(code, { lang: 'typescript', theme: 'replaybook', tokenizeTimeLimit: 0 });
}
